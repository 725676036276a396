/**
 * Runs something that is asked for often: at once after silence, then at most once an
 * interval, and never without having been asked. Silent, it keeps no timer.
 */
export class Throttle implements Disposable {
  readonly #interval: number;
  readonly #run: () => void;
  #timer: NodeJS.Timeout | undefined;
  #asked = false;

  /** `interval` in milliseconds. */
  constructor(interval: number, run: () => void) {
    this.#interval = interval;
    this.#run = run;
  }

  ask(): void {
    this.#asked = true;
    if (this.#timer === undefined) this.#now();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #now(): void {
    this.#timer = undefined;
    if (!this.#asked) return;
    this.#asked = false;
    this.#timer = setTimeout(() => this.#now(), this.#interval);
    this.#run();
  }
}
