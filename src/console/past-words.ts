/**
 * Texts and words of a past: rows that go on with the one before them are one text, and a
 * word may stand on several. As far as rows are at hand. Pure.
 */
import type { Spot } from '../screen/places.js';
import { joined } from '../screen/rewrapped.js';
import { rowColumns, rowText } from '../screen/row-text.js';
import { BLANK_ROW, WORDS_PER_CELL } from '../screen/row.js';
import { isWrapped, rowAt, type CharacterWay, type OpenPast } from './past.js';

/** An address, without what ends a sentence or a bracket behind it. */
const ADDRESS = /\b[a-z][a-z\d+.-]{1,15}:\/\/[^\s"'`<>]*[^\s"'`<>.,;:!?)\]}]/giu;

/** What belongs together in paths, options and branches. */
const WORD = /[\p{L}\p{N}\p{M}_./~@:%+#=-]+/gu;

/** The first and the last cell of the address or word at a place; that cell alone where none is. */
export function wordAt(past: OpenPast, at: Spot): readonly [from: Spot, to: Spot] {
  const { row, cellOf, spotOf } = textAt(past, at.line);
  const columns = rowColumns(row);
  const cell = cellOf(at);
  const text = rowText(row);
  for (const match of [...text.matchAll(ADDRESS), ...text.matchAll(WORD)]) {
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

/** Words of vi: `short` ones are of letters or of other characters, `long` ones end at blanks. */
export type WordKind = 'short' | 'long';

const WORDS: Readonly<Record<WordKind, RegExp>> = {
  short: /[\p{L}\p{N}\p{M}_]+|[^\s\p{L}\p{N}\p{M}_]+/gu,
  long: /\S+/g,
};

/** Where the next word begins, or else the next text. */
export function nextWord(past: OpenPast, at: Spot, kind: WordKind): Spot {
  const { words, cellOf, spotOf } = textAt(past, at.line);
  const next = words(kind).find(({ from }) => from > cellOf(at));
  if (next) return spotOf(next.from);
  const after = textAt(past, textEnd(past, at.line) + 1);
  return after.spotOf(after.words(kind)[0]?.from ?? 0);
}

/** Where a word ends after a place, in its text or the first that has one. */
export function wordEnd(past: OpenPast, at: Spot, kind: WordKind): Spot {
  const { words, cellOf, spotOf } = textAt(past, at.line);
  const here = words(kind).find(({ to }) => to > cellOf(at));
  if (here) return spotOf(here.to);
  const { from, rows } = past.rows;
  for (let line = textEnd(past, at.line) + 1; line < from + rows.length;) {
    const next = textAt(past, line);
    const [first] = next.words(kind);
    if (first) return next.spotOf(first.to);
    line = textEnd(past, line) + 1;
  }
  return at;
}

/** Where the word before begins, or else the text before. */
export function wordBefore(past: OpenPast, at: Spot, kind: WordKind): Spot {
  const { words, cellOf, spotOf } = textAt(past, at.line);
  const last = words(kind).findLast(({ from }) => from < cellOf(at));
  if (last) return spotOf(last.from);
  const before = textAt(past, textStart(past, at.line) - 1);
  return before.spotOf(before.words(kind).at(-1)?.from ?? 0);
}

/** The first character of a line's text that is no blank, or its first. */
export function indent(past: OpenPast, line: number): Spot {
  const { words, spotOf } = textAt(past, line);
  return spotOf(words('long')[0]?.from ?? 0);
}

/** The vi word at a place, or the next one in its text. */
export function wordFrom(
  past: OpenPast,
  at: Spot,
): { readonly text: string; readonly from: Spot } | undefined {
  const { words, cellOf, spotOf } = textAt(past, at.line);
  const word = words('short').find(({ to }) => to >= cellOf(at));
  return word && { text: word.text, from: spotOf(word.from) };
}

/** Where the `times`th such character of the text is, or next to it; undefined if nowhere. */
export function characterFrom(
  past: OpenPast,
  at: Spot,
  sought: {
    readonly text: string;
    readonly way: CharacterWay;
    readonly times: number;
    /** One that the place is next to already does not count. */
    readonly again: boolean;
  },
): Spot | undefined {
  const { text, way, times, again } = sought;
  const { row, cellOf, spotOf } = textAt(past, at.line);
  const { stop, direction } = way;
  const near = stop === 'before' ? direction : 0;
  const columns = rowColumns(row);
  // Characters may have two cells.
  const starts = [...new Set(columns)];
  const here = starts.findLastIndex((start) => start <= cellOf(at)) + (again ? near : 0);
  const found = [...rowText(row).matchAll(literally(text))]
    .map(({ index }) => starts.indexOf(columns[index] ?? 0))
    .filter((one) => (direction > 0 ? one > here : one < here));
  const one = direction > 0 ? found[times - 1] : found.at(-times);
  const cell = one === undefined ? undefined : starts[one - near];
  return cell === undefined ? undefined : spotOf(cell);
}

function literally(text: string): RegExp {
  return new RegExp(text.replaceAll(/[\^$\\.*+?()[\]{}|]/g, String.raw`\$&`), 'gu');
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
    /** Words with the cells that they begin and end with. */
    words: (kind: WordKind) =>
      [...rowText(row).matchAll(WORDS[kind])].map(({ index, 0: text }) => ({
        text,
        from: columns[index] ?? 0,
        to: columns[index + text.length - 1] ?? 0,
      })),
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
