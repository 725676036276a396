/**
 * Puts a row of a screen into a line of a frame: clips what is too long, pads what is too
 * short, and never leaves half a wide character at an edge.
 */
import { WORDS_PER_CELL, type Row } from '../screen/row.js';
import { BLANK, hasExtra, isEmpty, RIGHT_HALF, widthOf, type Frame } from './frame.js';

/** A row from `column` on, in the columns of a line from `left` and before `right`. */
export type Piece = {
  /** Undefined for blanks. */
  readonly row: Row | undefined;
  readonly left: number;
  readonly right: number;
  readonly column: number;
};

/** Paints into line `y`, which has all columns of the piece. */
export function paintLine(frame: Frame, y: number, piece: Piece): void {
  const { row, left, right, column } = piece;
  mendEdges(frame, y, piece);
  paintRow(frame, row, {
    start: y * frame.columns + left,
    width: right - left,
    column,
  });
}

/** Blanks the halves that stay outside of what is about to be painted over. */
function mendEdges(
  frame: Frame,
  y: number,
  { left, right }: Pick<Piece, 'left' | 'right'>,
): void {
  const start = y * frame.columns;
  const inside = frame.words[(start + left) * WORDS_PER_CELL] ?? 0;
  if (left > 0 && widthOf(inside) === 0) blank(frame, start + left - 1);
  const outside = frame.words[(start + right) * WORDS_PER_CELL] ?? 0;
  if (right < frame.columns && widthOf(outside) === 0) blank(frame, start + right);
}

type Place = {
  readonly start: number;
  readonly width: number;
  /** The row's column that comes first. */
  readonly column: number;
};

function paintRow(frame: Frame, row: Row | undefined, place: Place): void {
  const { words } = frame;
  const source = row?.words;
  const end = place.start + place.width;
  const given = source ? source.length / WORDS_PER_CELL - place.column : 0;
  let extended = false;
  let at = place.column * WORDS_PER_CELL;
  let wide = false;

  for (let index = place.start; index < end; index++, at += WORDS_PER_CELL) {
    const to = index * WORDS_PER_CELL;
    if (!source || index - place.start >= given) {
      wide = false;
      blank(frame, index);
      continue;
    }
    const word0 = source[at] ?? 0;
    if (wide) {
      words[to] = RIGHT_HALF;
      words[to + 1] = words[to - 2] ?? 0;
      words[to + 2] = words[to - 1] ?? 0;
      wide = false;
    } else {
      const width = widthOf(word0);
      wide = width === 2 && index + 1 < end && index - place.start + 1 < given;
      const whole = width === 1 ? !isEmpty(word0) : wide;
      words[to] = whole ? word0 : BLANK;
      words[to + 1] = source[at + 1] ?? 0;
      words[to + 2] = source[at + 2] ?? 0;
      extended ||= hasExtra(word0, source[at + 2] ?? 0);
    }
    if (frame.extras.size > 0) frame.extras.delete(index);
  }
  if (extended && row) copyExtras(frame, row, place);
}

function copyExtras(frame: Frame, row: Row, { start, width, column }: Place): void {
  for (const extra of row.extras) {
    const offset = extra.column - column;
    if (offset < 0 || offset >= width) continue;
    frame.extras.set(start + offset, extra);
    const next = frame.words[(start + offset + 1) * WORDS_PER_CELL];
    if (offset + 1 < width && next === RIGHT_HALF)
      frame.extras.set(start + offset + 1, extra);
  }
}

function blank(frame: Frame, index: number): void {
  const at = index * WORDS_PER_CELL;
  frame.words[at] = BLANK;
  frame.words[at + 1] = 0;
  frame.words[at + 2] = 0;
  if (frame.extras.size > 0) frame.extras.delete(index);
}
