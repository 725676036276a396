/**
 * Character sets: DEC's line drawing as a VT100 has it, whose blank xterm.js leaves out, the
 * shifts that hold for one character (SS2, SS3), and by which name each set was chosen.
 */
import type { NextCharacters } from './next-characters.js';
import { runEscape } from './run-sequence.js';
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

/**
 * LS1R, LS2R and LS3R choose the set of the upper half of eight bits, which UTF-8 has not; xterm.js
 * takes them for those of the lower half.
 */
const RIGHT_SHIFTS = [
  ['~', 1],
  ['}', 2],
  ['|', 3],
] as const;

/** Of the upper half, at first. */
const RIGHT = 2;

const ASCII = 'B';

/** Line drawing, and the national sets of a VT320. */
const OTHERS = '0A4C5RQKYE6ZH7=';

export class Charsets {
  readonly #core: Core;
  readonly #next: NextCharacters;
  #shifted = 0;
  #right = RIGHT;
  #names: ReadonlyMap<Charset, string> | undefined;

  constructor(core: Core, next: NextCharacters) {
    this.#core = core;
    this.#next = next;
    const { _charsetService: charsets } = core;
    const { _parser: parser } = core._inputHandler;
    for (const [number, intermediates] of DESIGNATORS.entries())
      parser.registerEscHandler({ intermediates, final: '0' }, () => {
        charsets.setgCharset(number, LINE_DRAWING);
        return true;
      });
    for (const [final, number] of SINGLE_SHIFTS)
      parser.registerEscHandler({ final }, () => {
        this.#shift(number);
        return true;
      });
    for (const [final, number] of RIGHT_SHIFTS)
      parser.registerEscHandler({ final }, () => {
        this.#right = number;
        return true;
      });
  }

  softReset(): void {
    this.#right = RIGHT;
  }

  /** Which set is that of the upper half. */
  get right(): number {
    return this.#right;
  }

  /** The set of which the next character is; 0 is that of all. */
  get shifted(): number {
    return this.#next.wanted ? this.#shifted : 0;
  }

  /** The final characters by which G0 to G3 were chosen. */
  get names(): string {
    this.#names ??= this.#namesOfAll();
    const { charsets } = this.#core._charsetService;
    return DESIGNATORS.map((_, at) => this.#names?.get(charsets[at]) ?? ASCII).join('');
  }

  /** Chooses them by those; what has no such name stays. */
  choose(names: string): void {
    for (const [at, intermediates] of DESIGNATORS.entries()) {
      const final = names.at(at) ?? '';
      if (final !== '' && (ASCII + OTHERS).includes(final))
        runEscape(this.#core, { intermediates, final });
    }
  }

  #shift(number: number): void {
    const { _charsetService: charsets } = this.#core;
    this.#shifted = number;
    this.#next.take(1, (codes, print) => {
      const { glevel } = charsets;
      charsets.setgLevel(number);
      print(codes, 0, codes.length);
      charsets.setgLevel(glevel);
    });
  }

  #namesOfAll(): ReadonlyMap<Charset, string> {
    const { _charsetService: charsets } = this.#core;
    const [chosen] = charsets.charsets;
    const names = Array.from(OTHERS, (name) => {
      this.choose(name);
      return [charsets.charsets[0], name] as const;
    });
    charsets.setgCharset(0, chosen);
    return new Map(names.toReversed());
  }
}
