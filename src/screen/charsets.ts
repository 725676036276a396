/**
 * Character sets: DEC's line drawing as a VT100 has it, whose blank xterm.js leaves out, and the
 * shifts that hold for one character (SS2, SS3).
 */
import type { NextCharacters } from './next-characters.js';
import type { Charset, Core } from './xterm-core.js';

/** From `_` on. */
const GLYPHS = ' ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·';

export const LINE_DRAWING: Charset = Object.fromEntries(
  Array.from(GLYPHS, (glyph, at) => [String.fromCodePoint(0x5f + at), glyph]),
);

/** By which G0 to G3 are told their set, in that order. */
const DESIGNATORS = ['(', ')', '*', '+'] as const;

/** SS2 and SS3, by the set whose next character they choose. */
const SINGLE_SHIFTS = [
  ['N', 2],
  ['O', 3],
] as const;

export function keepCharsets(core: Core, next: NextCharacters): void {
  const { _charsetService: charsets } = core;
  const { _parser: parser } = core._inputHandler;
  for (const [number, intermediates] of DESIGNATORS.entries())
    parser.registerEscHandler({ intermediates, final: '0' }, () => {
      charsets.setgCharset(number, LINE_DRAWING);
      return true;
    });
  for (const [final, number] of SINGLE_SHIFTS)
    parser.registerEscHandler({ final }, () => {
      next.take(1, (codes, print) => {
        const { glevel } = charsets;
        charsets.setgLevel(number);
        print(codes, 0, codes.length);
        charsets.setgLevel(glevel);
      });
      return true;
    });
}
