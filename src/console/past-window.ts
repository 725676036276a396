/** Which rows of a past are at hand: those that it opens with, and when more are asked for. */
import type { SessionId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';
import { historyRows, type HistoryAnswer } from '../protocol/history.js';
import { rowText } from '../screen/row-text.js';
import { BLANK_ROW } from '../screen/row.js';
import type { PastEffect, PastStep } from './past-effect.js';
import {
  lastTop,
  rowAt,
  type OpenPast,
  type Opening,
  type Span,
  type Window,
} from './past.js';

/** The rows at the end, for a past that opens there. */
export function readEnd(
  session: SessionId,
  { extent }: HistoryAnswer,
  size: Size,
): PastEffect {
  const top = Math.max(extent.first, extent.end - size.rows);
  return { type: 'readHistory', session, span: around({ top }, size) };
}

/**
 * The end is in view, or as far as a program that goes on let it be read; the cursor is
 * on the last line that says something.
 */
export function startAt(
  { session, by }: Opening,
  answer: HistoryAnswer,
  { rows: height }: Size,
): OpenPast {
  const { extent } = answer;
  const rows = windowOf(answer);
  const end = Math.min(extent.end, rows.from + rows.rows.length);
  const past: OpenPast = {
    phase: 'open',
    session,
    by,
    extent,
    rows,
    asked: undefined,
    top: Math.max(extent.first, end - height),
    cursor: { line: end - 1, column: 0 },
    selection: undefined,
    search: undefined,
    count: undefined,
    awaited: undefined,
    character: undefined,
    held: false,
    wrote: false,
  };
  return { ...past, cursor: { line: lastWritten(past), column: 0 } };
}

function lastWritten(past: OpenPast): number {
  let line = past.cursor.line;
  const isBlank = (at: number) => rowText(rowAt(past, at) ?? BLANK_ROW).trim() === '';
  while (line > past.top && isBlank(line)) line--;
  return line;
}

export function windowOf(answer: HistoryAnswer): Window {
  const { from, place } = answer;
  return { from, place, rows: historyRows(answer) };
}

/** More than this is not kept at hand: some 5 MB. */
const MAX_HELD_ROWS = 5000;

/** Both as one, as `now` has them where both do; `now` alone when they do not touch. */
export function joined(before: Window, now: Window): Window {
  const ends = [before, now].map(({ from, rows }) => from + rows.length);
  const [beforeEnd = 0, nowEnd = 0] = ends;
  const from = Math.min(before.from, now.from);
  const touch = now.from <= beforeEnd && before.from <= nowEnd;
  if (!touch || Math.max(...ends) - from > MAX_HELD_ROWS) return now;
  const earlier = before.rows.slice(0, Math.max(0, now.from - before.from));
  const later = before.rows.slice(Math.max(0, nowEnd - before.from));
  const { place } = from === now.from ? now : before;
  return { from, place, rows: [...earlier, ...now.rows, ...later] };
}

/**
 * Asks for the rows around the view unless they are here or on their way. What goes on at
 * the end is not followed while something is selected.
 */
export function covered(
  past: OpenPast,
  size: Size,
  effects: readonly PastEffect[],
): PastStep {
  const { rows, asked, extent, top, wrote, session, selection } = past;
  const here: Span = { from: rows.from, count: rows.rows.length };
  const wanted = visible(past, size);
  const more = wrote && !selection && top >= lastTop(past, size.rows);
  const known = holds(here, wanted) && !more;
  if (known || (asked && holds(asked, wanted) && !more) || extent.end === extent.first)
    return [past, effects];
  const span = around(past, size);
  return [
    { ...past, asked: span, wrote: false },
    [...effects, { type: 'readHistory', session, span }],
  ];
}

function visible({ extent, top }: OpenPast, { rows }: Size): Span {
  const from = Math.max(top, extent.first);
  return { from, count: Math.min(rows, extent.end - from) };
}

/** How many rows are read beyond each edge: a page either way needs no wait. */
export function margin({ rows }: Size): number {
  return 2 * rows;
}

/** The rows that a view wants at hand. */
export function around({ top }: Pick<OpenPast, 'top'>, size: Size): Span {
  const from = Math.max(0, top - margin(size));
  return { from, count: size.rows + 2 * margin(size) };
}

function holds(outer: Span, inner: Span): boolean {
  return inner.from >= outer.from && inner.from + inner.count <= outer.from + outer.count;
}
