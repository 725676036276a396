/**
 * The terminal in front of which a benchmark sits. It drains what is written as fast as it
 * comes, counts it, answers what a terminal is asked, and tells when a text was seen in it.
 */
import type { Size } from '../src/domain/session.js';
import { startPty, type Pty } from '../src/pty/pty.js';
import { Emulator } from '../src/screen/emulator.js';

export const SIZE: Size = { columns: 160, rows: 50 };

/** Nothing measured here takes longer; without a limit a fault would hang the benchmark. */
const LIMIT_MS = 60_000;

export type OuterOptions = {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly size?: Size;
};

/**
 * What becomes of written bytes: drawn at once, kept until somebody looks, which costs
 * nothing while time is taken, or dropped for good.
 */
type Care = 'draw' | 'keep' | 'drop';

type Wanted = { readonly bytes: Buffer; readonly found: (at: number) => void };

export class Outer implements Disposable {
  readonly pid: number;
  written = 0;
  care: Care = 'draw';
  readonly #pty: Pty;
  readonly #emulator: Emulator;
  #kept: Buffer[] = [];
  #wanted: Wanted | undefined;
  /** The end of what was seen: a text may come in two pieces. */
  #tail = Buffer.alloc(0);
  #drawn = () => {};
  /** Of whoever waits: the program has ended, and will do nothing else any more. */
  #ended = () => {};

  constructor({ command, cwd, env, size = SIZE }: OuterOptions) {
    this.#emulator = new Emulator({ size, scrollback: 0 });
    const started = startPty({
      command,
      cwd,
      env: { ...env, TERM: 'xterm-256color', LANG: 'C.UTF-8' },
      size,
      onData: (bytes) => this.#take(bytes),
      onExit: () => this.#ended(),
    });
    if (!started.ok) throw new Error(started.failure);
    this.#pty = started.value;
    this.pid = started.value.pid;
  }

  get size(): Size {
    return this.#emulator.size;
  }

  resize(size: Size): void {
    this.#emulator.resize(size);
    this.#pty.resize(size);
  }

  type(keys: string): void {
    this.#pty.write(Buffer.from(keys));
  }

  /** When `text` is written from now on, in milliseconds of `performance.now()`. */
  sees(text: string): Promise<number> {
    this.#tail = Buffer.alloc(0);
    return this.#until(
      (found) => {
        this.#wanted = { bytes: Buffer.from(text), found };
      },
      () => `${JSON.stringify(text)} did not come in:\n${this.text()}`,
    );
  }

  /** When the screen shows what `judge` wants, now or later. */
  shows(judge: (screen: string) => boolean): Promise<number> {
    return this.#until(
      (found) => {
        this.#drawn = () => {
          if (judge(this.text())) found(performance.now());
        };
        this.#drawn();
      },
      () => `What is wanted did not come in:\n${this.text()}`,
    );
  }

  /** Resolves when the program, which has not yet, has ended by itself. */
  ends(): Promise<void> {
    return new Promise((resolve, reject) => {
      const give = () => reject(new Error(`It did not end:\n${this.text()}`));
      const late = setTimeout(give, LIMIT_MS);
      this.#ended = () => {
        clearTimeout(late);
        resolve();
      };
    });
  }

  /** The screen with all that was written. */
  screen(): Emulator {
    for (const bytes of this.#kept.splice(0)) this.#draw(bytes);
    return this.#emulator;
  }

  [Symbol.dispose](): void {
    this.#pty.kill('SIGKILL');
    this.#emulator[Symbol.dispose]();
  }

  /** What the screen says. */
  text(): string {
    return this.screen().text({ scrollback: false }).join('\n');
  }

  #take(bytes: Buffer): void {
    this.written += bytes.length;
    this.#look(bytes);
    if (this.care === 'keep') this.#kept.push(Buffer.from(bytes));
    if (this.care !== 'draw') return;
    this.#draw(bytes);
    this.#drawn();
  }

  #look(bytes: Buffer): void {
    const wanted = this.#wanted;
    if (!wanted) return;
    const seen = Buffer.concat([this.#tail, bytes]);
    this.#tail = Buffer.from(seen.subarray(-wanted.bytes.length));
    if (!seen.includes(wanted.bytes)) return;
    this.#wanted = undefined;
    wanted.found(performance.now());
  }

  #draw(bytes: Buffer): void {
    for (const event of this.#emulator.write(bytes))
      if (event.type === 'reply') this.type(event.text);
  }

  #until(begin: (found: (at: number) => void) => void, complaint: () => string) {
    return new Promise<number>((resolve, reject) => {
      const give = () => reject(new Error(complaint()));
      const late = setTimeout(give, LIMIT_MS);
      this.#ended = () => {
        clearTimeout(late);
        give();
      };
      begin((at) => {
        clearTimeout(late);
        resolve(at);
      });
    });
  }
}
