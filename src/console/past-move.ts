/** Where a move brings cursor and view of a past. Pure. */
import { rowColumns, rowText } from '../screen/row-text.js';
import { BLANK_ROW } from '../screen/row.js';
import type { Size } from '../domain/session.js';
import type { Spot } from '../screen/places.js';
import {
  indent,
  nextWord,
  textEnd,
  textStart,
  wordBefore,
  wordEnd,
} from './past-words.js';
import { lastTop, rowAt, type Move, type OpenPast } from './past.js';

/** The past after a move, done as often as was counted; first and last are lines then. */
export function movedBy(
  past: OpenPast,
  { to, count }: { readonly to: Move; readonly count: number | undefined },
  size: Size,
): OpenPast {
  if (count !== undefined && (to === 'first' || to === 'last'))
    return withCursor(past, { line: past.extent.first + count - 1, column: 0 }, size);
  let now = past;
  for (let left = count ?? 1; left > 0; left--) {
    const next = moved(now, to, size);
    if (isThere(next, now)) break;
    now = next;
  }
  return now;
}

function isThere(one: OpenPast, { top, cursor: { line, column } }: OpenPast): boolean {
  return one.top === top && one.cursor.line === line && one.cursor.column === column;
}

/** The past after a move; the cursor stays in lines that there are, and in view. */
export function moved(past: OpenPast, to: Move, size: Size): OpenPast {
  const lines = pageOf(to, size.rows);
  return lines === 0
    ? withCursor(past, target(past, to, size), size)
    : scrolled(past, lines, size, true);
}

/** How far a move takes view and cursor together; 0 when it is one of the cursor. */
function pageOf(to: Move, height: number): number {
  const page = Math.max(1, height - OVERLAP);
  const half = Math.ceil(height / 2);
  const pages: Partial<Record<Move, number>> = {
    halfUp: -half,
    halfDown: half,
    pageUp: -page,
    pageDown: page,
  };
  return pages[to] ?? 0;
}

/** Lines that a page shares with the next, so that the eye finds its place. */
const OVERLAP = 2;

/** The view by `lines`; the cursor keeps its line unless it would leave the view. */
export function scrolled(
  past: OpenPast,
  lines: number,
  size: Size,
  withIt = false,
): OpenPast {
  const { rows: height } = size;
  const { first, end } = past.extent;
  const top = clamp(past.top + lines, first, lastTop(past, height));
  const wish = past.cursor.line + (withIt ? lines : 0);
  const line = clamp(clamp(wish, first, end - 1), top, top + height - 1);
  return { ...past, top, cursor: { ...past.cursor, line } };
}

/** The cursor at a place, and the view where it shows it. */
export function withCursor(
  past: OpenPast,
  spot: Spot,
  { columns, rows }: Size,
): OpenPast {
  const line = clamp(spot.line, past.extent.first, past.extent.end - 1);
  const column = clamp(spot.column, 0, columns - 1);
  const top = clamp(past.top, line - rows + 1, line);
  return { ...past, top, cursor: { line, column } };
}

function target(past: OpenPast, to: Move, { rows }: Size): Spot {
  const { cursor, extent, top } = past;
  const { line, column } = cursor;
  const places: Partial<Record<Move, () => Spot>> = {
    up: () => ({ line: line - 1, column }),
    down: () => ({ line: line + 1, column }),
    left: () => ({ line, column: column - 1 }),
    right: () => ({ line, column: column + 1 }),
    lineStart: () => ({ line: textStart(past, line), column: 0 }),
    lineIndent: () => indent(past, line),
    lineEnd: () => lineEnd(past, line),
    nextWord: () => nextWord(past, cursor, 'short'),
    wordEnd: () => wordEnd(past, cursor, 'short'),
    wordBefore: () => wordBefore(past, cursor, 'short'),
    nextLongWord: () => nextWord(past, cursor, 'long'),
    longWordEnd: () => wordEnd(past, cursor, 'long'),
    longWordBefore: () => wordBefore(past, cursor, 'long'),
    viewTop: () => ({ line: top, column }),
    viewMiddle: () => ({ line: top + Math.floor(rows / 2), column }),
    viewBottom: () => ({ line: top + rows - 1, column }),
    first: () => ({ line: extent.first, column: 0 }),
    last: () => ({ line: extent.end - 1, column: 0 }),
  };
  return places[to]?.() ?? cursor;
}

/** The next empty line, or the one before; the last or first line at hand when there is none. */
export function paragraph(past: OpenPast, by: 1 | -1): Spot {
  const { from, rows } = past.rows;
  const last = from + rows.length - 1;
  const isHere = (line: number) => from <= line && line <= last;
  const isEmpty = (line: number) => rowText(rowAt(past, line) ?? BLANK_ROW).trim() === '';
  let { line } = past.cursor;
  while (isHere(line) && isEmpty(line)) line += by;
  while (isHere(line) && !isEmpty(line)) line += by;
  return { line: Math.max(from, Math.min(last, line)), column: 0 };
}

function lineEnd(past: OpenPast, from: number): Spot {
  const line = textEnd(past, from);
  const row = rowAt(past, line) ?? BLANK_ROW;
  return { line, column: rowColumns(row)[rowText(row).trimEnd().length - 1] ?? 0 };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
