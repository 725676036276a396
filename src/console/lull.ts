/**
 * Lets the chrome be drawn where that delays no key: while somebody types into a program,
 * right after a key's picture and not before the next one.
 */

/** A hand that rests so long has stopped typing. */
const TYPING_MS = 100;

/** What is held back is drawn after this, whether the program answers its keys or not. */
const MAX_HELD_MS = 250;

export class Lull implements Disposable {
  readonly #run: () => void;
  #typing: NodeJS.Timeout | undefined;
  #typedAt = 0;
  #heldSince: number | undefined;

  constructor(run: () => void) {
    this.#run = run;
  }

  /** Runs it now, or when nobody waits for a key. */
  ask(): void {
    if (this.#typing === undefined) return this.#run();
    this.#heldSince ??= performance.now();
    if (performance.now() - this.#heldSince >= MAX_HELD_MS) this.shown();
  }

  /** A key went to a program. */
  typed(): void {
    this.#typedAt = performance.now();
    // One timer for many keys: to set it anew costs each of them.
    this.#typing ??= setTimeout(() => this.#rested(), TYPING_MS);
    if (this.#heldSince !== undefined) this.ask();
  }

  /** What a program made of a key is painted. */
  shown(): void {
    if (this.#heldSince === undefined) return;
    this.#heldSince = undefined;
    this.#run();
  }

  /** The person does something else than to type into a program. */
  over(): void {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    this.shown();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#typing);
    this.#heldSince = undefined;
  }

  #rested(): void {
    const left = this.#typedAt + TYPING_MS - performance.now();
    if (left <= 0) this.over();
    else this.#typing = setTimeout(() => this.#rested(), left);
  }
}
