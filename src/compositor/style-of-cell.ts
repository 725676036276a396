import { BG_HAS_EXTENDED, FG_UNDERLINE, type Extra } from '../screen/row.js';
import type { Style } from './sgr.js';

/** How a cell with these words looks. */
export function styleOfCell(
  foreground: number,
  background: number,
  extra: Extra | undefined,
): Style {
  const underlined = (foreground & FG_UNDERLINE) !== 0;
  const own = (background & BG_HAS_EXTENDED) !== 0 ? extra : undefined;
  return {
    foreground,
    background: background & ~BG_HAS_EXTENDED,
    underline: underlined ? (own?.underline ?? 1) : 0,
    underlineColour: underlined ? (own?.underlineColour ?? 0) : 0,
  };
}
