/**
 * A cell of a session's past by the text that it is in: rows that go on with the one before
 * them are one text, which keeps its number however it is wrapped.
 */
import type { PastRow } from './packed-rows.js';
import type { Layout } from './row-shape.js';
import { WORDS_PER_CELL } from './row.js';

export type Place = {
  /** Counted from the first that was ever written. */
  readonly text: number;
  /** Counted from the text's first. */
  readonly cell: number;
};

/** Where the row at an index begins, when the first of `rows` begins at `place`. */
export function placeOfRow(place: Place, rows: readonly PastRow[], index: number): Place {
  let { text, cell } = place;
  for (let at = 1; at <= index; at++) {
    const goesOn = rows[at]?.wrapped ?? false;
    cell = goesOn ? cell + cellCount(rows[at - 1]) : 0;
    if (!goesOn) text++;
  }
  return { text, cell };
}

/** The cell after the last of `rows`. */
export function placeAfter(place: Place, rows: readonly PastRow[]): Place {
  const { text, cell } = placeOfRow(place, rows, rows.length - 1);
  return { text, cell: cell + cellCount(rows.at(-1)) };
}

/** The last row of a layout that begins at `place` or before, and the cell in it. */
export function rowAt({ texts, cells }: Layout, place: Place) {
  const row = lastWhere(
    texts.length,
    (at) => !isEarlier(place, { text: texts[at] ?? 0, cell: cells[at] ?? 0 }),
  );
  const isOfText = texts[row] === place.text;
  return { row, column: isOfText ? place.cell - (cells[row] ?? 0) : 0 };
}

/** The last index up to which `holds`, 0 if it never does; it holds for none after one that fails. */
export function lastWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function isEarlier(one: Place, other: Place): boolean {
  return one.text === other.text ? one.cell < other.cell : one.text < other.text;
}

function cellCount(row: PastRow | undefined): number {
  return (row?.row.words.length ?? 0) / WORDS_PER_CELL;
}
