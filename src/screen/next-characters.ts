/** Characters that a sequence wants for itself: they come to it and not onto the screen. */
import type { Core, PrintHandler } from './xterm-core.js';

/** `print` is what would have been done with them. */
export type Taker = (codes: Uint32Array, print: PrintHandler) => void;

export class NextCharacters {
  readonly #core: Core;
  /** What prints while nobody wants characters. */
  #print: PrintHandler | undefined;
  #taken: number[] = [];

  constructor(core: Core) {
    this.#core = core;
    core._inputHandler._parser.registerEscHandler({ final: 'c' }, () => {
      this.#letGo();
      return false;
    });
  }

  get wanted(): boolean {
    return this.#print !== undefined;
  }

  /** Gives the next `count` characters to `taker`, once they have come. */
  take(count: number, taker: Taker): void {
    const { _parser: parser } = this.#core._inputHandler;
    this.#letGo();
    const print = parser._printHandler;
    this.#print = print;
    parser.setPrintHandler((codes, start, end) => {
      const rest = Math.min(end, start + count - this.#taken.length);
      this.#taken.push(...codes.subarray(start, rest));
      if (this.#taken.length < count) return;
      const taken = Uint32Array.from(this.#taken);
      this.#letGo();
      taker(taken, print);
      if (rest < end) print(codes, rest, end);
    });
  }

  #letGo(): void {
    if (this.#print) this.#core._inputHandler._parser.setPrintHandler(this.#print);
    this.#print = undefined;
    this.#taken = [];
  }
}
