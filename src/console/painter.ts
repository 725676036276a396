/**
 * Keeps the outer terminal like the console's frame: the first change after silence, or
 * after a key, at once, then at most a frame each interval, fewer when frames are large, and
 * none while the terminal has not taken the last one. What changes meanwhile is in the next frame.
 */
import type { Capabilities } from '../compositor/capabilities.js';
import { Canvas, type Layer } from '../compositor/canvas.js';
import { aroundCells, HIDDEN, type OuterCursor } from '../compositor/cursor.js';
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

/** What is to be seen, and where the cursor belongs. */
export type Picture = {
  readonly layers: readonly Layer[];
  readonly cursor: OuterCursor;
};

export type PainterOptions = {
  readonly size: Size;
  readonly can: Capabilities;
  readonly compose: (size: Size) => Picture;
  /** False when the terminal is slow; `drained` is called when it goes on. */
  readonly write: (bytes: string) => boolean;
  /** The frame has been handed to the terminal. */
  readonly painted: () => void;
  /** And it has what a session makes of a key. */
  readonly echoed?: () => void;
};

export class Painter implements Disposable {
  readonly #options: PainterOptions;
  #can: Capabilities;
  #canvas: Canvas;
  #cursor: OuterCursor = HIDDEN;
  #cleared = false;
  #phase: 'idle' | 'scheduled' | 'blocked' | 'stopped' = 'idle';
  #wanted = false;
  /** When the last frame was painted, and how long it is to be looked at. */
  #lastAt = 0;
  #intervalMs = FRAME_INTERVAL_MS;
  /** The session that got a key and has not shown what it makes of it. */
  #typed: SessionId | undefined;
  #soon: NodeJS.Immediate | undefined;
  #later: NodeJS.Timeout | undefined;

  constructor(options: PainterOptions) {
    this.#options = options;
    this.#can = options.can;
    this.#canvas = new Canvas(options.size);
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
    if (urgent && (this.#phase === 'idle' || this.#phase === 'scheduled')) {
      this.#paint();
      this.#options.echoed?.();
      return;
    }
    if (this.#phase !== 'idle') return;
    this.#phase = 'scheduled';
    const wait = this.#lastAt + this.#intervalMs - performance.now();
    if (wait <= 0) this.#soon = setImmediate(() => this.#paint());
    else this.#later = setTimeout(() => this.#paint(), wait);
  }

  /** The terminal said what it can. */
  learn(can: Partial<Capabilities>): void {
    this.#can = { ...this.#can, ...can };
  }

  /** The terminal has another size: what it shows now is not known. */
  resize(size: Size): void {
    this.#canvas = new Canvas(size);
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
    this.#unschedule();
  }

  #paint(): void {
    this.#unschedule();
    this.#phase = 'idle';
    this.#wanted = false;
    this.#lastAt = performance.now();
    const bytes = this.#frame();
    this.#intervalMs = intervalAfter(bytes.length);
    if (bytes !== '' && !this.#options.write(bytes)) this.#phase = 'blocked';
    this.#options.painted();
  }

  #unschedule(): void {
    clearImmediate(this.#soon);
    clearTimeout(this.#later);
  }

  #frame(): string {
    const can = this.#can;
    const { layers, cursor } = this.#options.compose(this.#canvas.size);
    const cells = this.#canvas.show(layers, can);
    const drawn = aroundCells(this.#cursor, cursor, cells);
    const bytes = this.#cleared ? drawn : `\x1b[0m\x1b[2J${drawn}`;
    this.#cursor = cursor;
    this.#cleared = true;
    if (bytes === '') return '';
    return can.synchronized ? `\x1b[?2026h${bytes}\x1b[?2026l` : bytes;
  }
}

function intervalAfter(bytes: number): number {
  return Math.min(Math.max(FRAME_INTERVAL_MS, bytes / MAX_BYTES_PER_MS), MAX_INTERVAL_MS);
}
