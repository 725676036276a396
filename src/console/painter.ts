/**
 * Keeps the outer terminal like the console's frame: the first change after silence, or
 * after a key, at once, then at most a frame each interval, fewer when frames are large, and
 * none while the terminal has not taken the last one. What changes meanwhile is in the next frame.
 */
import type { Capabilities } from '../compositor/capabilities.js';
import { aroundCells, HIDDEN, type OuterCursor } from '../compositor/cursor.js';
import { difference } from '../compositor/difference.js';
import { blankFrame, type Frame } from '../compositor/frame.js';
import type { SessionId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';

/** One frame at 60 Hz: more are not seen, fewer are felt while typing. */
const FRAME_INTERVAL_MS = 16;

/**
 * A terminal is sent no more than that for long: a flood of colours changes every cell of
 * every frame, and twenty of those a second are as unreadable as sixty. Keys do not wait.
 */
const MAX_BYTES_PER_MS = 2000;
const MAX_INTERVAL_MS = 100;

export type PainterOptions = {
  readonly size: Size;
  readonly can: Capabilities;
  readonly compose: (frame: Frame) => OuterCursor;
  /** False when the terminal is slow; `drained` is called when it goes on. */
  readonly write: (bytes: string) => boolean;
  /** The frame has been handed to the terminal. */
  readonly painted: () => void;
};

export class Painter implements Disposable {
  readonly #options: PainterOptions;
  #can: Capabilities;
  #shown: Frame;
  #next: Frame;
  #cursor: OuterCursor = HIDDEN;
  #cleared = false;
  #phase: 'idle' | 'scheduled' | 'blocked' | 'stopped' = 'idle';
  #wanted = false;
  /** When the last frame was painted, and how long it is to be looked at. */
  #lastAt = 0;
  #intervalMs = FRAME_INTERVAL_MS;
  /** The session that got a key and has not shown what it makes of it. */
  #typed: SessionId | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PainterOptions) {
    this.#options = options;
    this.#can = options.can;
    this.#shown = blankFrame(options.size);
    this.#next = blankFrame(options.size);
  }

  /** Somebody typed into a session: what it shows next is wanted at once. */
  typed(session: SessionId): void {
    this.#typed = session;
  }

  /** Something changed: the screen of `session`, or something else. */
  request(session?: SessionId): void {
    this.#wanted = true;
    const urgent = session !== undefined && session === this.#typed;
    if (urgent) this.#typed = undefined;
    if (this.#phase === 'scheduled' && urgent) clearTimeout(this.#timer);
    else if (this.#phase !== 'idle') return;
    this.#phase = 'scheduled';
    const wait = urgent ? 0 : this.#lastAt + this.#intervalMs - performance.now();
    if (wait <= 0) setImmediate(() => this.#paint());
    else this.#timer = setTimeout(() => this.#paint(), wait);
  }

  /** The terminal said what it can. */
  learn(can: Partial<Capabilities>): void {
    this.#can = { ...this.#can, ...can };
  }

  /** The terminal has another size: what it shows now is not known. */
  resize(size: Size): void {
    this.#shown = blankFrame(size);
    this.#next = blankFrame(size);
    this.#cleared = false;
    this.request();
  }

  drained(): void {
    if (this.#phase !== 'blocked') return;
    this.#phase = 'idle';
    if (this.#wanted) this.request();
  }

  [Symbol.dispose](): void {
    this.#phase = 'stopped';
    clearTimeout(this.#timer);
  }

  #paint(): void {
    if (this.#phase !== 'scheduled') return;
    this.#phase = 'idle';
    this.#wanted = false;
    this.#lastAt = performance.now();
    const bytes = this.#frame();
    this.#intervalMs = intervalAfter(bytes.length);
    if (bytes !== '' && !this.#options.write(bytes)) this.#phase = 'blocked';
    this.#options.painted();
  }

  #frame(): string {
    const { compose } = this.#options;
    const can = this.#can;
    const cursor = compose(this.#next);
    const cells = difference(this.#shown, this.#next, can);
    const drawn = aroundCells(this.#cursor, cursor, cells);
    const bytes = this.#cleared ? drawn : `\x1b[0m\x1b[2J${drawn}`;
    [this.#shown, this.#next] = [this.#next, this.#shown];
    this.#cursor = cursor;
    this.#cleared = true;
    if (bytes === '') return '';
    return can.synchronized ? `\x1b[?2026h${bytes}\x1b[?2026l` : bytes;
  }
}

function intervalAfter(bytes: number): number {
  return Math.min(Math.max(FRAME_INTERVAL_MS, bytes / MAX_BYTES_PER_MS), MAX_INTERVAL_MS);
}
