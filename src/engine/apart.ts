/** Does something whenever it is asked for, but the last time at least so long ago. */
export class Apart implements Disposable {
  readonly #deed: () => void;
  readonly #restMs: number;
  /** While it rests. */
  #timer: NodeJS.Timeout | undefined;
  #wished = false;

  constructor(deed: () => void, restMs: number) {
    this.#deed = deed;
    this.#restMs = restMs;
  }

  /** At once, or when it has rested. */
  ask(): void {
    this.#wished = true;
    if (this.#timer === undefined) this.#go();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#wished = false;
  }

  #go(): void {
    this.#timer = undefined;
    if (!this.#wished) return;
    this.#wished = false;
    this.#timer = setTimeout(() => this.#go(), this.#restMs).unref();
    this.#deed();
  }
}
