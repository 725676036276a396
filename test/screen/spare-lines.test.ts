import { expect, it } from 'vitest';
import { collectGarbage } from '../../src/host/tidying.js';
import { SpareLines } from '../../src/screen/spare-lines.js';
import { aKept, textsOf } from './kept.js';

const MEGABYTE = 1024 * 1024;
const COUNT = 2000;

/** As many megabytes as one has and, but for garbage, no test. */
const A_PIECE = 32;

it('what stays of many lines keeps nothing of their memory', async () => {
  const spares = new SpareLines();
  const { emulator, past, pack } = aKept(50, { spares, columns: 160, settled: COUNT });
  emulator.write(Buffer.from(numbered(COUNT)));
  pack();
  expect(arrayMegabytes()).toBeGreaterThan(A_PIECE);

  spares.clear();
  emulator.moveOut();
  collectGarbage();
  // Another thread lets go of them, and of what other tests left.
  await expect.poll(arrayMegabytes).toBeLessThan(A_PIECE);
  expect(textsOf(past())).toEqual(numbered(COUNT).trimEnd().split('\r\n'));
});

it('lines of another width lie in no others', () => {
  const spares = new SpareLines();
  const narrow = aKept(5, { spares, columns: 10 });
  const wide = aKept(5, { spares, columns: 40 });
  narrow.emulator.write(Buffer.from(numbered(COUNT / 2)));
  narrow.pack();
  wide.emulator.write(Buffer.from(numbered(COUNT / 2)));
  narrow.emulator.write(Buffer.from('end'));
  expect(textsOf(wide.past())).toEqual(
    numbered(COUNT / 2)
      .trimEnd()
      .split('\r\n'),
  );
  expect(textsOf(narrow.past()).at(-1)).toBe('end');
});

it('a wider screen leaves the lines beside each other as they are', () => {
  const { emulator, past } = aKept(20);
  emulator.write(Buffer.from(numbered(100)));
  emulator.resize({ columns: 60, rows: 6 });
  emulator.write(Buffer.from('end'));
  expect(textsOf(past())).toEqual([...numbered(100).trimEnd().split('\r\n'), 'end']);
});

function numbered(count: number): string {
  return Array.from({ length: count }, (_, index) => `line ${index}\r\n`).join('');
}

function arrayMegabytes(): number {
  return process.memoryUsage().arrayBuffers / MEGABYTE;
}
