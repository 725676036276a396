/** The attributes of what is written next as SGR parameters (ECMA-48, ITU T.416 colours). */
import {
  BG_DIM,
  BG_ITALIC,
  BG_OVERLINE,
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
} from './row.js';
import { underlineOf } from './row-reading.js';
import type { Attributes } from './xterm-core.js';

/** From 0, which resets whoever takes them over. */
export function sgrOf({ fg, bg, extended }: Attributes): string {
  const { style, colour } = underlineOf(extended);
  return [
    '0',
    flag(fg & FG_BOLD, '1'),
    flag(bg & BG_DIM, '2'),
    flag(bg & BG_ITALIC, '3'),
    flag(fg & FG_UNDERLINE, style > 1 ? `4:${style}` : '4'),
    flag(fg & FG_BLINK, '5'),
    flag(fg & FG_INVERSE, '7'),
    flag(fg & FG_INVISIBLE, '8'),
    flag(fg & FG_STRIKETHROUGH, '9'),
    flag(bg & BG_OVERLINE, '53'),
    colourOf(fg, 30),
    colourOf(bg, 40),
    colourOf(colour, 50),
  ]
    .filter((parameter) => parameter !== '')
    .join(';');
}

function flag(bit: number, parameter: string): string {
  return bit === 0 ? '' : parameter;
}

/** `base` 50 is that of underlines, which have no short form. */
function colourOf(word: number, base: 30 | 40 | 50): string {
  const value = word & COLOUR;
  switch (word & COLOUR_MODE) {
    case COLOUR_RGB:
      return `${base + 8}:2::${value >> 16}:${(value >> 8) & 0xff}:${value & 0xff}`;
    case COLOUR_256:
      return `${base + 8}:5:${value & 0xff}`;
    case COLOUR_16:
      if (base === 50) return `58:5:${value & 0xff}`;
      return String((value & 8) === 0 ? base + (value & 7) : base + 60 + (value & 7));
    default:
      return '';
  }
}
