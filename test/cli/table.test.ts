import { expect, it } from 'vitest';
import { duration } from '../../src/domain/time.js';
import { table } from '../../src/cli/table.js';

const plain = { columns: 30, paint: (_colour: unknown, text: string) => text };

it('gives every column the width of its widest cell, and cuts the last', () => {
  const rows = [
    [{ text: 'TD2' }, { text: 'working' }, { text: 'editing src/config.py' }],
    [{ text: 'WS10' }, { text: 'done' }, { text: '' }],
  ];
  expect(`\n${table(rows, plain).join('\n')}`).toBe(`
TD2   working  editing src/co…
WS10  done`);
});

it('lets no foreign text move the cursor', () => {
  expect(table([[{ text: 'a\u001b[2Jb\nc' }]], plain)).toEqual([
    'a\u{fffd}[2Jb\u{fffd}c',
  ]);
});

it.each([
  [-5, '0s'],
  [4_400, '4s'],
  [59_600, '1m'],
  [105_000, '1m 45s'],
  [3_600_000, '1h'],
  [11_100_000, '3h 5m'],
  [176_400_000, '2d 1h'],
])('says %i ms as %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});
