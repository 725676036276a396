/** Lines that go up and down: as in xterm.js, but none is made for them. */
import { expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { moveLines } from '../../src/screen/line-moves.js';
import { random, seeds, type Random } from '../helpers/random.js';
import { BARE, bareCore, pictureOf } from './bare-core.js';

it.each([
  ['up', 'S'],
  ['down', 'T'],
  ['to make room', 'L'],
  ['over deleted ones', 'M'],
])('a program that moves lines %s all the time fills no memory', (_where, final) => {
  const emulator = new Emulator({
    size: { columns: 200, rows: 60 },
    scrollback: 100,
  });
  const moves = Buffer.from(`\x1b[H\x1b[60${final}`.repeat(50));
  emulator.write(moves);
  const before = process.memoryUsage().arrayBuffers;
  emulator.write(moves);
  // A screen has 144 KB; each of these moves made one.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(500_000);
});

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(25);

it.each([...regressions, ...fresh])('lines move as in xterm.js (seed %i)', (seed) => {
  const rng = random(seed);
  const [own, xterms] = [bareCore(10), bareCore(10)];
  moveLines(own);
  rng.times(20, 200, () => {
    const bytes = Buffer.from(written(rng));
    for (const core of [own, xterms]) core._inputHandler.parse(bytes);
    expect(pictureOf(own)).toEqual(pictureOf(xterms));
  });
});

const SEQUENCES = [
  '\x1b[42m',
  '\x1b[m',
  '\x1b[4:3m',
  '\x1b[?6h',
  '\x1b[?6l',
  '\x1b[2;5r',
  '\x1b[r',
  '\x1b[?1049h',
  '\x1b[?1049l',
  '\r\n',
  '\x1bM',
] as const;

function written(rng: Random): string {
  const number = () => rng.between(0, BARE.rows + 2);
  const kinds = [
    () => `\x1b[${number()}${rng.pick(['S', 'T', '^', 'L', 'M'])}`,
    () => `\x1b[${number()};${rng.between(0, BARE.columns + 2)}H`,
    () => rng.pick(SEQUENCES),
    // Some of it wraps.
    () => rng.times(1, 6, () => rng.pick(['text', '漢字', 'e\u0301', ' '])).join(''),
  ] as const;
  return rng.times(1, 4, () => rng.pick(kinds)()).join('');
}
