/**
 * A cell of a session's past by the text that it is in: rows that go on with the one before
 * them are one text, which keeps its number however it is wrapped.
 */
import type { PastRow } from './packed-rows.js';
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

export function isEarlier(one: Place, other: Place): boolean {
  return one.text === other.text ? one.cell < other.cell : one.text < other.text;
}

function cellCount(row: PastRow | undefined): number {
  return (row?.row.words.length ?? 0) / WORDS_PER_CELL;
}
