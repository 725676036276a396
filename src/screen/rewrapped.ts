/** Rows of the past at another width than theirs. Pure. */
import type { PastRow } from './packed-rows.js';
import type { Layout } from './row-shape.js';
import { WORDS_PER_CELL, type Extra, type Row } from './row.js';

/** `rows` as `layout` says how they are at `columns`; it is their shape's. */
export function rewrapped(
  rows: readonly PastRow[],
  { texts, cells }: Layout,
  columns: number,
): readonly PastRow[] {
  const wrapped: PastRow[] = [];
  let y = 0;
  for (let at = 0; at < texts.length;) {
    const first = y++;
    while (rows[y]?.wrapped) y++;
    const cutter = new Cutter(joined(rows.slice(first, y).map(({ row }) => row)));
    const text = texts[at];
    for (let goesOn = rows[first]?.wrapped ?? false; texts[at] === text; at++) {
      const start = cells[at] ?? 0;
      const end = texts[at + 1] === text ? (cells[at + 1] ?? 0) : start + columns;
      wrapped.push({ row: cutter.cut(start, end), wrapped: goesOn });
      goesOn = true;
    }
  }
  return wrapped;
}

/** One row however long, of rows each of which goes on with the one before. */
export function joined(rows: readonly Row[]): Row {
  const [only] = rows;
  if (only && rows.length === 1) return only;
  const words = new Uint32Array(rows.reduce((sum, row) => sum + row.words.length, 0));
  const extras: Extra[] = [];
  let at = 0;
  for (const row of rows) {
    words.set(row.words, at);
    const before = at / WORDS_PER_CELL;
    for (const extra of row.extras)
      extras.push({ ...extra, column: before + extra.column });
    at += row.words.length;
  }
  return { words, extras };
}

/** A row without the cells before `start`. */
export function cut(row: Row, start: number): Row {
  return new Cutter(row).cut(start, Infinity);
}

/** Cuts a row into others, from its start to its end. */
class Cutter {
  readonly #row: Row;
  #nextExtra = 0;

  constructor(row: Row) {
    this.#row = row;
  }

  cut(start: number, end: number): Row {
    const { words, extras } = this.#row;
    const mine: Extra[] = [];
    for (; this.#nextExtra < extras.length; this.#nextExtra++) {
      const extra = extras[this.#nextExtra];
      if (!extra || extra.column >= end) break;
      if (extra.column >= start) mine.push({ ...extra, column: extra.column - start });
    }
    return {
      words: words.subarray(start * WORDS_PER_CELL, end * WORDS_PER_CELL),
      extras: mine,
    };
  }
}
