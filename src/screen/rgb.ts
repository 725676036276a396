/** Colours as numbers, and as X11 writes them (XParseColor(3)). */
import { x11Colour } from './x11-colours.js';

/** 0xRRGGBB. */
export type Rgb = number;

/** A channel's digits are a fraction of the most that so many digits can say. */
const CHANNELS = /^rgb:([0-9a-f]{1,4})\/([0-9a-f]{1,4})\/([0-9a-f]{1,4})$/i;
const INTENSITIES = /^rgbi:([0-9.]{1,20})\/([0-9.]{1,20})\/([0-9.]{1,20})$/i;
/** Of these the digits are the highest ones of each channel. */
const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{9}|[0-9a-f]{12})$/i;

/** A colour as XParseColor reads it, without the spaces of the CIE; undefined for none. */
export function parseColour(spec: string): Rgb | undefined {
  const channels = CHANNELS.exec(spec)?.slice(1);
  if (channels)
    return rgbOf(
      channels.map((digits) => parseInt(digits, 16) / (16 ** digits.length - 1)),
    );
  const intensities = INTENSITIES.exec(spec)?.slice(1).map(Number);
  if (intensities)
    return intensities.every((part) => part <= 1) ? rgbOf(intensities) : undefined;
  if (!HEX.test(spec)) return x11Colour(spec);
  const digits = (spec.length - 1) / 3;
  return rgbOf(
    [0, 1, 2].map((channel) => {
      const start = 1 + channel * digits;
      const value = parseInt(
        spec
          .slice(start, start + digits)
          .padEnd(2, '0')
          .slice(0, 2),
        16,
      );
      return value / 255;
    }),
  );
}

/** Of three parts from 0 to 1. */
function rgbOf([red = 0, green = 0, blue = 0]: readonly number[]): Rgb {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => Math.round(part * 255));
  return (r << 16) | (g << 8) | b;
}

/** As X11 writes colours: each channel with 16 bits. */
export function specOf(rgb: Rgb): string {
  const channels = [rgb >>> 16, rgb >>> 8, rgb].map((value) =>
    (value & 0xff).toString(16).padStart(2, '0').repeat(2),
  );
  return `rgb:${channels.join('/')}`;
}
