/** Tells a double click from two clicks: at one place, one soon after the other. */

/** What desktops use unless told otherwise. */
const AGAIN_MS = 400;

export type Clicks = 1 | 2 | 3;

export class ClickCounter {
  #last: { readonly x: number; readonly y: number; readonly at: number } | undefined;
  #count: Clicks = 1;

  /** Which click in a row this one is; a fourth begins anew. */
  count({ x, y }: { readonly x: number; readonly y: number }, at: number): Clicks {
    const last = this.#last;
    const again = last?.x === x && last.y === y && at - last.at <= AGAIN_MS;
    this.#last = { x, y, at };
    this.#count = again ? next(this.#count) : 1;
    return this.#count;
  }
}

function next(count: Clicks): Clicks {
  if (count === 1) return 2;
  return count === 2 ? 3 : 1;
}
