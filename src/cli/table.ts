/** Columns of foreign text, each as wide as its widest cell; the last one is cut to fit. */
import { plainText } from '../base/plain-text.js';
import type { Colour, Output } from './output.js';

export type Cell = { readonly text: string; readonly colour?: Colour };

const GAP = '  ';

/** The least that is left for the last column, even where that makes lines too long. */
const LEAST_LAST = 8;

export function table(
  rows: readonly (readonly Cell[])[],
  output: Pick<Output, 'paint' | 'columns'>,
): readonly string[] {
  const plain = rows.map((row) =>
    row.map((cell) => ({ ...cell, text: plainText(cell.text) })),
  );
  const widths = widthsOf(plain);
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, 0);
  const last = Math.max(LEAST_LAST, output.columns - before);

  return plain.map((row) =>
    row
      .map(({ text, colour }, index) => {
        const isLast = index === row.length - 1;
        const fitted = isLast ? cut(text, last) : text.padEnd(widths[index] ?? 0);
        return colour ? output.paint(colour, fitted) : fitted;
      })
      .join(GAP)
      .trimEnd(),
  );
}

function widthsOf(rows: readonly (readonly Cell[])[]): readonly number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, index) =>
    Math.max(0, ...rows.map((row) => row[index]?.text.length ?? 0)),
  );
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** `1 wave`, `2 waves`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
