/** The attributes of a cell as parameters of SGR (ECMA-48 8.3.117), whoever writes them. */
import {
  BG_DIM,
  BG_ITALIC,
  BG_OVERLINE,
  FG_BLINK,
  FG_BOLD,
  FG_INVERSE,
  FG_INVISIBLE,
  FG_STRIKETHROUGH,
} from './row.js';

export type AttributeBits = readonly (readonly [bit: number, parameter: string])[];

/** Those that a bit says, of word 1; underlines have styles and colours of their own. */
export const FOREGROUND_ATTRIBUTES: AttributeBits = [
  [FG_BOLD, '1'],
  [FG_BLINK, '5'],
  [FG_INVERSE, '7'],
  [FG_INVISIBLE, '8'],
  [FG_STRIKETHROUGH, '9'],
];

/** And of word 2. */
export const BACKGROUND_ATTRIBUTES: AttributeBits = [
  [BG_DIM, '2'],
  [BG_ITALIC, '3'],
  [BG_OVERLINE, '53'],
];

/** One of the first 16 colours; `base` is 30 for the text and 40 for what is behind it. */
export function basicColour(index: number, base: 30 | 40): string {
  return String(index < 8 ? base + index : base + 60 + (index & 7));
}

export function channelsOf(rgb: number): readonly [number, number, number] {
  return [(rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff];
}
