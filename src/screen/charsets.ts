/**
 * Which character sets are chosen: DEC's own (`character-sets.ts`), the national ones also by
 * their second names, the shifts that hold for one character (SS2, SS3), and by which name each
 * set was chosen.
 */
import type { NextCharacters } from './next-characters.js';
import { LINE_DRAWING, PORTUGUESE, SUPPLEMENTAL, TECHNICAL } from './character-sets.js';
import { runEscape } from './run-sequence.js';
import type { Charset, Core } from './xterm-core.js';

/** By which G0 to G3 are told their set, in that order. */
const DESIGNATORS = ['(', ')', '*', '+'] as const;

/** By the ends of the sequences that choose them. */
const OWN_SETS: readonly (readonly [name: string, set: Charset])[] = [
  ['0', LINE_DRAWING],
  ['<', SUPPLEMENTAL],
  ['%5', SUPPLEMENTAL],
  ['%6', PORTUGUESE],
  ['>', TECHNICAL],
];

/** National sets that have two: of a VT220 and of a VT320. */
const OTHER_NAMES = [
  ['f', 'R'],
  ['9', 'Q'],
  ['`', 'E'],
] as const;

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

/** DEC's, and the national sets of a VT320. */
const OTHERS = '0<>A4C5RQKYE6ZH7=';

export class Charsets {
  readonly #core: Core;
  readonly #next: NextCharacters;
  #shifted = 0;
  #right = RIGHT;
  #names: ReadonlyMap<Charset, string> | undefined;

  constructor(core: Core, next: NextCharacters) {
    this.#core = core;
    this.#next = next;
    const { _parser: parser } = core._inputHandler;
    for (const [number, designator] of DESIGNATORS.entries())
      this.#hearNames(number, designator);
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

  #hearNames(number: number, designator: string): void {
    const { _charsetService: charsets, _inputHandler: input } = this.#core;
    const hear = (name: string, choose: () => void) =>
      input._parser.registerEscHandler(
        { intermediates: designator + name.slice(0, -1), final: name.slice(-1) },
        () => {
          choose();
          return true;
        },
      );
    for (const [name, set] of OWN_SETS)
      hear(name, () => charsets.setgCharset(number, set));
    for (const [name, final] of OTHER_NAMES)
      hear(name, () => runEscape(this.#core, { intermediates: designator, final }));
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
