import type { Emulator } from '../../src/screen/emulator.js';
import {
  IS_CLUSTER,
  CODE_POINT,
  WIDTH_SHIFT,
  WORDS_PER_CELL,
  type Row,
} from '../../src/screen/row.js';

/** The characters of a screen, its rows parted by `|`. */
export function screen(emulator: Emulator): string {
  const { columns, rows } = emulator.size;
  return Array.from({ length: rows }, (_, y) => line(emulator.row(y), columns)).join('|');
}

/** The characters of a row, blanks filled up to `columns`. */
export function line({ words, extras }: Row, columns: number): string {
  let text = '';
  for (let at = 0; at < words.length; at += WORDS_PER_CELL) {
    const word = words[at] ?? 0;
    const column = at / WORDS_PER_CELL;
    if (word >>> WIDTH_SHIFT === 0) continue;
    if ((word & IS_CLUSTER) === 0)
      text += String.fromCodePoint(word & CODE_POINT || 0x20);
    else text += extras.find((extra) => extra.column === column)?.text ?? '?';
  }
  return text + ' '.repeat(Math.max(0, columns - words.length / WORDS_PER_CELL));
}
