/**
 * Reads what the outer terminal sends, and waits for what is cut: an escape that stands
 * alone, and a paste whose end does not come, which would hold back everything after it.
 */
import { InputDecoder } from './input-decoder.js';
import type { Input } from './input.js';

/** A lone escape is decided after this: more is felt, less cuts sequences of slow links. */
const ESCAPE_MS = 25;

/** A paste in which nothing came for so long has lost its end; slow links pause for less. */
const PASTE_MS = 2000;

export class InputReader implements Disposable {
  readonly #take: (input: Input) => void;
  readonly #decoder = new InputDecoder();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(take: (input: Input) => void) {
    this.#take = take;
  }

  read(chunk: Buffer): void {
    this.#give(this.#decoder.push(chunk));
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #give(inputs: readonly Input[]): void {
    clearTimeout(this.#timer);
    for (const input of inputs) {
      // Taking one may be the end.
      if (this.#closed) return;
      this.#take(input);
    }
    const { waitsFor } = this.#decoder;
    if (waitsFor === undefined || this.#closed) return;
    const patience = waitsFor === 'paste' ? PASTE_MS : ESCAPE_MS;
    this.#timer = setTimeout(() => this.#give(this.#decoder.flush()), patience);
  }
}
