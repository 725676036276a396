import { describe, expect, it } from 'vitest';
import { MAX_HISTORY_ROWS, type Extent } from '../../src/protocol/history.js';
import { pastPages, type ReadHistory } from '../../src/protocol/past-pages.js';
import { RowPacker } from '../../src/screen/packed-rows.js';
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

/** A session that writes a line for each that it drops; at the nth answer its oldest is the nth. */
function aPast(oldest: readonly number[] = [0]): ReadHistory {
  let asked = 0;
  return (wanted, count) => {
    const first = oldest[Math.min(asked++, oldest.length - 1)] ?? 0;
    const end = END + first;
    const extent: Extent = { first, screen: end - 24, end, numbering: 0 };
    const from = Math.max(first, wanted);
    const rows = Math.min(count, MAX_HISTORY_ROWS, end - from);
    const place = { text: from, cell: 0 };
    return Promise.resolve({ extent, from, place, rows: blank(rows) });
  };
}

function blank(count: number): string {
  const packer = new RowPacker();
  for (let line = 0; line < count; line++) packer.add(BLANK_ROW, false);
  return Buffer.from(packer.peek()).toString('base64');
}

/** Where each page begins, and where the last one ends. */
async function linesOf(
  read: ReadHistory,
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
