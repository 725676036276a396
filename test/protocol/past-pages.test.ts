import { describe, expect, it } from 'vitest';
import { MAX_HISTORY_ROWS, type Extent } from '../../src/protocol/history.js';
import { pastPages, type PastReader } from '../../src/protocol/past-pages.js';
import { History } from '../../src/host/history.js';
import { placesOf, rowsOf } from '../../src/host/past-requests.js';
import { Emulator } from '../../src/screen/emulator.js';
import { KeptRows } from '../../src/screen/kept-rows.js';
import { RowPacker } from '../../src/screen/packed-rows.js';
import { rowText } from '../../src/screen/row-text.js';
import { BLANK_ROW } from '../../src/screen/row.js';

const END = 2500;

describe('the pages of a past', () => {
  it('have every line once, from the oldest or from the screen on', async () => {
    expect(await linesOf(aPast(), 'oldest')).toEqual([0, 1000, 2000, END]);
    expect(await linesOf(aPast(), 'screen')).toEqual([END - 24, END]);
  });

  it('leave out what was dropped meanwhile, and what was written', async () => {
    expect(await linesOf(aPast([0, 0, 1700]), 'oldest')).toEqual([0, 1700, END]);
    expect(await linesOf(aPast([0, 0, END - 1]), 'oldest')).toEqual([0, END - 1, END]);
  });

  it('end where all was dropped that there was', async () => {
    expect(await linesOf(aPast([0, 0, END]), 'oldest')).toEqual([0, 1000]);
    expect(await linesOf(aPast([0, 0, END + 900]), 'oldest')).toEqual([0, 1000]);
  });
});

it('go on from the same cell when the width changes between them', async () => {
  const lines = Array.from({ length: 900 }, (_, n) =>
    n % 7 === 0 ? '' : `${n}`.repeat(15),
  );
  const kept = new KeptRows({ rows: 1e6, bytes: 1e9 });
  const size = { columns: 40, rows: 5 };
  const emulator = new Emulator({ size, scrollback: 50, settled: 1e4, kept });
  emulator.write(Buffer.from(lines.map((line) => `${line}\r\n`).join('')));
  const history = new History(emulator, kept);
  const widths = [37, 11, 60, 7, 25, 40];
  const reader: PastReader = {
    rows: (from, count) => {
      const columns = widths.pop() ?? 40;
      emulator.resize({ columns, rows: 5 });
      return Promise.resolve(rowsOf(history, { from, count }));
    },
    place: (place, count) =>
      Promise.resolve(placesOf(history, { places: [place], before: 0, count })),
  };
  const read: string[] = [];
  for await (const { rows } of pastPages(reader, 'oldest'))
    for (const { row, wrapped } of rows) {
      const text = rowText(row);
      read.push(wrapped ? (read.pop() ?? '') + text : text);
    }
  expect(widths).toEqual([]);
  expect(read.slice(0, lines.length)).toEqual(lines);
});

/** A session that writes a line for each that it drops; at the nth answer its oldest is the nth. */
function aPast(oldest: readonly number[] = [0]): PastReader {
  let asked = 0;
  const rows: PastReader['rows'] = (wanted, count) => {
    const first = oldest[Math.min(asked++, oldest.length - 1)] ?? 0;
    const end = END + first;
    const extent: Extent = { first, screen: end - 24, end, numbering: 0 };
    const from = Math.max(first, wanted);
    const kept = Math.min(count, MAX_HISTORY_ROWS, end - from);
    const place = { text: from, cell: 0 };
    return Promise.resolve({ extent, from, place, rows: blank(kept) });
  };
  return { rows, place: () => Promise.reject(new Error('no line has another number')) };
}

function blank(count: number): string {
  const packer = new RowPacker();
  for (let line = 0; line < count; line++) packer.add(BLANK_ROW, false);
  return Buffer.from(packer.peek()).toString('base64');
}

/** Where each page begins, and where the last one ends. */
async function linesOf(
  read: PastReader,
  start: 'oldest' | 'screen',
): Promise<readonly number[]> {
  const begins: number[] = [];
  let end = 0;
  for await (const { from, rows } of pastPages(read, start)) {
    begins.push(from);
    end = from + rows.length;
  }
  return begins.at(-1) === end ? begins : [...begins, end];
}
