/**
 * What is compared: programs in a bare pty, behind a relay of two processes that does
 * nothing, in tmux, and in a console of wtmux. Each shows one program in focus, and others
 * beside it where it can.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilDisposed } from './leftovers.js';
import { Outer } from './outer.js';
import { plainEnvironment, ScratchPlace } from './scratch-place.js';

export const subjectNames = ['bare pty', 'relay', 'tmux', 'wtmux'] as const;
export type SubjectName = (typeof subjectNames)[number];

/** What runs in a subject: shell scripts. */
export type Scene = {
  /** Prints READY when it is; the keyboard is its own. */
  readonly focused: string;
  readonly beside?: readonly string[];
};

export type Subject = Disposable & { readonly outer: Outer };

/** As deep as wtmux keeps it by itself. */
export const SCROLLBACK_LINES = 10_000;

export function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Resolves when the program in focus printed READY. */
export async function start(name: SubjectName, scene: Scene): Promise<Subject> {
  return ready(starters[name](scene));
}

export async function ready(subject: Subject): Promise<Subject> {
  await subject.outer.shows((screen) => screen.includes('READY'));
  return subject;
}

const starters = {
  'bare pty': bare,
  relay,
  tmux,
  wtmux: (scene) => inConsole(scene),
} as const satisfies Readonly<Record<SubjectName, (scene: Scene) => Subject>>;

function bare({ focused, beside = [] }: Scene): Subject {
  if (beside.length > 0) throw new Error('a bare pty has no panes');
  const command = ['sh', '-c', focused];
  const outer = new Outer({ command, cwd: '/', env: plainEnvironment() });
  return { outer, [Symbol.dispose]: () => outer[Symbol.dispose]() };
}

function relay({ focused, beside = [] }: Scene): Subject {
  const program = join(import.meta.dirname, 'bench-relay.mjs');
  const command = [process.execPath, program, 'near', focused, ...beside];
  const outer = new Outer({ command, cwd: '/', env: plainEnvironment() });
  return { outer, [Symbol.dispose]: () => outer[Symbol.dispose]() };
}

function tmux({ focused, beside = [] }: Scene): Subject {
  const server = new TmuxServer();
  const outer = server.open([
    'new-session',
    focused,
    ...beside.flatMap((script) => [';', 'split-window', script]),
    ...(beside.length > 0 ? [';', 'select-layout', 'tiled', ';'] : [';']),
    'select-pane',
    '-t',
    '0',
  ]);
  return {
    outer,
    [Symbol.dispose]() {
      server[Symbol.dispose]();
      outer[Symbol.dispose]();
    },
  };
}

/** A tmux server of its own, without the status line. */
export class TmuxServer implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'wtmux-bench-tmux-'));
  readonly #base = [
    'tmux',
    '-S',
    join(this.#folder, 'socket'),
    '-f',
    join(this.#folder, 'conf'),
  ];

  readonly #noted = untilDisposed(this);

  constructor() {
    const settings = [
      'set -g status off',
      `set -g history-limit ${SCROLLBACK_LINES}`,
      'set -g default-shell /bin/sh',
    ];
    writeFileSync(join(this.#folder, 'conf'), settings.join('\n'));
  }

  open(args: readonly string[]): Outer {
    const command = [...this.#base, ...args];
    return new Outer({ command, cwd: '/', env: plainEnvironment() });
  }

  run(...args: readonly string[]): string {
    const [program = '', ...base] = this.#base;
    return execFileSync(program, [...base, ...args], {
      encoding: 'utf8',
      env: plainEnvironment(),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }

  get pid(): number {
    return Number(this.run('display-message', '-p', '#{pid}'));
  }

  [Symbol.dispose](): void {
    this.#noted[Symbol.dispose]();
    this.run('kill-server');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** `env` is added to that of all processes. */
export function inConsole(
  { focused, beside = [] }: Scene,
  env: Readonly<Record<string, string>> = {},
): Subject {
  const place = new ScratchPlace(env);
  beside.forEach((script, index) =>
    place.run('new', `beside${index}`, '--detach', '--', 'sh', '-c', script),
  );
  const outer = place.open(['new', 'bench', '--', 'sh', '-c', focused]);
  return {
    outer,
    [Symbol.dispose]() {
      outer[Symbol.dispose]();
      place[Symbol.dispose]();
    },
  };
}
