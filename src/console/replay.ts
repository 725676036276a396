/**
 * Plays a recording in the terminal in front. What a program printed then goes through an
 * emulator and the compositor, as it did when it was recorded: never raw to the terminal,
 * whose size is its own. The last row says where the recording stands.
 */
import { plainText } from '../base/plain-text.js';
import { capabilitiesOf } from '../compositor/capabilities.js';
import { HIDDEN } from '../compositor/cursor.js';
import { Disposer } from '../base/disposer.js';
import type { Size } from '../domain/session.js';
import type { Row } from '../screen/row.js';
import { BarRow } from './bar-row.js';
import { InputReader } from './input-reader.js';
import type { Input } from './input.js';
import { chordOf } from './chord.js';
import { OuterTerminal, type OuterStreams } from './outer-terminal.js';
import { Painter, type Picture } from './painter.js';
import {
  barText,
  later,
  pressed,
  timelineOf,
  untilNext,
  type Playback,
  type Timeline,
} from './playback.js';
import { Reel, type ReplayEvent } from './reel.js';

export type ReplayOptions = OuterStreams & {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly title: string;
  /** The size at the start. */
  readonly size: Size;
  readonly events: readonly ReplayEvent[];
  readonly speed: number;
  /** No pause is longer, in seconds. */
  readonly idleLimit: number;
};

/** A long way is played so long at a time, so that keys are answered on it. */
const SLICE_MS = 8;

/** The clock in the bar moves so often when nothing else does. */
const CLOCK_MS = 250;

/** Runs until the person leaves. The terminal is given back before it resolves or rejects. */
export function runReplay(options: ReplayOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const disposer = new Disposer();
    const end = (why?: string) => {
      disposer[Symbol.dispose]();
      if (why === undefined) resolve();
      else reject(new Error(`The replay ended: ${why}`));
    };
    try {
      disposer.add(new Replay(options, disposer, end));
    } catch (error) {
      disposer[Symbol.dispose]();
      reject(error instanceof Error ? error : new Error('Cannot play the recording'));
    }
  });
}

class Replay implements Disposable {
  readonly #options: ReplayOptions;
  readonly #end: (why?: string) => void;
  readonly #terminal: OuterTerminal;
  readonly #painter: Painter;
  readonly #bar: BarRow;
  readonly #reader: InputReader;
  readonly #timeline: Timeline;
  readonly #reel: Reel;
  #playback: Playback;
  #lookedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Immediate | undefined;

  /** `owned` lets go of what this owns, also when it cannot be made. */
  constructor(options: ReplayOptions, owned: Disposer, end: (why?: string) => void) {
    const { env, events, idleLimit, size, speed } = options;
    this.#options = options;
    this.#end = end;
    this.#bar = owned.add(new BarRow());
    this.#reader = owned.add(new InputReader((input) => this.#take(input)));
    this.#timeline = timelineOf(
      events.map(({ seconds }) => seconds),
      idleLimit,
    );
    this.#playback = { at: 0, speed, paused: false };
    this.#reel = owned.add(new Reel({ size, events, timeline: this.#timeline }));
    this.#terminal = owned.add(this.#takeTerminal());
    this.#painter = owned.add(
      new Painter({
        size: this.#terminal.size,
        can: capabilitiesOf(env),
        compose: (size) => this.#compose(size),
        write: (bytes) => this.#terminal.write(bytes),
        painted: () => {},
      }),
    );
    this.#show();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#soon);
  }

  #takeTerminal(): OuterTerminal {
    return new OuterTerminal(this.#options, {
      data: (chunk) => this.#reader.read(chunk),
      resized: (size) => this.#painter.resize(size),
      drained: () => this.#painter.drained(),
      ended: (why) => this.#end(why),
    });
  }

  #take(input: Input): void {
    if (input.type !== 'key') return;
    this.#passTime();
    const next = pressed(this.#playback, chordOf(input.key), this.#timeline);
    if (next === 'quit') return void this.#terminal.quiet().then(() => this.#end());
    this.#playback = next;
    this.#show();
  }

  #passTime(): void {
    const now = performance.now();
    const seconds = (now - this.#lookedAt) / 1000;
    this.#lookedAt = now;
    this.#playback = later(this.#playback, seconds, this.#timeline);
  }

  /** Brings the screen to the moment, as far as a slice of time lets it. */
  #show(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#soon);
    const end = performance.now() + SLICE_MS;
    const there = this.#reel.moveTo(this.#playback.at, () => performance.now() > end);
    this.#painter.request();
    if (there) this.#wait();
    else this.#soon = setImmediate(() => this.#show());
  }

  #wait(): void {
    this.#lookedAt = performance.now();
    const wait = untilNext(this.#playback, this.#timeline);
    if (wait === undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#passTime();
        this.#show();
      },
      Math.min(wait, CLOCK_MS),
    );
  }

  #compose({ columns, rows }: Size): Picture {
    const { emulator } = this.#reel;
    const { size, cursor } = emulator;
    const height = Math.max(0, rows - 1);
    // Of a screen that is taller the part is shown that its cursor is in.
    const top = Math.max(0, Math.min(cursor.row - height + 1, size.rows - height));
    const screen = Array.from({ length: size.rows }, (_, y) => emulator.row(y));
    const rect = { x: 0, y: 0, width: columns, height };
    const y = cursor.row - top;
    const inside = cursor.visible && cursor.column < columns && y < height;
    return {
      layers: [
        { rows: screen, rect, from: { x: 0, y: top } },
        { rows: [this.#barRow(columns)], rect: { ...rect, y: rows - 1, height: 1 } },
      ],
      cursor: inside ? { ...cursor, type: 'shown', x: cursor.column, y } : HIDDEN,
    };
  }

  #barRow(columns: number): Row {
    const text = barText(plainText(this.#options.title), this.#playback, this.#timeline);
    return this.#bar.show(text, columns);
  }
}
