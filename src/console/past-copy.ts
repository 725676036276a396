/**
 * Copies what is selected of a past. Rows at hand are taken as the person saw them: a
 * program that floods may have had the host drop them by now.
 */
import type { Selection } from '../domain/clipboard.js';
import { historyRows } from '../protocol/history.js';
import type { PastRow } from '../screen/packed-rows.js';
import { WORDS_PER_CELL } from '../screen/row.js';
import { charactersText } from './call.js';
import type { ConsoleEvent } from './event.js';
import type { PastEffect } from './past-effect.js';
import { textOf, type Range } from './past-selection.js';
import type { Rows } from './past.js';
import type { HostLink } from './perform-past.js';

type Copy = Extract<PastEffect, { readonly type: 'copy' }>;

export type CopySurroundings = {
  readonly host: HostLink;
  /** Takes a text to the clipboard of the person. */
  readonly copy: (text: string, selection?: Selection) => void;
};

/** Terminals take no more in one clipboard sequence, and nobody pastes more. */
const MAX_COPY_BYTES = 1024 * 1024;

/** Rows that are read at a time for a copy. */
const COPY_ROWS = 500;

/** Never rejects. */
export async function copied(
  effect: Copy,
  { host, copy }: CopySurroundings,
): Promise<ConsoleEvent> {
  const { range } = effect;
  const pieces = await piecesOf(effect, host);
  if (pieces.length === 0)
    return noticed('warning', 'not copied: what is selected is no longer kept');
  const text = pieces.map((piece) => textIn(piece, range)).join('\n');
  if (text.trim() === '') return noticed('info', 'nothing but blanks is selected');
  if (Buffer.byteLength(text) > MAX_COPY_BYTES)
    return noticed('warning', 'not copied: more than 1 MB is selected');
  copy(text);
  const rows = pieces.reduce((sum, piece) => sum + piece.rows.length, 0);
  const missing = range.to.line + 1 - range.from.line - rows;
  if (missing === 0) return noticed('info', `copied ${amount(text)}`);
  return noticed('warning', `copied ${amount(text)}; ${missing} more are no longer kept`);
}

function amount(text: string): string {
  const lines = text.split('\n').length;
  return lines === 1 ? charactersText(text) : `${lines} lines`;
}

/** What is left of a range when its beginning is gone begins with a whole line. */
function textIn({ from, rows }: Rows, range: Range): string {
  const isWhole = from === range.from.line || range.shape === 'block';
  const start = { line: from, column: isWhole ? range.from.column : 0 };
  return textOf(rows, { ...range, from: start });
}

type Piece = { readonly from: number; readonly rows: PastRow[] };

/** The range's lines, as far as they are at hand or kept; stops when there is too much of it. */
async function piecesOf(effect: Copy, host: HostLink): Promise<readonly Piece[]> {
  const { range, atHand } = effect;
  const pieces: Piece[] = [];
  let cells = 0;
  for (let next = range.from.line; next <= range.to.line && cells <= MAX_COPY_BYTES;) {
    const some = held(effect, next) ?? (await read(effect, next, host));
    if (some.rows.length === 0 && next >= atHand.from) break;
    add(pieces, some);
    cells += some.rows.reduce((sum, { row }) => sum + cellsOf(row), 0);
    next = some.rows.length > 0 ? some.from + some.rows.length : atHand.from;
  }
  return pieces;
}

function cellsOf({ words }: PastRow['row']): number {
  return words.length / WORDS_PER_CELL;
}

function add(pieces: Piece[], { from, rows }: Rows): void {
  const last = pieces.at(-1);
  if (last && last.from + last.rows.length === from) last.rows.push(...rows);
  else if (rows.length > 0) pieces.push({ from, rows: [...rows] });
}

/** From `line` on; undefined when it is not at hand. */
function held({ atHand, range }: Copy, line: number): Rows | undefined {
  const { from, rows } = atHand;
  if (line < from || line >= from + rows.length) return undefined;
  return { from: line, rows: rows.slice(line - from, range.to.line + 1 - from) };
}

/** From `line`, or the first after it that is kept, up to what is at hand. */
async function read(
  { session, range, numbering, atHand }: Copy,
  line: number,
  host: HostLink,
): Promise<Rows> {
  const end = range.to.line + 1;
  const until = atHand.from > line ? Math.min(atHand.from, end) : end;
  const count = Math.min(COPY_ROWS, until - line);
  const answer = await host.ask({ type: 'history', session, from: line, count });
  // Another width has come between: these lines are no longer told by their numbers.
  if (!answer.ok || answer.value.extent.numbering !== numbering)
    return { from: line, rows: [] };
  const { from } = answer.value;
  return { from, rows: historyRows(answer.value).slice(0, Math.max(0, until - from)) };
}

function noticed(level: 'info' | 'warning', text: string): ConsoleEvent {
  return { type: 'noticed', notice: { level, text, at: Date.now() } };
}
