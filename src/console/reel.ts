/** The screen of a recording at a moment of it: an emulator and the events that it was given. */
import type { Size } from '../domain/session.js';
import { Emulator } from '../screen/emulator.js';
import type { Timeline } from './playback.js';

export type ReplayEvent =
  | { readonly type: 'output'; readonly seconds: number; readonly text: string }
  | { readonly type: 'resize'; readonly seconds: number; readonly size: Size };

export type ReelOptions = {
  /** The size at the start. */
  readonly size: Size;
  readonly events: readonly ReplayEvent[];
  /** When each of them is shown. */
  readonly timeline: Timeline;
};

/** What left a screen comes back to it when it grows, as it did in its pane. */
const SCROLLBACK_ROWS = 500;

export class Reel implements Disposable {
  readonly #options: ReelOptions;
  #emulator: Emulator;
  #given = 0;

  constructor(options: ReelOptions) {
    this.#options = options;
    this.#emulator = this.#blank();
  }

  /** Another one after going back. */
  get emulator(): Emulator {
    return this.#emulator;
  }

  /**
   * Brings the screen to the moment `at`, on the timeline. It stops after the event at which
   * it is `interrupted`, and gives false when there is more to do.
   */
  moveTo(at: number, interrupted: () => boolean): boolean {
    const { events, timeline } = this.#options;
    if ((timeline[this.#given - 1] ?? 0) > at) this.#beginAnew();
    while ((timeline[this.#given] ?? Infinity) <= at) {
      const event = events[this.#given++];
      if (event?.type === 'output') this.#emulator.write(Buffer.from(event.text));
      if (event?.type === 'resize') this.#emulator.resize(event.size);
      if (interrupted()) return false;
    }
    return true;
  }

  [Symbol.dispose](): void {
    this.#emulator[Symbol.dispose]();
  }

  #beginAnew(): void {
    this.#emulator[Symbol.dispose]();
    this.#emulator = this.#blank();
    this.#given = 0;
  }

  #blank(): Emulator {
    return new Emulator({ size: this.#options.size, scrollback: SCROLLBACK_ROWS });
  }
}
