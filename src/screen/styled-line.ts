/**
 * A line of text with SGR sequences (ECMA-48 8.3.117), as the chrome is drawn in, as a row:
 * the same that an emulator makes of it, which takes longer to load than all the chrome.
 */
import { boundedClusters, columnsOf, isJoined } from './graphemes.js';
import { isHint } from './newer-characters.js';
import {
  BG_DIM,
  BG_ITALIC,
  BG_OVERLINE,
  BLANK_ROW,
  CODE_POINT,
  COLOUR,
  COLOUR_16,
  COLOUR_256,
  COLOUR_MODE,
  COLOUR_RGB,
  FG_BLINK,
  FG_BOLD,
  FG_INVERSE,
  FG_INVISIBLE,
  FG_STRIKETHROUGH,
  FG_UNDERLINE,
  IS_CLUSTER,
  WIDTH_SHIFT,
  WORDS_PER_CELL,
  type Extra,
  type Row,
} from './row.js';

/** A sequence, or the text before the next one. */
const PARTS = /\x1b\[([\d;]*)m|\x1b(?:\[[^@-~]*[@-~])?|[^\x1b]+/g;

/** Words 1 and 2 of the cells that are written. */
type Style = { foreground: number; background: number };

/**
 * The row of `line`, cut where it is wider than `columns`. Underlines are single ones;
 * sequences other than SGR, and control characters, are left out.
 */
export function rowOfLine(line: string, columns: number): Row {
  const style: Style = { foreground: 0, background: 0 };
  const cells = new Cells(columns);
  for (const [part, parameters] of line.matchAll(PARTS)) {
    if (parameters !== undefined) wear(style, parameters.split(';').map(Number));
    else if (!part.startsWith('\x1b')) cells.write(part, style);
  }
  return cells.row();
}

class Cells {
  readonly #rules = boundedClusters();
  readonly #words: Uint32Array;
  readonly #columns: number;
  readonly #extras = new Map<number, string>();
  #before = 0;
  /** Where the last character stands, and the next one goes. */
  #last = 0;
  #next = 0;

  constructor(columns: number) {
    this.#columns = columns;
    this.#words = new Uint32Array(columns * WORDS_PER_CELL);
  }

  write(text: string, style: Style): void {
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) continue;
      if (isHint(codePoint)) continue;
      const properties = this.#rules.charProperties(codePoint, this.#before);
      const width = columnsOf(properties);
      if (isJoined(properties)) this.#join(character, width);
      else if (width > 0) this.#put(codePoint, width, style);
      this.#before = properties;
    }
  }

  row(): Row {
    if (this.#next === 0) return BLANK_ROW;
    const extras: readonly Extra[] = [...this.#extras].map(([column, text]) => ({
      column,
      text,
    }));
    return { words: this.#words.slice(0, this.#next * WORDS_PER_CELL), extras };
  }

  #put(codePoint: number, width: number, style: Style): void {
    this.#last = this.#next;
    if (this.#next + width > this.#columns) return;
    this.#cell(this.#next, codePoint | (width << WIDTH_SHIFT), style);
    if (width === 2) this.#cell(this.#next + 1, 0, style);
    this.#next += width;
  }

  /** Makes a cluster of the last character, which may become wider. */
  #join(character: string, width: number): void {
    const at = this.#last * WORDS_PER_CELL;
    const word = this.#words[at] ?? 0;
    if (this.#last >= this.#next || word === 0) return;
    const text = this.#extras.get(this.#last) ?? String.fromCodePoint(word & CODE_POINT);
    this.#extras.set(this.#last, text + character);
    const columns = this.#last + width <= this.#columns ? width : this.#next - this.#last;
    this.#words[at] = IS_CLUSTER | (columns << WIDTH_SHIFT);
    this.#next = this.#last + columns;
    if (columns === 2) {
      const [, foreground = 0, background = 0] = this.#words.subarray(at);
      this.#cell(this.#last + 1, 0, { foreground, background });
    }
  }

  #cell(column: number, word: number, { foreground, background }: Style): void {
    const at = column * WORDS_PER_CELL;
    this.#words[at] = word;
    this.#words[at + 1] = foreground;
    this.#words[at + 2] = background;
  }
}

/** Bits that a parameter sets, and those that one takes away. */
const SET_FOREGROUND: Readonly<Record<number, number>> = {
  1: FG_BOLD,
  4: FG_UNDERLINE,
  5: FG_BLINK,
  7: FG_INVERSE,
  8: FG_INVISIBLE,
  9: FG_STRIKETHROUGH,
};
const SET_BACKGROUND: Readonly<Record<number, number>> = {
  2: BG_DIM,
  3: BG_ITALIC,
  53: BG_OVERLINE,
};
const END_FOREGROUND: Readonly<Record<number, number>> = {
  22: FG_BOLD,
  24: FG_UNDERLINE,
  25: FG_BLINK,
  27: FG_INVERSE,
  28: FG_INVISIBLE,
  29: FG_STRIKETHROUGH,
  39: COLOUR | COLOUR_MODE,
};
const END_BACKGROUND: Readonly<Record<number, number>> = {
  22: BG_DIM,
  23: BG_ITALIC,
  49: COLOUR | COLOUR_MODE,
  55: BG_OVERLINE,
};

function wear(style: Style, parameters: readonly number[]): void {
  for (let at = 0; at < parameters.length; at++) {
    const parameter = parameters[at] ?? 0;
    if (parameter === 0) Object.assign(style, { foreground: 0, background: 0 });
    if (parameter === 38 || parameter === 48) {
      const [colour, taken] = extendedColour(parameters.slice(at + 1));
      colourIn(style, parameter === 38 ? 'foreground' : 'background', colour);
      at += taken;
      continue;
    }
    style.foreground |= SET_FOREGROUND[parameter] ?? 0;
    style.background |= SET_BACKGROUND[parameter] ?? 0;
    style.foreground &= ~(END_FOREGROUND[parameter] ?? 0);
    style.background &= ~(END_BACKGROUND[parameter] ?? 0);
    basicColours(style, parameter);
  }
}

function basicColours(style: Style, parameter: number): void {
  const tens = Math.floor(parameter / 10) * 10;
  const index = parameter - tens;
  if (index > 7) return;
  const bright = tens >= 90 ? 8 : 0;
  if (tens === 30 || tens === 90)
    colourIn(style, 'foreground', COLOUR_16 | (index + bright));
  if (tens === 40 || tens === 100)
    colourIn(style, 'background', COLOUR_16 | (index + bright));
}

/** `5;INDEX` or `2;RED;GREEN;BLUE`: the colour with its mode, and how many parameters it takes. */
function extendedColour([kind, ...rest]: readonly number[]): readonly [number, number] {
  const [red = 0, green = 0, blue = 0] = rest;
  if (kind === 5) return [COLOUR_256 | (red & 0xff), 2];
  if (kind !== 2) return [0, 1];
  return [COLOUR_RGB | ((red & 0xff) << 16) | ((green & 0xff) << 8) | (blue & 0xff), 4];
}

function colourIn(style: Style, which: keyof Style, colour: number): void {
  style[which] = (style[which] & ~(COLOUR | COLOUR_MODE)) | colour;
}
