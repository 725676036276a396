/** What is compared: a program in a bare pty, in tmux, and in a console of wtmux. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Outer, type OuterOptions } from './outer.js';

export type Subject = Disposable & {
  readonly outer: Outer;
  /** Processes whose CPU time is the multiplexer's. */
  readonly pids: () => readonly number[];
};

export type SubjectName = 'bare pty' | 'tmux' | 'wtmux';

export function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs `command` in the subject; resolves when it printed `ready`. */
export async function start(
  name: SubjectName,
  command: readonly string[],
  ready: string,
): Promise<Subject> {
  const subject = starters[name](command);
  await subject.outer.sees(ready);
  return subject;
}

const starters = {
  'bare pty': bare,
  tmux,
  wtmux: inConsole,
} as const satisfies Readonly<
  Record<SubjectName, (command: readonly string[]) => Subject>
>;

function bare(command: readonly string[]): Subject {
  const outer = new Outer({ command, cwd: '/', env: plainEnvironment() });
  return { outer, pids: () => [], [Symbol.dispose]: () => outer[Symbol.dispose]() };
}

function tmux(command: readonly string[]): Subject {
  const socket = `wtmux-bench-${process.pid}`;
  const env = plainEnvironment();
  const base = ['tmux', '-L', socket, '-f', '/dev/null'];
  const outer = new Outer({
    command: [...base, 'new-session', ...command, ';', 'set', 'status', 'off'],
    cwd: '/',
    env,
  });
  const server = () =>
    Number(execFileSync('tmux', ['-L', socket, 'display', '-p', '#{pid}']).toString());
  return {
    outer,
    pids: () => [server(), outer.pid],
    [Symbol.dispose]() {
      execFileSync('tmux', ['-L', socket, 'kill-server'], { stdio: 'ignore' });
      outer[Symbol.dispose]();
    },
  };
}

function inConsole(command: readonly string[]): Subject {
  const place = new ScratchPlace();
  const outer = place.open(['new', 'bench', '--', ...command]);
  return {
    outer,
    pids: () => [...place.background(), outer.pid],
    [Symbol.dispose]() {
      outer[Symbol.dispose]();
      place[Symbol.dispose]();
    },
  };
}

/** A repository with sockets and state of its own. */
export class ScratchPlace implements Disposable {
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), 'wtmux-bench-')));
  readonly #repository = join(this.#folder, 'project');
  readonly #env: Readonly<Record<string, string>>;

  constructor() {
    mkdirSync(this.#repository);
    this.#env = {
      ...plainEnvironment(),
      HOME: this.#folder,
      SHELL: '/bin/sh',
      XDG_RUNTIME_DIR: join(this.#folder, 'run'),
      XDG_STATE_HOME: join(this.#folder, 'state'),
      XDG_CONFIG_HOME: join(this.#folder, 'config'),
    };
    const git = (...args: readonly string[]) =>
      execFileSync('git', args, { cwd: this.#repository, stdio: 'ignore' });
    git('init', '--initial-branch=main');
    const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost'];
    git(...author, 'commit', '--allow-empty', '-m', 'begin');
  }

  /** A command of wtmux in a terminal. */
  open(args: readonly string[]): Outer {
    return new Outer(this.command(args));
  }

  /** What starts a command of wtmux. */
  command(args: readonly string[]): OuterOptions {
    return {
      command: [process.execPath, PROGRAM, ...args],
      cwd: this.#repository,
      env: { ...this.#env, TERM: 'xterm-256color' },
    };
  }

  /** Runs a command of wtmux to its end. */
  run(...args: readonly string[]): string {
    return this.runIn(this.#repository, ...args);
  }

  /** The same in another folder. */
  runIn(cwd: string, ...args: readonly string[]): string {
    return execFileSync(process.execPath, [PROGRAM, ...args], {
      cwd,
      env: this.#env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }

  /** The process ids of host and engine. */
  background(): readonly number[] {
    const found = execFileSync('pgrep', ['-f', join(this.#repository, '.git')]);
    return found.toString().trim().split('\n').map(Number);
  }

  [Symbol.dispose](): void {
    this.run('down', '--force');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const PROGRAM = join(import.meta.dirname, '../bin/wtmux.js');

function plainEnvironment(): Readonly<Record<string, string>> {
  return { PATH: process.env['PATH'] ?? '', HOME: '/', LANG: 'C.UTF-8' };
}
