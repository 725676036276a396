/**
 * A terminal with a program in it, as a person has it: a real pty, a screen that can be
 * read, keys that can be typed.
 */
import { vi } from 'vitest';
import type { Size } from '../../src/domain/session.js';
import { startPty, type Exit, type Pty } from '../../src/pty/pty.js';
import { Emulator } from '../../src/screen/emulator.js';
import type { Cursor, Modes } from '../../src/screen/row.js';
import { typed } from './key-names.js';

export type TerminalOptions = {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly size?: Size;
};

/**
 * What a busy machine may need; a screen that is right shows sooner. Programs of 200 MB need
 * more than others: `vitest.agents.config.ts` says how much.
 */
export const PATIENCE_MS = Number(process.env['WTMUX_TEST_PATIENCE_MS'] ?? 60_000);

/** How much of what was written can be looked up. */
const HEARD_BYTES = 256 * 1024;

export class Terminal implements Disposable {
  readonly #pty: Pty;
  readonly #emulator: Emulator;
  /** Undefined while the program runs. */
  exit: Exit | undefined;
  #heard = '';
  /** All bytes that the program wrote. */
  written = 0;

  constructor({ command, cwd, env, size = { columns: 120, rows: 40 } }: TerminalOptions) {
    this.#emulator = new Emulator({ size, scrollback: 1000 });
    const started = startPty({
      command,
      cwd,
      env: { ...env, TERM: 'xterm-256color' },
      size,
      onData: (bytes) => this.#print(bytes),
      onExit: (exit) => (this.exit = exit),
    });
    if (!started.ok) throw new Error(started.failure);
    this.#pty = started.value;
  }

  /** The visible lines, without trailing blanks. */
  screen(): string {
    return this.#emulator.text({ scrollback: false }).join('\n');
  }

  /** The last bytes that the program wrote, as many as are kept. */
  get heard(): Buffer {
    return Buffer.from(this.#heard, 'latin1');
  }

  /** What the program last put on the clipboard (OSC 52). */
  get clipboard(): string | undefined {
    const last = [...this.#heard.matchAll(/\u001b\]52;c;([\w+/=]*)\u0007/g)].at(-1);
    return last && Buffer.from(last[1] ?? '', 'base64').toString();
  }

  /** What the program asked of it. */
  get cursor(): Cursor {
    return this.#emulator.cursor;
  }

  get modes(): Modes {
    return this.#emulator.modes;
  }

  get pid(): number {
    return this.#pty.pid;
  }

  get title(): string {
    return this.#emulator.title;
  }

  /** Keys in braces are named: `{ctrl+space}z`. */
  type(keys: string): void {
    this.#pty.write(Buffer.from(typed(keys)));
  }

  /** The mouse at a cell, counted from 1, as a terminal reports it (SGR). */
  mouse(what: 'press' | 'drag' | 'release' | 'up' | 'down', x: number, y: number): void {
    const code = { press: 0, drag: 32, release: 0, up: 64, down: 65 }[what];
    this.#pty.write(
      Buffer.from(`\u001b[<${code};${x};${y}${what === 'release' ? 'm' : 'M'}`),
    );
  }

  resize(columns: number, rows: number): void {
    this.#emulator.resize({ columns, rows });
    this.#pty.resize({ columns, rows });
  }

  kill(signal: NodeJS.Signals): void {
    this.#pty.kill(signal);
  }

  /** Waits until the screen holds `text`. */
  shows(text: string | RegExp): Promise<void> {
    return this.#until(() => holds(this.screen(), text), `does not show ${text}`);
  }

  /** Waits until the screen holds no `text`. */
  hides(text: string | RegExp): Promise<void> {
    return this.#until(() => !holds(this.screen(), text), `still shows ${text}`);
  }

  /** Waits until the program has ended. */
  async ended(): Promise<Exit> {
    await this.#until(() => this.exit !== undefined, 'has not ended');
    return this.exit ?? { code: undefined, signal: undefined };
  }

  [Symbol.dispose](): void {
    this.#pty.kill('SIGKILL');
    this.#emulator[Symbol.dispose]();
  }

  /** Waits for a condition; fails with what the screen showed instead. */
  #until(isReached: () => boolean, complaint: string): Promise<void> {
    const judge = () => {
      if (!isReached()) throw new Error(`The terminal ${complaint}:\n${this.screen()}`);
    };
    return vi.waitFor(judge, { timeout: PATIENCE_MS, interval: 20 });
  }

  #print(bytes: Buffer): void {
    this.written += bytes.length;
    this.#heard = (this.#heard + bytes.toString('latin1')).slice(-HEARD_BYTES);
    for (const event of this.#emulator.write(bytes))
      if (event.type === 'reply') this.#pty.write(Buffer.from(event.text));
  }
}

function holds(screen: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? screen.includes(text) : text.test(screen);
}
