/**
 * Tells observers what a session's screen says: at most every 250 ms while it is written
 * to, and once when it is quiet. Nothing is read from a screen that nobody writes to.
 */
import { TEXT_INTERVAL_MS } from './limits.js';

/** Timers may fire a little before their time. */
const TIMER_SLACK_MS = 2;

export class TextFeed implements Disposable {
  readonly #send: (quiet: boolean) => void;
  #writtenAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (quiet: boolean) => void) {
    this.#send = send;
  }

  /** Something was written, and somebody wants to know. */
  written(): void {
    this.#writtenAt = performance.now();
    this.#timer ??= setTimeout(() => this.#tick(), TEXT_INTERVAL_MS);
  }

  /** Nothing more will be written. */
  finish(): void {
    this[Symbol.dispose]();
    this.#send(true);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const silence = performance.now() - this.#writtenAt;
    const quiet = silence >= TEXT_INTERVAL_MS - TIMER_SLACK_MS;
    this.#timer = quiet ? undefined : setTimeout(() => this.#tick(), TEXT_INTERVAL_MS);
    this.#send(quiet);
  }
}
