/** A row as the runs of text in it that look alike, for whatever is no terminal's frame. */
import { cellText } from '../screen/row-text.js';
import { WIDTH_SHIFT, WORDS_PER_CELL, type Extra, type Row } from '../screen/row.js';
import { printable, safeLink } from './printable.js';
import { DEFAULT_STYLE, sameStyle, type Style } from './sgr.js';
import { styleOfCell } from './style-of-cell.js';

export type Run = {
  /** Without control characters. */
  readonly text: string;
  /** How many cells it covers. */
  readonly cells: number;
  readonly style: Style;
  /** The target of a hyperlink; empty when it is none. */
  readonly link: string;
};

/** From the left; blanks of no colour at the row's end are left out. */
export function runsOf(row: Row): readonly Run[] {
  const extras = new Map(row.extras.map((extra) => [extra.column, extra]));
  const runs: Run[] = [];
  for (let at = 0; at < row.words.length; at += WORDS_PER_CELL) {
    const cell = cellAt(row, at, extras.get(at / WORDS_PER_CELL));
    const last = runs.at(-1);
    if (!cell) continue;
    if (last && joins(last, cell)) runs[runs.length - 1] = joined(last, cell);
    else runs.push(cell);
  }
  return trimmed(runs);
}

function cellAt(row: Row, at: number, extra: Extra | undefined): Run | undefined {
  const width = (row.words[at] ?? 0) >>> WIDTH_SHIFT;
  if (width === 0) return undefined;
  const foreground = row.words[at + 1] ?? 0;
  const background = row.words[at + 2] ?? 0;
  return {
    text: printable(cellText(row, at)),
    cells: width,
    style: styleOfCell(foreground, background, extra),
    link: safeLink(extra?.link ?? ''),
  };
}

/** A wide character stays alone: not every font gives it two cells. */
function joins(one: Run, other: Run): boolean {
  const narrow = one.cells === one.text.length && other.cells === other.text.length;
  return narrow && one.link === other.link && sameStyle(one.style, other.style);
}

function joined(one: Run, other: Run): Run {
  return { ...one, text: one.text + other.text, cells: one.cells + other.cells };
}

function trimmed(runs: readonly Run[]): readonly Run[] {
  const last = runs.at(-1);
  if (!last || last.link !== '' || !sameStyle(last.style, DEFAULT_STYLE)) return runs;
  const text = last.text.trimEnd();
  const cut = last.text.length - text.length;
  const rest = runs.slice(0, -1);
  return text === '' ? rest : [...rest, { ...last, text, cells: last.cells - cut }];
}
