/** Finds a text in all of a session's history, a block at a time, so that keys are answered. */
import { setImmediate } from 'node:timers/promises';
import { MAX_MATCHES, type Match, type SearchAnswer } from '../protocol/history.js';
import type { PastRow } from '../screen/packed-rows.js';
import { rowColumns, rowText } from '../screen/row-text.js';
import type { Row } from '../screen/row.js';
import type { History } from './history.js';

/** A line of text that wraps over so many rows is searched in parts. */
const MAX_WRAPPED_ROWS = 1000;

export type Query = { readonly text: string; readonly ignoreCase: boolean };

/** Rejects never. Lines that are dropped meanwhile are left out. */
export async function search(
  history: () => History,
  query: Query,
): Promise<SearchAnswer> {
  for (;;) {
    const answer = await searched(history, query);
    if (answer) return answer;
  }
}

/** Undefined when lines get other numbers meanwhile. */
async function searched(
  history: () => History,
  { text, ignoreCase }: Query,
): Promise<SearchAnswer | undefined> {
  const { extent } = history();
  if (text === '') return { extent, total: 0, matches: [] };
  const found = new Found(text, ignoreCase);
  for (let line = extent.first; line < extent.end;) {
    const { first, numbering } = history().extent;
    if (numbering !== extent.numbering) return undefined;
    line = Math.max(line, first);
    const rows = history().some(line);
    if (rows.length === 0) break;
    for (const row of rows) found.take(row, line++);
    await setImmediate();
  }
  return { extent, ...found.finish() };
}

/** Takes rows in their order, and knows where the text stands in them. */
export class Found {
  readonly #pattern: RegExp;
  #matches: Match[] = [];
  #total = 0;
  /** The rows of one line of text, so far. */
  #rows: Row[] = [];
  #first = 0;

  constructor(text: string, ignoreCase: boolean) {
    const literal = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
    this.#pattern = new RegExp(literal, ignoreCase ? 'giu' : 'gu');
  }

  take({ row, wrapped }: PastRow, line: number): void {
    const continues = wrapped && this.#rows.length < MAX_WRAPPED_ROWS;
    if (!continues || this.#first + this.#rows.length !== line) {
      this.#look();
      this.#first = line;
      this.#rows = [];
    }
    this.#rows.push(row);
  }

  finish(): Pick<SearchAnswer, 'total' | 'matches'> {
    this.#look();
    return { total: this.#total, matches: this.#matches.slice(-MAX_MATCHES) };
  }

  #look(): void {
    const text = this.#rows.map(rowText).join('');
    let cells: readonly Cell[] | undefined;
    for (const match of text.matchAll(this.#pattern)) {
      cells ??= cellsOf(this.#rows, this.#first);
      this.#total++;
      this.#matches.push(between(cells, match.index, match.index + match[0].length));
      if (this.#matches.length > 2 * MAX_MATCHES)
        this.#matches = this.#matches.slice(-MAX_MATCHES);
    }
  }
}

type Cell = {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
};

/** Where each UTF-16 unit of the rows' text stands. */
function cellsOf(rows: readonly Row[], first: number): readonly Cell[] {
  return rows.flatMap((row, index) => {
    const columns = rowColumns(row);
    let endColumn = columns.at(-1) ?? 0;
    return columns
      .slice(0, -1)
      .toReversed()
      .map((column, back, reversed) => {
        const after = reversed[back - 1] ?? endColumn;
        if (after > column) endColumn = after;
        return { line: first + index, column, endColumn };
      })
      .toReversed();
  });
}

function between(cells: readonly Cell[], start: number, end: number): Match {
  const from = cells[start] ?? { line: 0, column: 0 };
  const last = cells[end - 1] ?? { line: 0, endColumn: 0 };
  return {
    line: from.line,
    column: from.column,
    endLine: last.line,
    endColumn: last.endColumn,
  };
}
