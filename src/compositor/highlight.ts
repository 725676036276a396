/** Rows with parts of them marked: what is selected, and what was looked for. */
import {
  COLOUR,
  COLOUR_16,
  COLOUR_MODE,
  FG_BOLD,
  FG_INVERSE,
  WORDS_PER_CELL,
  type Row,
} from '../screen/row.js';
import { BLANK } from './frame.js';

/** Cells from a column and before another. */
export type Highlight = {
  readonly from: number;
  readonly to: number;
  readonly look: 'selected' | 'match' | 'current';
};

const BLACK = COLOUR_16;
const YELLOW = COLOUR_16 | 3;
const BRIGHT_MAGENTA = COLOUR_16 | 13;

/** The row with later highlights over earlier ones; cut at `columns`. */
export function highlighted(
  row: Row,
  highlights: readonly Highlight[],
  columns: number,
): Row {
  if (highlights.length === 0) return row;
  const end = Math.min(columns, Math.max(...highlights.map(({ to }) => to)));
  const words = widened(row.words, end);
  for (const { from, to, look } of highlights)
    for (let column = Math.max(0, from); column < Math.min(to, end); column++)
      mark(words, column * WORDS_PER_CELL, look);
  return { ...row, words };
}

/** Blanks behind the row's own cells can be marked too. */
function widened(words: Uint32Array, cells: number): Uint32Array {
  const wider = new Uint32Array(Math.max(words.length, cells * WORDS_PER_CELL));
  wider.set(words);
  for (let at = words.length; at < wider.length; at += WORDS_PER_CELL) wider[at] = BLANK;
  return wider;
}

function mark(words: Uint32Array, at: number, look: Highlight['look']): void {
  const foreground = words[at + 1] ?? 0;
  const background = words[at + 2] ?? 0;
  if (look === 'selected') {
    words[at + 1] = foreground ^ FG_INVERSE;
    return;
  }
  const keep = ~(COLOUR | COLOUR_MODE);
  const colour = look === 'match' ? YELLOW : BRIGHT_MAGENTA;
  const bold = look === 'match' ? 0 : FG_BOLD;
  words[at + 1] = (foreground & keep & ~FG_INVERSE) | BLACK | bold;
  words[at + 2] = (background & keep) | colour;
}
