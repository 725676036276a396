/** The text of a row, and which cell each of its characters is in. */
import { CODE_POINT, IS_CLUSTER, WIDTH_SHIFT, WORDS_PER_CELL, type Row } from './row.js';

/** Blanks are spaces; nothing is cut. */
export function rowText(row: Row): string {
  let text = '';
  for (let at = 0; at < row.words.length; at += WORDS_PER_CELL) text += cellText(row, at);
  return text;
}

/** The column of each UTF-16 unit of `rowText`, and the one after the row's last. */
export function rowColumns(row: Row): readonly number[] {
  const columns: number[] = [];
  for (let at = 0; at < row.words.length; at += WORDS_PER_CELL)
    for (const _unit of cellText(row, at).split('')) columns.push(at / WORDS_PER_CELL);
  return [...columns, row.words.length / WORDS_PER_CELL];
}

/** The characters of the cell whose words begin at `at`; none in the right half of a wide one. */
export function cellText({ words, extras }: Row, at: number): string {
  const word = words[at] ?? 0;
  if (word >>> WIDTH_SHIFT === 0) return '';
  if ((word & IS_CLUSTER) === 0) return String.fromCodePoint(word & CODE_POINT || SPACE);
  const column = at / WORDS_PER_CELL;
  return extras.find((extra) => extra.column === column)?.text ?? '\ufffd';
}

/** Whether a wide character begins in the cell before. */
export function isRightHalf({ words }: Row, column: number): boolean {
  const word = words[column * WORDS_PER_CELL];
  return column > 0 && word !== undefined && word >>> WIDTH_SHIFT === 0;
}

const SPACE = 0x20;
