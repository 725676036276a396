/** An emulator whose rows are all kept, and both together. */
import { Emulator } from '../../src/screen/emulator.js';
import { KeptRows } from '../../src/screen/kept-rows.js';
import type { PastRow } from '../../src/screen/packed-rows.js';
import { rowText } from '../../src/screen/row-text.js';
import { SpareLines } from '../../src/screen/spare-lines.js';

export type Kept = ReturnType<typeof aKept>;

export function aKept(
  scrollback: number,
  { spares = new SpareLines(), columns = 20, settled = 2000 } = {},
) {
  const kept = new KeptRows({ rows: 1e6, bytes: 1e9 });
  const size = { columns, rows: 6 };
  const emulator = new Emulator({ size, scrollback, spares, settled, kept });
  const pack = () => {
    while (kept.pack() || emulator.handOn(Infinity));
  };
  const past = () => {
    const { first, own, end } = emulator.lines;
    const rows: PastRow[] = [];
    while (rows.length < own - first) rows.push(...kept.read(rows.length));
    for (let line = own; line < end; line++) rows.push(emulator.line(line));
    return rows;
  };
  return { emulator, past, pack };
}

/** Without blanks at their ends, and without empty ones at the end. */
export function textsOf(rows: readonly PastRow[]): readonly string[] {
  const texts: string[] = [];
  for (const { row, wrapped } of rows) {
    const start = wrapped ? texts.pop() : '';
    texts.push(start + rowText(row));
  }
  const trimmed = texts.map((text) => text.trimEnd());
  return trimmed.slice(0, trimmed.findLastIndex((text) => text !== '') + 1);
}
