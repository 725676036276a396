/** A search of a past whose lines wrap, while it changes. */
import { expect, it } from 'vitest';
import { History } from '../../src/host/history.js';
import { search } from '../../src/host/search.js';
import { Emulator } from '../../src/screen/emulator.js';
import { KeptRows } from '../../src/screen/kept-rows.js';

it('finds what is broken over two rows at any width, each of it once', async () => {
  const { emulator, history } = aPast(500, 'a needle in a haystack of 漢字 and letters');
  for (const columns of [40, 11, 7, 23, 80, 5]) {
    emulator.resize({ columns, rows: 6 });
    expect(await totalOf(history, 'needle')).toBe(500);
    expect(await totalOf(history, 'stack of 漢字 and')).toBe(500);
  }
});

it('begins again when the width changes under it', async () => {
  const { emulator, history } = aPast(2000, 'a needle in a haystack');
  const answer = search(() => history, { text: 'needle', ignoreCase: false });
  emulator.resize({ columns: 9, rows: 6 });
  const { extent, total, matches } = await answer;
  expect(extent).toEqual(history.extent);
  expect([total, matches[1]?.line]).toEqual([2000, 3]);
});

/** Some lines that are packed, and some that are not. */
function aPast(lines: number, text: string) {
  const kept = new KeptRows({ rows: 1e6, bytes: 1e9 });
  const size = { columns: 40, rows: 6 };
  const emulator = new Emulator({ size, scrollback: 100, settled: 5000, kept });
  for (let line = 0; line < lines; line++) {
    emulator.write(Buffer.from(`${text}\r\n`));
    if (line < lines / 2) while (kept.pack() || emulator.handOn(Infinity));
  }
  return { emulator, history: new History(emulator, kept) };
}

async function totalOf(history: History, text: string): Promise<number> {
  return (await search(() => history, { text, ignoreCase: false })).total;
}
