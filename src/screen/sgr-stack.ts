/**
 * Attributes that a program puts aside and takes back (XTPUSHSGR, XTPOPSGR of xterm's ctlseqs): all
 * of them, or those that it names.
 */
import {
  BG_DIM,
  BG_HAS_EXTENDED,
  BG_ITALIC,
  COLOUR,
  COLOUR_MODE,
  FG_BLINK,
  FG_BOLD,
  FG_INVERSE,
  FG_INVISIBLE,
  FG_STRIKETHROUGH,
  FG_UNDERLINE,
} from './row.js';
import type { Attributes, Core, OwnAttributes, Params } from './xterm-core.js';

/** What is pushed on top of more pushes out the oldest. */
const MAX_DEPTH = 10;

/** Bits of the words of attributes; `underline` is also its style and colour. */
type Part = { readonly fg?: number; readonly bg?: number; readonly underline?: boolean };

const COLOURS = COLOUR | COLOUR_MODE;

const UNDERLINE: Part = { fg: FG_UNDERLINE, underline: true };

const EVERYTHING: Part = { fg: -1, bg: ~BG_HAS_EXTENDED, underline: true };

/** By the parameters of XTPUSHSGR; 10 and 11 are what xterm took at first. */
const PARTS: ReadonlyMap<number, Part> = new Map([
  [1, { fg: FG_BOLD }],
  [2, { bg: BG_DIM }],
  [3, { bg: BG_ITALIC }],
  [4, UNDERLINE],
  [5, { fg: FG_BLINK }],
  [7, { fg: FG_INVERSE }],
  [8, { fg: FG_INVISIBLE }],
  [9, { fg: FG_STRIKETHROUGH }],
  [10, { fg: COLOURS }],
  [11, { bg: COLOURS }],
  [21, UNDERLINE],
  [30, { fg: COLOURS }],
  [31, { bg: COLOURS }],
]);

type Pushed = Attributes & { readonly parts: readonly Part[] };

export class SgrStack {
  readonly #core: Core;
  #pushed: readonly Pushed[] = [];

  constructor(core: Core) {
    this.#core = core;
  }

  register(): void {
    const { _parser: parser } = this.#core._inputHandler;
    for (const final of ['{', 'p'])
      parser.registerCsiHandler({ intermediates: '#', final }, (params) =>
        this.#push(params),
      );
    for (const final of ['}', 'q'])
      parser.registerCsiHandler({ intermediates: '#', final }, () => this.#pop());
  }

  #push({ params, length }: Params): boolean {
    const { fg, bg, extended } = this.#core._inputHandler._curAttrData;
    const named = [...params.subarray(0, length)];
    const parts =
      length === 1 && named[0] === 0
        ? [EVERYTHING]
        : named.flatMap((parameter) => PARTS.get(parameter) ?? []);
    const pushed = { fg, bg, extended: extended.clone(), parts };
    this.#pushed = [...this.#pushed, pushed].slice(-MAX_DEPTH);
    return true;
  }

  #pop(): boolean {
    const pushed = this.#pushed.at(-1);
    this.#pushed = this.#pushed.slice(0, -1);
    for (const part of pushed?.parts ?? [])
      if (pushed) takeBack(this.#core._inputHandler._curAttrData, pushed, part);
    return true;
  }
}

function takeBack(
  attributes: OwnAttributes,
  pushed: Attributes,
  { fg = 0, bg = 0, underline = false }: Part,
): void {
  attributes.fg = (attributes.fg & ~fg) | (pushed.fg & fg);
  attributes.bg = (attributes.bg & ~bg) | (pushed.bg & bg);
  if (!underline) return;
  // Not the link, which is in the same place.
  const extended = attributes.extended.clone();
  extended.underlineStyle = pushed.extended.underlineStyle;
  extended.underlineColor = pushed.extended.underlineColor;
  attributes.extended = extended;
  attributes.updateExtended();
}
