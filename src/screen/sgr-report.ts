/** Attributes as SGR parameters (ECMA-48, ITU T.416 colours), and what of them cells share. */
import {
  COLOUR,
  COLOUR_16,
  COLOUR_256,
  COLOUR_MODE,
  COLOUR_RGB,
  FG_UNDERLINE,
} from './row.js';
import {
  BACKGROUND_ATTRIBUTES,
  basicColour,
  channelsOf,
  FOREGROUND_ATTRIBUTES,
  type AttributeBits,
} from './sgr-parameters.js';
import { underlineOf } from './row-reading.js';
import type { Extended } from './xterm-core.js';

/** How text looks: words 1 and 2 of a cell, and what does not fit in them. */
export type Look = {
  readonly fg: number;
  readonly bg: number;
  readonly extended: Pick<Extended, '_ext'>;
};

/** From 0, which resets whoever takes them over. */
export function sgrOf({ fg, bg, extended }: Look): string {
  const { style, colour } = underlineOf(extended);
  return [
    '0',
    ...attributes(fg, FOREGROUND_ATTRIBUTES),
    ...attributes(bg, BACKGROUND_ATTRIBUTES),
    ...((fg & FG_UNDERLINE) === 0 ? [] : [style > 1 ? `4:${style}` : '4']),
    colourOf(fg, 30),
    colourOf(bg, 40),
    colourOf(colour, 50),
  ]
    .filter((parameter) => parameter !== '')
    .join(';');
}

export function shared(one: Look, other: Look): Look {
  return {
    fg: sharedBits(one.fg, other.fg),
    bg: sharedBits(one.bg, other.bg),
    extended: one.extended._ext === other.extended._ext ? one.extended : { _ext: 0 },
  };
}

function sharedBits(one: number, other: number): number {
  const colour = COLOUR | COLOUR_MODE;
  const isSame = (one & colour) === (other & colour);
  return one & other & (isSame ? -1 : ~colour);
}

function attributes(word: number, bits: AttributeBits): readonly string[] {
  return bits.flatMap(([bit, parameter]) => ((word & bit) === 0 ? [] : [parameter]));
}

/** `base` 50 is that of underlines, which have no short form. */
function colourOf(word: number, base: 30 | 40 | 50): string {
  const value = word & COLOUR;
  switch (word & COLOUR_MODE) {
    case COLOUR_RGB:
      return `${base + 8}:2::${channelsOf(value).join(':')}`;
    case COLOUR_256:
      return `${base + 8}:5:${value & 0xff}`;
    case COLOUR_16:
      if (base === 50) return `58:5:${value & 0xff}`;
      return basicColour(value & 0xf, base);
    default:
      return '';
  }
}
