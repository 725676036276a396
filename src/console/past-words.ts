/**
 * Texts and words of a past: rows that go on with the one before them are one text, and a
 * word may stand on several. As far as rows are at hand. Pure.
 */
import type { Spot } from '../screen/places.js';
import { joined } from '../screen/rewrapped.js';
import { rowColumns, rowText } from '../screen/row-text.js';
import { BLANK_ROW, WORDS_PER_CELL } from '../screen/row.js';
import { isWrapped, rowAt, type OpenPast } from './past.js';

/** What belongs together in paths, options, addresses and branches. */
const WORD = /[\p{L}\p{N}\p{M}_./~@:%+#=-]+/gu;

/** The first and the last cell of the word at a place; of that cell alone where no word is. */
export function wordAt(past: OpenPast, at: Spot): readonly [from: Spot, to: Spot] {
  const { row, cellOf, spotOf } = textAt(past, at.line);
  const columns = rowColumns(row);
  const cell = cellOf(at);
  for (const match of rowText(row).matchAll(WORD)) {
    const from = columns[match.index] ?? 0;
    const to = (columns[match.index + match[0].length] ?? 0) - 1;
    if (from <= cell && cell <= to) return [spotOf(from), spotOf(to)];
  }
  return [at, at];
}

export function textStart(past: OpenPast, line: number): number {
  let start = line;
  while (isWrapped(past, start)) start--;
  return start;
}

export function textEnd(past: OpenPast, line: number): number {
  let end = line;
  while (isWrapped(past, end + 1)) end++;
  return end;
}

/** Where the next word begins, or else the next text. */
export function nextWord(past: OpenPast, { line, column }: Spot): Spot {
  const { starts, cellOf, spotOf } = textAt(past, line);
  const cell = cellOf({ line, column });
  const next = starts.find((start) => start > cell);
  if (next !== undefined) return spotOf(next);
  const after = textAt(past, textEnd(past, line) + 1);
  return after.spotOf(after.starts[0] ?? 0);
}

/** Where the word before begins, or else the text before. */
export function wordBefore(past: OpenPast, { line, column }: Spot): Spot {
  const { starts, cellOf, spotOf } = textAt(past, line);
  const cell = cellOf({ line, column });
  const last = starts.findLast((start) => start < cell);
  if (last !== undefined) return spotOf(last);
  const before = textAt(past, textStart(past, line) - 1);
  return before.spotOf(before.starts.at(-1) ?? 0);
}

/** The text that a line is of, as one row. */
function textAt(past: OpenPast, line: number) {
  const first = textStart(past, line);
  const count = textEnd(past, line) + 1 - first;
  const rows = Array.from(
    { length: count },
    (_, y) => rowAt(past, first + y) ?? BLANK_ROW,
  );
  const row = joined(rows);
  const begins: number[] = [];
  let cells = 0;
  for (const { words } of rows) {
    begins.push(cells);
    cells += words.length / WORDS_PER_CELL;
  }
  const columns = rowColumns(row);
  return {
    row,
    /** The cells with which words begin. */
    starts: [...rowText(row).matchAll(/\S+/g)].map(({ index }) => columns[index] ?? 0),
    cellOf: (spot: Spot) => (begins[spot.line - first] ?? 0) + spot.column,
    spotOf: (cell: number): Spot => {
      const y = Math.max(
        0,
        begins.findLastIndex((begin) => begin <= cell),
      );
      return { line: first + y, column: cell - (begins[y] ?? 0) };
    },
  };
}
