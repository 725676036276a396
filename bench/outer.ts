/**
 * The terminal in front of which a benchmark sits: it drains what is written as fast as it
 * comes, counts it, and tells when a text was seen in it.
 */
import type { Size } from '../src/domain/session.js';
import { startPty, type Pty } from '../src/pty/pty.js';

export const SIZE: Size = { columns: 160, rows: 50 };

/** Nothing measured here takes longer; without a limit a fault would hang the benchmark. */
const LIMIT_MS = 60_000;

export type OuterOptions = {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
};

type Wanted = { readonly bytes: Buffer; readonly found: (at: number) => void };

export class Outer implements Disposable {
  readonly pid: number;
  written = 0;
  readonly #pty: Pty;
  #wanted: Wanted | undefined;
  /** The end of what was seen: a text may come in two pieces. */
  #tail = Buffer.alloc(0);

  constructor({ command, cwd, env }: OuterOptions) {
    const started = startPty({
      command,
      cwd,
      env: { ...env, TERM: 'xterm-256color', LANG: 'C.UTF-8' },
      size: SIZE,
      onData: (bytes) => this.#take(bytes),
      onExit: () => {},
    });
    if (!started.ok) throw new Error(started.failure);
    this.#pty = started.value;
    this.pid = started.value.pid;
  }

  type(keys: string): void {
    this.#pty.write(Buffer.from(keys));
  }

  /** When `text` comes from now on, in milliseconds of `performance.now()`. */
  sees(text: string): Promise<number> {
    this.#tail = Buffer.alloc(0);
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${JSON.stringify(text)} did not come`)),
        LIMIT_MS,
      );
      this.#wanted = {
        bytes: Buffer.from(text),
        found: (at) => {
          clearTimeout(late);
          resolve(at);
        },
      };
    });
  }

  [Symbol.dispose](): void {
    this.#pty.kill('SIGKILL');
  }

  #take(bytes: Buffer): void {
    this.written += bytes.length;
    const wanted = this.#wanted;
    if (!wanted) return;
    const seen = Buffer.concat([this.#tail, bytes]);
    if (seen.includes(wanted.bytes)) {
      this.#wanted = undefined;
      wanted.found(performance.now());
      return;
    }
    this.#tail = Buffer.from(seen.subarray(-wanted.bytes.length));
  }
}
