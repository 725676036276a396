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

it.each([
  ['a screen', '\x1b[2S', ['1', '2', '3', '4'], ['3', '4']],
  ['more than a screen', '\x1b[9S', ['1', '2', '3', '4'], []],
  [
    'rows at the top',
    '\x1b[1;3r\x1b[2S',
    ['1', '2', '3', '', '', '4'],
    ['3', '', '', '4'],
  ],
  ['rows below the top', '\x1b[2;4r\x1b[2S', ['1', '4'], ['1', '4']],
  ['the alternate screen', '\x1b[?1049h\x1b[Ha\r\nb\x1b[S', ['b'], ['b']],
])('what SU moves out of %s is kept above it', (_what, bytes, all, shown) => {
  const emulator = new Emulator({ size: { columns: 10, rows: 4 }, scrollback: 10 });
  emulator.write(Buffer.from(`1\r\n2\r\n3\r\n4${bytes}`));
  expect(emulator.text({ scrollback: true })).toEqual(all);
  expect(emulator.text({ scrollback: false })).toEqual(shown);
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
    () => `\x1b[${number()}${rng.pick(['T', '^', 'L', 'M'])}`,
    // Below the top of the screen: what goes out there xterm.js forgets.
    () => `\x1b[2;5r\x1b[${number()}S`,
    () => `\x1b[${number()};${rng.between(0, BARE.columns + 2)}H`,
    () => rng.pick(SEQUENCES),
    // Some of it wraps.
    () => rng.times(1, 6, () => rng.pick(['text', '漢字', 'e\u0301', ' '])).join(''),
  ] as const;
  return rng.times(1, 4, () => rng.pick(kinds)()).join('');
}
