/**
 * Puts rows of a screen into a rectangle of a frame: clips what is too large, pads what
 * is too small, and never leaves half a wide character at an edge.
 */
import type { Rect } from '../layout/rect.js';
import { WORDS_PER_CELL, type Row } from '../screen/row.js';
import { BLANK, hasExtra, isEmpty, RIGHT_HALF, widthOf, type Frame } from './frame.js';

/** The part of `screen` that begins at `from` goes to the same offset in `rect`. */
export type Painting = {
  readonly rows: readonly Row[];
  readonly rect: Rect;
  /** The screen's cell that stands in the rectangle's first; its top left by default. */
  readonly from?: { readonly x: number; readonly y: number };
};

const ORIGIN = { x: 0, y: 0 };

/** Paints into `frame`. The part of `rect` outside of the frame is left out. */
export function paint(frame: Frame, { rows, rect, from = ORIGIN }: Painting): void {
  const left = Math.max(0, rect.x);
  const right = Math.min(frame.columns, rect.x + rect.width);
  const bottom = Math.min(frame.rows, rect.y + rect.height);
  if (left >= right) return;

  for (let y = Math.max(0, rect.y); y < bottom; y++) {
    mendEdges(frame, y, { left, right });
    paintRow(frame, rows[y - rect.y + from.y], {
      start: y * frame.columns + left,
      width: right - left,
      column: left - rect.x + from.x,
    });
  }
}

/** Blanks the halves that stay outside of what is about to be painted over. */
function mendEdges(
  frame: Frame,
  y: number,
  { left, right }: { readonly left: number; readonly right: number },
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
