/**
 * The terminal in front of the person: taken over at the start and given back as it was,
 * whatever ends the console. What is drawn in between is the painter's.
 */
import { writeSync } from 'node:fs';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Size } from '../domain/session.js';
import { QUESTIONS } from './answers.js';

export type OuterStreams = {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream & { readonly fd: number };
};

/** Alternate screen, no wrapping, no cursor. */
const TAKE_SCREEN = '\x1b[?1049h\x1b[?7l\x1b[?25l';

/** Buttons, drags and wheel in SGR form; pastes in brackets; focus; the keypad by itself. */
const ASK_INPUT = '\x1b[?1002h\x1b[?1006h\x1b[?2004h\x1b[?1004h\x1b=';
const LEAVE_INPUT = '\x1b>\x1b[?1004l\x1b[?2004l\x1b[?1006l\x1b[?1002l';

/** How keys are told apart: by the kitty protocol, or as xterm does it. */
const KEYS = {
  kitty: { ask: '\x1b[>1u', leave: '\x1b[<u' },
  modifyOtherKeys: { ask: '\x1b[>4;1m', leave: '\x1b[>4m' },
} as const;
const LEAVE_SCREEN =
  '\x1b[?2026l\x1b[0m\x1b]8;;\x1b\\\x1b[0 q\x1b[?25h\x1b[?7h\x1b[?1049l';

/** A terminal that is dragged to a size reports dozens on the way. */
const SETTLED_MS = 40;

export type OuterHandlers = {
  readonly data: (chunk: Buffer) => void;
  readonly resized: (size: Size) => void;
  readonly drained: () => void;
  /** The terminal is gone, or the process is asked to end. */
  readonly ended: (why: string) => void;
};

const SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

export class OuterTerminal implements Disposable {
  readonly #streams: OuterStreams;
  readonly #undo: (() => void)[] = [];
  #taken = false;
  #leaveKeys = '';
  #kittyFlags = 0;
  #resizing: NodeJS.Timeout | undefined;

  constructor(streams: OuterStreams, handlers: OuterHandlers) {
    this.#streams = streams;
    this.#listen(handlers);
    streams.stdin.setRawMode(true);
    streams.stdin.resume();
    this.#taken = true;
    streams.stdout.write(TAKE_SCREEN + ASK_INPUT + QUESTIONS);
  }

  get size(): Size {
    const { columns, rows } = this.#streams.stdout;
    return { columns: columns || 80, rows: rows || 24 };
  }

  write(bytes: string): boolean {
    return this.#streams.stdout.write(bytes);
  }

  /** Has keys told apart in the way that this terminal knows. */
  askKeys(way: keyof typeof KEYS): void {
    if (!this.#taken) return;
    this.#leaveKeys = KEYS[way].leave;
    this.#kittyFlags = way === 'kitty' ? 1 : 0;
    this.write(KEYS[way].ask);
  }

  /** As much of the kitty protocol as is needed now, in a terminal that knows it. */
  tuneKeys(flags: number): void {
    if (this.#kittyFlags === 0 || this.#kittyFlags === flags) return;
    this.#kittyFlags = flags;
    this.write(`\x1b[=${flags};1u`);
  }

  /** Puts a text on the clipboard of whoever sits there (OSC 52), where that is allowed. */
  copy(text: string): void {
    this.write(`\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`);
  }

  [Symbol.dispose](): void {
    for (const undo of this.#undo.splice(0)) undo();
    clearTimeout(this.#resizing);
    this.#restore();
    this.#streams.stdin.pause();
  }

  #listen({ data, resized, drained, ended }: OuterHandlers): void {
    const { stdin, stdout } = this.#streams;
    const settle = () => {
      clearTimeout(this.#resizing);
      this.#resizing = setTimeout(() => resized(this.size), SETTLED_MS);
    };
    const gone = () => ended('the terminal is gone');
    const restore = () => this.#restore();

    stdin.on('data', data);
    stdin.on('end', gone);
    stdin.on('error', gone);
    stdout.on('resize', settle);
    stdout.on('drain', drained);
    stdout.on('error', gone);
    process.on('exit', restore);
    process.on('uncaughtExceptionMonitor', restore);
    this.#undo.push(() => {
      stdin.off('data', data).off('end', gone).off('error', gone);
      stdout.off('resize', settle).off('drain', drained).off('error', gone);
      process.off('exit', restore).off('uncaughtExceptionMonitor', restore);
    });
    for (const signal of SIGNALS) {
      const end = () => ended(signal);
      process.on(signal, end);
      this.#undo.push(() => process.off(signal, end));
    }
  }

  /** Written at once, because after a crash there is no later. */
  #restore(): void {
    if (!this.#taken) return;
    this.#taken = false;
    const { stdin, stdout } = this.#streams;
    try {
      writeSync(stdout.fd, this.#leaveKeys + LEAVE_INPUT + LEAVE_SCREEN);
      stdin.setRawMode(false);
    } catch {
      // The terminal is gone; there is nothing left to give back.
    }
  }
}
