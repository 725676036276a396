/**
 * The terminal in front of the person: taken over at the start and given back as it was,
 * whatever ends the console. What is drawn in between is the painter's.
 */
import { writeSync } from 'node:fs';
import type { Selection } from '../domain/clipboard.js';
import type { Size } from '../domain/session.js';
import type { Rgb } from '../screen/rgb.js';
import { QUESTIONS } from './answers.js';
import { LastResort } from './last-resort.js';
import { LEAVE_KEYS, OuterKeys, type KeyWay, type KeyWish } from './outer-keys.js';

/** What is asked of `process.stdin` and `process.stdout`, where they are a terminal. */
export type OuterStreams = {
  readonly stdin: Listened & {
    resume(): unknown;
    pause(): unknown;
    setRawMode(raw: boolean): unknown;
  };
  readonly stdout: Listened & {
    readonly fd: number;
    readonly columns: number;
    readonly rows: number;
    write(bytes: string): boolean;
  };
};

type Listened = Pick<NodeJS.EventEmitter, 'on' | 'off'>;
type Listener = Parameters<Listened['on']>[1];

/** Alternate screen, no wrapping, no cursor. */
const TAKE_SCREEN = '\x1b[?1049h\x1b[?7l\x1b[?25l';

/** Buttons, drags, wheel as SGR; pastes in brackets; focus; dark and light; the keypad by itself. */
const ASK_INPUT = '\x1b[?1002h\x1b[?1006h\x1b[?2004h\x1b[?1004h\x1b[?2031h\x1b=';
/** Motion with no button held, beside drags; the end of one ends the other in some terminals. */
const ASK_HOVER = '\x1b[?1003h';
const LEAVE_HOVER = '\x1b[?1003l\x1b[?1002h';
const LEAVE_INPUT = '\x1b>\x1b[?2031l\x1b[?1004l\x1b[?2004l\x1b[?1006l\x1b[?1002l';

/** The user's own colour again (xterm's ctlseqs, OSC 112). */
const LEAVE_CURSOR = '\x1b]112\x1b\\';
/** No progress any more (OSC 9;4), which would stay in a tab or a task bar. */
const LEAVE_PROGRESS = '\x1b]9;4;0;0\x07';
const LEAVE_SCREEN =
  '\x1b[?2026l\x1b[0m\x1b]8;;\x1b\\\x1b[0 q\x1b[?25h\x1b[?7h\x1b[?1049l';

/** All that may have been asked of it; what was not is left without harm. */
const LEAVE_ALL = LEAVE_KEYS + LEAVE_CURSOR + LEAVE_HOVER + LEAVE_INPUT + LEAVE_SCREEN;

/** A terminal that is dragged to a size reports dozens on the way. */
const SETTLED_MS = 40;

/** A terminal behind a slow link has answered by then. */
const ANSWER_MS = 1000;

/** The last answer, to device attributes, which every terminal gives. */
const LAST_ANSWER = /\x1b\[\?[\d;]*c/;
const MAX_HEARD = 1024;

export type OuterHandlers = {
  readonly data: (chunk: Buffer) => void;
  /** Also with the same size, after the process was stopped: the terminal shows something else. */
  readonly resized: (size: Size) => void;
  readonly drained: () => void;
  /** The terminal is gone, or the process is asked to end. */
  readonly ended: (why: string) => void;
};

const SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;

export class OuterTerminal implements Disposable {
  readonly #streams: OuterStreams;
  readonly #undo: (() => void)[] = [];
  #taken = false;
  readonly #keys = new OuterKeys((bytes) => this.write(bytes));
  #cursorColour: Rgb | undefined;
  #hovers = false;
  /** What was told last; empty for none. */
  #progress = '';
  #resizing: NodeJS.Timeout | undefined;
  #handlers: OuterHandlers;
  /** The end of what it said; undefined once it has answered everything. */
  #heard: string | undefined = '';
  #answered = () => {};
  readonly #askedAt = performance.now();
  readonly #lastResort: LastResort;

  constructor(streams: OuterStreams, handlers: OuterHandlers) {
    this.#streams = streams;
    this.#handlers = handlers;
    this.#lastResort = new LastResort(streams.stdout.fd, LEAVE_ALL);
    try {
      this.#listen(handlers);
      this.#take();
      streams.stdin.resume();
      streams.stdout.write(QUESTIONS);
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  get size(): Size {
    const { columns, rows } = this.#streams.stdout;
    return { columns: columns || 80, rows: rows || 24 };
  }

  write(bytes: string): boolean {
    return this.#streams.stdout.write(bytes);
  }

  /** Has keys told apart in the way that this terminal knows. */
  askKeys(way: KeyWay): void {
    if (this.#taken) this.#keys.ask(way);
  }

  /** Has Alt told as such by a terminal that makes other letters of it. */
  askAlt(): void {
    if (this.#taken) this.#keys.askAlt();
  }

  /** As much about keys as is needed now. */
  tuneKeys(wish: KeyWish): void {
    this.#keys.tune(wish);
  }

  /** Colours the cursor; with none it is as the user has it. */
  colourCursor(colour: Rgb | undefined): void {
    if (this.#cursorColour === colour) return;
    this.#cursorColour = colour;
    this.write(colour === undefined ? LEAVE_CURSOR : cursorColour(colour));
  }

  /** Has every motion of the mouse told, or only what happens with a button held. */
  tuneMouse(hovers: boolean): void {
    if (this.#hovers === hovers) return;
    this.#hovers = hovers;
    this.write(hovers ? ASK_HOVER : LEAVE_HOVER);
  }

  /** Tells its progress in `bytes`, or with none that there is none any more. */
  showProgress(bytes: string): void {
    if (this.#progress === bytes) return;
    this.#progress = bytes;
    this.write(bytes === '' ? LEAVE_PROGRESS : bytes);
  }

  /**
   * Takes no more input. Resolves when all questions are answered, or have had their time:
   * whoever has the terminal next would read the answers as typed.
   */
  async quiet(): Promise<void> {
    this.#handlers = { ...this.#handlers, data: () => {} };
    const left = this.#askedAt + ANSWER_MS - performance.now();
    if (this.#heard === undefined || left <= 0) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, left);
      this.#answered = () => {
        clearTimeout(late);
        resolve();
      };
    });
  }

  /** Puts a text on the clipboard of whoever sits there (OSC 52), where that is allowed. */
  copy(text: string, selection: Selection = 'clipboard'): void {
    const letter = selection === 'primary' ? 'p' : 'c';
    this.write(`\x1b]52;${letter};${Buffer.from(text).toString('base64')}\x07`);
  }

  [Symbol.dispose](): void {
    for (const undo of this.#undo.splice(0)) undo();
    clearTimeout(this.#resizing);
    this.#answered();
    this.#restore();
    this.#lastResort[Symbol.dispose]();
    this.#streams.stdin.pause();
  }

  #listen({ resized, drained, ended }: OuterHandlers): void {
    const { stdin, stdout } = this.#streams;
    const settle = () => {
      clearTimeout(this.#resizing);
      this.#resizing = setTimeout(() => resized(this.size), SETTLED_MS);
    };
    const data = (chunk: Buffer) => {
      this.#handlers.data(chunk);
      this.#hear(chunk);
    };
    const gone = () => ended('the terminal is gone');
    const restore = () => this.#restore();

    this.#follow(stdin, { data, end: gone, error: gone });
    this.#follow(stdout, { resize: settle, drain: drained, error: gone });
    process.on('exit', restore);
    process.on('uncaughtExceptionMonitor', restore);
    this.#undo.push(() => {
      process.off('exit', restore).off('uncaughtExceptionMonitor', restore);
    });
    for (const signal of SIGNALS) this.#on(signal, () => ended(signal));
    this.#on('SIGTSTP', () => {
      this.#restore();
      process.kill(process.pid, 'SIGSTOP');
    });
    this.#on('SIGCONT', () => {
      this.#takeBack();
      resized(this.size);
    });
  }

  #hear(chunk: Buffer): void {
    if (this.#heard === undefined) return;
    const heard = this.#heard + chunk.toString('latin1');
    this.#heard = LAST_ANSWER.test(heard) ? undefined : heard.slice(-MAX_HEARD);
    if (this.#heard === undefined) this.#answered();
  }

  #follow(stream: Listened, listeners: Readonly<Record<string, Listener>>): void {
    for (const [event, listener] of Object.entries(listeners)) {
      stream.on(event, listener);
      this.#undo.push(() => stream.off(event, listener));
    }
  }

  #on(signal: NodeJS.Signals, handle: () => void): void {
    process.on(signal, handle);
    this.#undo.push(() => process.off(signal, handle));
  }

  #take(): void {
    this.#taken = true;
    this.#streams.stdin.setRawMode(true);
    this.write(TAKE_SCREEN + ASK_INPUT);
  }

  /** A shell that got the terminal meanwhile set it for itself, whether it was told or not. */
  #takeBack(): void {
    // Node would take a terminal that it once made raw for one that still is.
    this.#restore();
    this.#take();
    this.#keys.again();
    if (this.#hovers) this.write(ASK_HOVER);
    if (this.#cursorColour !== undefined) this.write(cursorColour(this.#cursorColour));
    if (this.#progress !== '') this.write(this.#progress);
  }

  /** Written at once, because after a crash there is no later. */
  #restore(): void {
    if (!this.#taken) return;
    this.#taken = false;
    const { stdin, stdout } = this.#streams;
    const leaveHover = this.#hovers ? LEAVE_HOVER : '';
    const leaveCursor = this.#cursorColour === undefined ? '' : LEAVE_CURSOR;
    const leaveProgress = this.#progress === '' ? '' : LEAVE_PROGRESS;
    try {
      writeSync(
        stdout.fd,
        this.#keys.leave +
          leaveCursor +
          leaveHover +
          leaveProgress +
          LEAVE_INPUT +
          LEAVE_SCREEN,
      );
      stdin.setRawMode(false);
    } catch {
      // The terminal is gone; there is nothing left to give back.
    }
  }
}

function cursorColour(colour: Rgb): string {
  return `\x1b]12;#${colour.toString(16).padStart(6, '0')}\x1b\\`;
}
