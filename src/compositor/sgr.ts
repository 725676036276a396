/**
 * Select Graphic Rendition (ECMA-48 8.3.117, with ITU T.416 colours): the sequence that
 * brings the outer terminal from one style to another.
 */
import {
  BG_DIM,
  BG_ITALIC,
  BG_OVERLINE,
  COLOUR,
  COLOUR_16,
  COLOUR_256,
  COLOUR_MODE,
  COLOUR_RGB,
  FG_UNDERLINE,
} from '../screen/row.js';
import {
  BACKGROUND_ATTRIBUTES,
  basicColour,
  channelsOf,
  FOREGROUND_ATTRIBUTES,
  type AttributeBits,
} from '../screen/sgr-parameters.js';
import type { Capabilities } from './capabilities.js';
import { to16, to256 } from './colour.js';

export type Style = {
  /** Words 1 and 2 of a cell. */
  readonly foreground: number;
  readonly background: number;
  /** 1 to 5 as in `Extra`; counts only with the underline bit. */
  readonly underline: number;
  readonly underlineColour: number;
};

export const DEFAULT_STYLE: Style = {
  foreground: 0,
  background: 0,
  underline: 0,
  underlineColour: 0,
};

const FOREGROUND_FLAGS = 0xfc000000;
const BACKGROUND_FLAGS = BG_DIM | BG_ITALIC | BG_OVERLINE;

export function sameStyle(one: Style, other: Style): boolean {
  return (
    one.foreground === other.foreground &&
    one.background === other.background &&
    one.underline === other.underline &&
    one.underlineColour === other.underlineColour
  );
}

/** The bytes from style to style; empty when they are the same to this terminal. */
export function sgr(from: Style, to: Style, can: Capabilities): string {
  if (sameStyle(from, to)) return '';
  const lost =
    (from.foreground & ~to.foreground & FOREGROUND_FLAGS) |
    (from.background & ~to.background & BACKGROUND_FLAGS);
  const base = lost === 0 ? from : DEFAULT_STYLE;
  // Each parameter behind a semicolon: a screen of colours comes here for each of its cells.
  const parameters =
    (lost === 0 ? '' : ';0') +
    added(base.foreground, to.foreground, FOREGROUND_ATTRIBUTES) +
    added(base.background, to.background, BACKGROUND_ATTRIBUTES) +
    underline(base, to, can) +
    colour(base.foreground, to.foreground, { can, base: 30 }) +
    colour(base.background, to.background, { can, base: 40 });
  return parameters === '' ? '' : `\x1b[${parameters.slice(1)}m`;
}

function added(from: number, to: number, bits: AttributeBits): string {
  const begun = to & ~from & ~(COLOUR_MODE | COLOUR);
  if (begun === 0) return '';
  let parameters = '';
  for (const [bit, parameter] of bits)
    if ((begun & bit) !== 0) parameters += `;${parameter}`;
  return parameters;
}

function underline(from: Style, to: Style, can: Capabilities): string {
  if ((to.foreground & FG_UNDERLINE) === 0) return '';
  const begins =
    (from.foreground & FG_UNDERLINE) === 0 || from.underline !== to.underline;
  const colours = can.underlines && from.underlineColour !== to.underlineColour;
  const style = can.underlines && to.underline > 1 ? `;4:${to.underline}` : ';4';
  return (
    (begins ? style : '') + (colours ? `;${underlineColour(to.underlineColour)}` : '')
  );
}

function underlineColour(word: number): string {
  const value = word & COLOUR;
  switch (word & COLOUR_MODE) {
    case COLOUR_16:
    case COLOUR_256:
      return `58:5:${value & 0xff}`;
    case COLOUR_RGB:
      return `58:2::${channelsOf(value).join(':')}`;
    default:
      return '59';
  }
}

function colour(
  from: number,
  to: number,
  { can, base }: { readonly can: Capabilities; readonly base: 30 | 40 },
): string {
  const mask = COLOUR_MODE | COLOUR;
  if ((from & mask) === (to & mask)) return '';
  return `;${parameterOf(to & COLOUR_MODE, to & COLOUR, { can, base })}`;
}

function parameterOf(
  mode: number,
  value: number,
  { can, base }: { readonly can: Capabilities; readonly base: 30 | 40 },
): string {
  if (mode === COLOUR_RGB && can.colours === 'rgb')
    return `${base + 8};2;${channelsOf(value).join(';')}`;
  const index = mode === COLOUR_RGB ? to256(value) : value & 0xff;
  if (mode === COLOUR_16) return basicColour(index, base);
  if (mode === COLOUR_256 || mode === COLOUR_RGB)
    return can.colours === 16 ? basicColour(to16(index), base) : `${base + 8};5;${index}`;
  return String(base + 9);
}
