/** The laws of the past: packing loses nothing, and no line is lost on its way out of the emulator. */
import { expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { RowPacker, unpackRows, type PastRow } from '../../src/screen/packed-rows.js';
import { SpareLines } from '../../src/screen/spare-lines.js';
import { random, seeds } from '../helpers/random.js';
import { aKept, type Kept } from './kept.js';
import { piece } from './pieces.js';

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(40);

it.each([...regressions, ...fresh])(
  'a small emulator and its keeper have what a large one has (seed %i)',
  (seed) => {
    const rng = random(seed);
    const small = aKept(3);
    const large = aKept(100_000);
    rng.times(50, 300, () => {
      const bytes = Buffer.from(rng.chance(0.3) ? '\r\n'.repeat(3) : piece(rng));
      small.emulator.write(bytes);
      large.emulator.write(bytes);
    });
    small.pack();
    expect(small.past()).toEqual(large.past());
    expect(small.emulator.lines.end).toBe(large.emulator.lines.end);
  },
);

it.each([...regressions, ...fresh])(
  'emulators of several widths share lines whose rows were packed (seed %i)',
  (seed) => {
    const rng = random(seed);
    const spares = new SpareLines();
    const pair = (columns: number): Pair => ({
      sharing: aKept(3, { spares, columns }),
      alone: aKept(100_000, { columns }),
    });
    const pairs = [pair(12), pair(20), pair(33)] as const;
    rng.times(200, 400, () => {
      const { sharing, alone } = rng.pick(pairs);
      const bytes = Buffer.from(rng.chance(0.6) ? '\r\n'.repeat(9) : piece(rng));
      sharing.emulator.write(bytes);
      alone.emulator.write(bytes);
      if (rng.chance(0.2)) sharing.pack();
    });
    for (const { sharing } of pairs) sharing.pack();
    for (const { sharing, alone } of pairs) expect(sharing.past()).toEqual(alone.past());
  },
);

it.each([...regressions, ...fresh])('no resize loses a line (seed %i)', (seed) => {
  const rng = random(seed);
  const { emulator, past, pack } = aKept(5);
  const written = rng.times(20, 60, () => {
    const name = rng.name().repeat(rng.between(1, 6));
    emulator.write(Buffer.from(`${name}\r\n`));
    if (rng.chance(0.3))
      emulator.resize({ columns: rng.between(2, 30), rows: rng.between(1, 9) });
    if (rng.chance(0.3)) pack();
    return name;
  });
  const text = past().map(({ row }) => letters(row.words));
  expect(text.join('').replaceAll(' ', '')).toBe(written.join(''));
});

it.each([...regressions, ...fresh])('rows are packed without loss (seed %i)', (seed) => {
  const rng = random(seed);
  const rows = rng.times(0, 20, (): PastRow => {
    const emulator = new Emulator({ size: { columns: 300, rows: 1 }, scrollback: 0 });
    rng.times(0, 40, () => emulator.write(Buffer.from(piece(rng))));
    return { row: emulator.row(0), wrapped: rng.chance(0.5) };
  });
  const packer = new RowPacker();
  for (const { row, wrapped } of rows) packer.add(row, wrapped);
  expect(unpackRows(packer.peek())).toEqual(rows);
  packer.clear();
  expect(unpackRows(packer.peek())).toEqual([]);
});

it('a link is packed once for each row, however many cells have it', () => {
  const emulator = new Emulator({ size: { columns: 300, rows: 1 }, scrollback: 0 });
  const link = `http://${'a'.repeat(4000)}`;
  emulator.write(Buffer.from(`\x1b]8;;${link}\x07${'x'.repeat(300)}`));
  const row = emulator.row(0);
  expect(row.extras.map((extra) => extra.link)).toEqual(Array(300).fill(link));
  const packer = new RowPacker();
  packer.add(row, false);
  expect(packer.peek().length).toBeLessThan(20_000);
  expect(unpackRows(packer.peek())).toEqual([{ row, wrapped: false }]);
});

type Pair = { readonly sharing: Kept; readonly alone: Kept };
function letters(words: Uint32Array): string {
  return [...words]
    .filter((_, index) => index % 3 === 0)
    .map((word) => String.fromCodePoint(word & 0x1fffff || 0x20))
    .join('');
}
