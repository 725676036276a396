/** Starts guarded commands again: how the engine outlives its own crash. */
import { spawn } from 'node:child_process';
import { MAX_STARTS, STARTS_WINDOW_MS } from './limits.js';
import type { Log } from './log.js';

type Guarded = { readonly command: readonly string[]; readonly cwd: string };

export class Guardian {
  readonly #env: NodeJS.ProcessEnv;
  readonly #log: Log;
  #starts: readonly number[] = [];

  /** `env` is what the commands get: the host's own, unchanged. */
  constructor(env: NodeJS.ProcessEnv, log: Log) {
    this.#env = env;
    this.#log = log;
  }

  /** Starts it detached, or gives up when it was started too often lately. */
  start({ command, cwd }: Guarded): void {
    const [program = '', ...args] = command;
    const now = performance.now();
    this.#starts = this.#starts.filter((start) => now - start < STARTS_WINDOW_MS);
    if (this.#starts.length >= MAX_STARTS) {
      this.#log(`${program} ended ${MAX_STARTS} times in 10 s and is not started again`);
      return;
    }
    this.#starts = [...this.#starts, now];
    this.#log(`${program} ended and is started again`);
    const child = spawn(program, args, {
      cwd,
      env: this.#env,
      detached: true,
      stdio: 'ignore',
    });
    child.on('error', (error) => this.#log(`cannot start ${program} again`, error));
    child.unref();
  }
}
