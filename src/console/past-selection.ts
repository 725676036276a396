/** What a selection covers, and its text. Pure. */
import type { PastRow } from '../screen/packed-rows.js';
import { cellText, rowColumns, rowText } from '../screen/row-text.js';
import { WORDS_PER_CELL, type Row } from '../screen/row.js';
import type { Spot } from '../screen/places.js';
import { before, isWrapped, rowAt, type OpenPast } from './past.js';

/** Both ends are in it. */
export type Range = { readonly from: Spot; readonly to: Spot };

/** What is selected, in whole units; undefined when nothing is. */
export function selectedRange(past: OpenPast): Range | undefined {
  const { selection, cursor } = past;
  if (!selection) return undefined;
  const { anchor, unit } = selection;
  const [from, to] = before(cursor, anchor) ? [cursor, anchor] : [anchor, cursor];
  if (unit === 'cell') return { from, to };
  if (unit === 'line') return { from: lineStart(past, from), to: lineEnd(past, to) };
  return { from: wordAt(past, from).from, to: wordAt(past, to).to };
}

/** The cells of `line` in the range, as columns from and before; undefined when none are. */
export function columnsIn(
  { from, to }: Range,
  line: number,
): { readonly from: number; readonly to: number } | undefined {
  if (line < from.line || line > to.line) return undefined;
  return {
    from: line === from.line ? from.column : 0,
    to: line === to.line ? to.column + 1 : Infinity,
  };
}

/**
 * The text of `rows`, the first of which is the range's first line: wrapped lines joined,
 * trailing blanks cut.
 */
export function textOf(rows: readonly PastRow[], range: Range): string {
  const parts = rows.map(({ row }, index) => {
    const columns = columnsIn(range, range.from.line + index);
    const text = columns ? cellsText(row, columns.from, columns.to) : '';
    return rows[index + 1]?.wrapped ? text : `${text.trimEnd()}\n`;
  });
  return parts.join('').replace(/\n$/, '');
}

function cellsText(row: Row, from: number, to: number): string {
  const end = Math.min(to * WORDS_PER_CELL, row.words.length);
  let text = '';
  for (let at = from * WORDS_PER_CELL; at < end; at += WORDS_PER_CELL)
    text += cellText(row, at);
  return text;
}

/** What belongs together in paths, options, addresses and branches. */
const WORD = /[\p{L}\p{N}\p{M}_./~@:%+#=-]+/gu;

/** The word at a place, or its one cell where no word is. */
function wordAt(past: OpenPast, at: Spot): Range {
  const row = rowAt(past, at.line);
  const columns = row ? rowColumns(row) : [];
  for (const match of row ? rowText(row).matchAll(WORD) : []) {
    const from = columns[match.index] ?? 0;
    const to = (columns[match.index + match[0].length] ?? 0) - 1;
    if (from <= at.column && at.column <= to)
      return { from: { ...at, column: from }, to: { ...at, column: to } };
  }
  return { from: at, to: at };
}

/** A line that wraps is one line. */
function lineStart(past: OpenPast, { line }: Spot): Spot {
  let start = line;
  while (isWrapped(past, start)) start--;
  return { line: start, column: 0 };
}

function lineEnd(past: OpenPast, { line }: Spot): Spot {
  let end = line;
  while (isWrapped(past, end + 1)) end++;
  const cells = (rowAt(past, end)?.words.length ?? 0) / WORDS_PER_CELL;
  return { line: end, column: Math.max(0, cells - 1) };
}
