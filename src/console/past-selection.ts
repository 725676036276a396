/** What a selection covers, and its text. Pure. */
import { unreachable } from '../base/assert.js';
import type { PastRow } from '../screen/packed-rows.js';
import { cellText, isRightHalf } from '../screen/row-text.js';
import { BLANK_ROW, WORDS_PER_CELL, type Row } from '../screen/row.js';
import type { Spot } from '../screen/places.js';
import { textEnd, textStart, wordAt } from './past-words.js';
import { before, rowAt, type OpenPast } from './past.js';

/**
 * From a cell to another, both in it: all between, line after line, or as a block the same
 * columns of each line.
 */
export type Range = {
  readonly shape: 'flow' | 'block';
  readonly from: Spot;
  readonly to: Spot;
};

/** What is selected, in whole units; undefined when nothing is. */
export function selectedRange(past: OpenPast): Range | undefined {
  const { selection, cursor } = past;
  if (!selection) return undefined;
  const { anchor, unit } = selection;
  const shape = unit === 'block' ? unit : 'flow';
  const [from, to] = before(cursor, anchor) ? [cursor, anchor] : [anchor, cursor];
  switch (unit) {
    case 'cell':
      return { shape, from, to };
    case 'word':
      return { shape, from: wordAt(past, from)[0], to: wordAt(past, to)[1] };
    case 'line':
      return { shape, from: lineStart(past, from), to: lineEnd(past, to) };
    case 'block': {
      const left = Math.min(from.column, to.column);
      const right = Math.max(from.column, to.column);
      return { shape, from: { ...from, column: left }, to: { ...to, column: right } };
    }
    default:
      return unreachable(unit);
  }
}

/** A line that wraps is one line. */
function lineStart(past: OpenPast, { line }: Spot): Spot {
  return { line: textStart(past, line), column: 0 };
}

function lineEnd(past: OpenPast, { line }: Spot): Spot {
  const end = textEnd(past, line);
  const cells = (rowAt(past, end)?.words.length ?? 0) / WORDS_PER_CELL;
  return { line: end, column: Math.max(0, cells - 1) };
}

type Columns = { readonly from: number; readonly to: number };

type Line = { readonly line: number; readonly row: Row | undefined };

/**
 * The cells of a line in the range, as columns from and before; undefined when none are. A
 * wide character of which one half is in it is in it whole.
 */
export function columnsIn(
  range: Range,
  { line, row = BLANK_ROW }: Line,
): Columns | undefined {
  const columns = cellsIn(range, line);
  if (!columns) return undefined;
  const { from, to } = columns;
  return {
    from: isRightHalf(row, from) ? from - 1 : from,
    to: isRightHalf(row, to) ? to + 1 : to,
  };
}

function cellsIn({ shape, from, to }: Range, line: number): Columns | undefined {
  if (line < from.line || line > to.line) return undefined;
  if (shape === 'block') return { from: from.column, to: to.column + 1 };
  return {
    from: line === from.line ? from.column : 0,
    to: line === to.line ? to.column + 1 : Infinity,
  };
}

/**
 * The text of `rows`, the first of which is the range's first line: wrapped lines joined,
 * but not in a block; trailing blanks cut.
 */
export function textOf(rows: readonly PastRow[], range: Range): string {
  const parts = rows.map(({ row }, index) => {
    const columns = columnsIn(range, { line: range.from.line + index, row });
    const text = columns ? cellsText(row, columns.from, columns.to) : '';
    const goesOn = range.shape === 'flow' && rows[index + 1]?.wrapped;
    return goesOn ? text : `${text.trimEnd()}\n`;
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
