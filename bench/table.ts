/** The results as one table, for people and for the documents. */
import { barText, isMet, ratio, type Figures, type Results } from './results.js';
import { rows, type Row } from './rows.js';

const HEADER = ['what', 'unit', 'wtmux', 'tmux', 'ratio', 'bar', 'met'] as const;

/** One line for each row that was measured. */
export function tableLines(results: Results): readonly (readonly string[])[] {
  const lines = rows.flatMap((row) => {
    const figures = results.get(row.id);
    return figures ? [tableLine(row, figures)] : [];
  });
  return [HEADER, ...lines];
}

function tableLine(row: Row, figures: Figures): readonly string[] {
  const times = ratio(figures);
  return [
    row.what,
    row.unit,
    shortNumber(figures.wtmux),
    figures.tmux === undefined ? '' : shortNumber(figures.tmux),
    times === undefined ? '' : `${shortNumber(times)}x`,
    barText(row),
    metText(row, figures),
  ];
}

function metText({ bar }: Row, figures: Figures): string {
  if (bar.type === 'none') return '';
  const met = isMet(bar, figures);
  return met === undefined ? '?' : met ? 'yes' : 'NO';
}

export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = HEADER.map((_, column) =>
    Math.max(...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, column) =>
          isText(column)
            ? cell.padEnd(widths[column] ?? 0)
            : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function isText(column: number): boolean {
  return column < 2 || column > 4;
}

/** Three digits that count. */
export function shortNumber(value: number): string {
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  return value.toFixed(2);
}
