/** The rows of a past as its pane shows them, with what is selected and found marked. */
import { highlighted, type Highlight } from '../compositor/highlight.js';
import type { Size } from '../domain/session.js';
import type { Match } from '../protocol/history.js';
import { BLANK_ROW, WORDS_PER_CELL, type Row } from '../screen/row.js';
import { columnsIn, selectedRange } from './past-selection.js';
import { drawnTop, rowAt, type Cell, type OpenPast } from './past.js';

export type PastPicture = {
  readonly rows: readonly Row[];
  /** Undefined while it is not among them. */
  readonly cursor: Cell | undefined;
};

export function pastPicture(past: OpenPast, { columns, rows }: Size): PastPicture {
  const top = drawnTop(past, rows);
  const range = selectedRange(past);
  const marks = marksIn(past, top, rows);
  const picture = Array.from({ length: rows }, (_, y) => {
    const line = top + y;
    const row = rowAt(past, line);
    const selected = range && columnsIn(range, { line, row });
    const highlights: readonly Highlight[] = [
      ...(marks.get(line) ?? []),
      ...(selected ? [{ ...selected, look: 'selected' } as const] : []),
    ];
    return highlighted(row ?? BLANK_ROW, highlights, columns);
  });
  const y = past.cursor.line - top;
  const inView = past.by !== 'pointer' && y >= 0 && y < rows;
  return { rows: picture, cursor: inView ? { x: past.cursor.column, y } : undefined };
}

/** What was found in the lines that are shown. */
function marksIn(
  past: OpenPast,
  top: number,
  count: number,
): ReadonlyMap<number, readonly Highlight[]> {
  const marks = new Map<number, Highlight[]>();
  const { matches, current } = past.search?.found ?? { matches: [], current: -1 };
  for (const [index, match] of matches.entries()) {
    if (match.endLine < top || match.line >= top + count) continue;
    for (let line = match.line; line <= match.endLine; line++) {
      const look = index === current ? 'current' : 'match';
      const cells = cellsOf(match, line, rowAt(past, line));
      marks.set(line, [...(marks.get(line) ?? []), { ...cells, look }]);
    }
  }
  return marks;
}

/** A match that goes on in the next row is marked to the last cell of this one. */
function cellsOf(match: Match, line: number, row = BLANK_ROW) {
  return {
    from: line === match.line ? match.column : 0,
    to: line === match.endLine ? match.endColumn : row.words.length / WORDS_PER_CELL,
  };
}
