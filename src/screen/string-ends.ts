/**
 * By what a string ended that asked something, so that the answer ends like it: a script that asks
 * with BEL reads until BEL. xterm.js does not tell its handlers.
 */
import type { Core } from './xterm-core.js';

const BEL = 0x07;
const ST = '\x1b\\';

export class StringEnds {
  /** With which the parser began the last time. */
  #first = 0;

  constructor({ _inputHandler: { _parser: parser } }: Core) {
    const parse = parser.parse.bind(parser);
    parser.parse = (codes, length, result) => {
      this.#first = codes[0] ?? 0;
      // What stands there is of a time before, and ends no string of now.
      if (length < codes.length) codes[length] = 0;
      return parse(codes, length, result);
    };
  }

  /** @param next what came behind the last part of the string; 0 where nothing had come yet */
  of(next: number): string {
    return (next || this.#first) === BEL ? '\x07' : ST;
  }
}
