/** A repository with sockets and state of its own, in which wtmux runs as a user runs it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Size } from '../src/domain/session.js';
import { untilDisposed } from './leftovers.js';
import { Outer, type OuterOptions } from './outer.js';
import { processesNaming } from './processes.js';

const PROGRAM = join(import.meta.dirname, '../bin/wtmux.cjs');

export class ScratchPlace implements Disposable {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'wtmux-bench-')));
  readonly #repository = join(this.folder, 'project');
  readonly #env: Readonly<Record<string, string>>;
  readonly #noted = untilDisposed(this);

  /** `env` is added to that of everything that runs here. */
  constructor(env: Readonly<Record<string, string>> = {}) {
    mkdirSync(this.#repository);
    this.#env = {
      ...plainEnvironment(),
      HOME: this.folder,
      SHELL: '/bin/sh',
      XDG_RUNTIME_DIR: join(this.folder, 'run'),
      XDG_STATE_HOME: join(this.folder, 'state'),
      XDG_CONFIG_HOME: join(this.folder, 'config'),
      ...env,
    };
    const git = (...args: readonly string[]) =>
      execFileSync('git', args, { cwd: this.#repository, stdio: 'ignore' });
    git('init', '--initial-branch=main');
    const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost'];
    git(...author, 'commit', '--allow-empty', '-m', 'begin');
  }

  /** A command of wtmux in a terminal. */
  open(args: readonly string[], size?: Size): Outer {
    return new Outer({ ...this.command(args), ...(size ? { size } : {}) });
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

  /** Starts a workstream for each name, whose agents run the shell's `script`. */
  up(names: readonly string[], script: string): void {
    const command = JSON.stringify(['-c', script]);
    const workstreams = names.map((id) => `  - { id: ${id}, agent: it, approval: none }`);
    const plan = `version: 1
maxSessions: ${names.length}
agents:
  it: { command: sh, args: ${command} }
workstreams:
${workstreams.join('\n')}
`;
    const file = join(this.folder, 'plan.yaml');
    writeFileSync(file, plan);
    this.run('up', file, '--detach', '--yes');
  }

  worktree(workstream: string): string {
    return join(`${this.#repository}.worktrees`, workstream);
  }

  get host(): number {
    return this.#process('host');
  }

  get engine(): number {
    return this.#process('engine');
  }

  [Symbol.dispose](): void {
    this.#noted[Symbol.dispose]();
    this.run('down', '--force');
    rmSync(this.folder, { recursive: true, force: true });
  }

  #process(name: 'host' | 'engine'): number {
    const common = join(this.#repository, '.git');
    const [pid] = processesNaming(`dist/${name}.js`, common);
    if (pid === undefined) throw new Error(`no ${name} runs for ${common}`);
    return pid;
  }
}

/** The user's PATH and nothing of his that could change what is measured. */
export function plainEnvironment(): Readonly<Record<string, string>> {
  return { PATH: process.env['PATH'] ?? '', HOME: '/', LANG: 'C.UTF-8' };
}
