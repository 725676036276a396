/**
 * The colours that a program gave its own pane (OSC 4, 10, 11, 12 and their ends 104, 110 to
 * 112; DECSCNM), after xterm's ctlseqs. Everything else keeps the theme of the person who
 * looks: a row is handed out with the program's colours in place of those it changed.
 */
import type { Colours } from './colours.js';
import type { Rgb } from './rgb.js';
import {
  COLOUR,
  COLOUR_16,
  COLOUR_256,
  COLOUR_DEFAULT,
  COLOUR_MODE,
  COLOUR_RGB,
  FG_INVERSE,
  WIDTH_SHIFT,
  WORDS_PER_CELL,
  type Extra,
  type Row,
} from './row.js';

export const PALETTE_SIZE = 256;

/**
 * For bold, underlined, blinking, reversed and italic text: kept and told under the numbers
 * beyond the palette, and shown no more than xterm does by default.
 */
const SPECIAL_COLOURS = 5;

/** What is not a colour of the palette. */
export type Ground = 'foreground' | 'background' | 'cursor';

export class OwnColours {
  readonly #palette = new Map<number, Rgb>();
  readonly #specials = new Map<number, Rgb>();
  readonly #grounds = new Map<Ground, Rgb>();
  readonly #theme: () => Colours;
  #reversed = false;

  /** @param theme the colours of the outer terminal, as far as they are known */
  constructor(theme: () => Colours) {
    this.#theme = theme;
  }

  /** Whether every row is shown as it was written. */
  get none(): boolean {
    return !this.#reversed && this.#palette.size === 0 && !this.#coversGround();
  }

  colour(index: number): Rgb | undefined {
    return this.#palette.get(index) ?? this.#specials.get(index);
  }

  ground(which: Ground): Rgb | undefined {
    return this.#grounds.get(which);
  }

  setColour(index: number, rgb: Rgb): void {
    if (index < PALETTE_SIZE) this.#palette.set(index, rgb);
    else if (isSpecial(index)) this.#specials.set(index, rgb);
  }

  setGround(which: Ground, rgb: Rgb): void {
    this.#grounds.set(which, rgb);
  }

  /** DECSCNM: the default colours change places. */
  set reversed(reversed: boolean) {
    this.#reversed = reversed;
  }

  /** Gives a colour back to the theme; without an index, all that have one. */
  resetColour(index?: number): void {
    if (index === undefined) {
      this.#palette.clear();
      this.#specials.clear();
    } else if (!this.#specials.delete(index)) this.#palette.delete(index);
  }

  resetSpecials(): void {
    this.#specials.clear();
  }

  resetGround(which: Ground): void {
    this.#grounds.delete(which);
  }

  reset(): void {
    this.#palette.clear();
    this.#specials.clear();
    this.#grounds.clear();
    this.#reversed = false;
  }

  /** The row as it is to be shown, on a screen of so many columns. */
  applied(row: Row, columns: number): Row {
    const filled = this.#reversed || this.#grounds.has('background');
    const words = filled ? padded(row.words, columns) : row.words.slice();
    for (let at = 0; at < words.length; at += WORDS_PER_CELL) this.#dress(words, at);
    return { words, extras: row.extras.map((extra) => this.#underlined(extra)) };
  }

  #coversGround(): boolean {
    return this.#grounds.has('foreground') || this.#grounds.has('background');
  }

  #dress(words: Uint32Array, at: number): void {
    const fg = words[at + 1] ?? 0;
    const bg = words[at + 2] ?? 0;
    if (this.#reversed && isDefault(fg) && isDefault(bg) && !this.#coversGround()) {
      words[at + 1] = fg ^ FG_INVERSE;
      return;
    }
    const { foreground, background } = this.#shownGrounds();
    words[at + 1] = this.#replaced(fg, foreground);
    words[at + 2] = this.#replaced(bg, background);
  }

  /** What the default colours are to be; undefined is the theme's. */
  #shownGrounds(): {
    readonly foreground: Rgb | undefined;
    readonly background: Rgb | undefined;
  } {
    const foreground = this.#grounds.get('foreground');
    const background = this.#grounds.get('background');
    if (!this.#reversed) return { foreground, background };
    const theme = this.#theme();
    return {
      foreground: background ?? theme.background,
      background: foreground ?? theme.foreground,
    };
  }

  /** A word's colour, or what is shown in its place; its other bits stay. */
  #replaced(word: number, ground: Rgb | undefined): number {
    const mode = word & COLOUR_MODE;
    const named = mode === COLOUR_16 || mode === COLOUR_256;
    const rgb = named
      ? this.#palette.get(word & 0xff)
      : mode === COLOUR_DEFAULT
        ? ground
        : undefined;
    if (rgb === undefined) return word;
    return ((word & ~(COLOUR | COLOUR_MODE)) | COLOUR_RGB | rgb) >>> 0;
  }

  #underlined(extra: Extra): Extra {
    const { underlineColour } = extra;
    if (underlineColour === undefined) return extra;
    return { ...extra, underlineColour: this.#replaced(underlineColour, undefined) };
  }
}

export function isSpecial(index: number): boolean {
  return index >= PALETTE_SIZE && index < PALETTE_SIZE + SPECIAL_COLOURS;
}

function isDefault(word: number): boolean {
  return (word & COLOUR_MODE) === COLOUR_DEFAULT;
}

/** With the blanks that a row leaves out. */
function padded(words: Uint32Array, columns: number): Uint32Array {
  const all = new Uint32Array(Math.max(columns * WORDS_PER_CELL, words.length));
  all.set(words);
  for (let at = words.length; at < all.length; at += WORDS_PER_CELL)
    all[at] = 1 << WIDTH_SHIFT;
  return all;
}
