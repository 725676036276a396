import { Throttle } from './throttle.js';

/** Hands on what comes, the newest of what came at most once an interval. */
export class Latest<Item> implements Disposable {
  readonly #throttle: Throttle;
  #item: Item | undefined;

  /** `interval` in milliseconds. */
  constructor(interval: number, give: (item: Item) => void) {
    this.#throttle = new Throttle(interval, () => {
      const item = this.#item;
      this.#item = undefined;
      if (item !== undefined) give(item);
    });
  }

  take(item: Item): void {
    this.#item = item;
    this.#throttle.ask();
  }

  [Symbol.dispose](): void {
    this.#throttle[Symbol.dispose]();
  }
}
