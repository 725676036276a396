/** The law of wide characters: whatever cuts one, no half of it stays. */
import { expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { WIDTH_SHIFT, WORDS_PER_CELL } from '../../src/screen/row.js';
import { random, seeds, type Random } from '../helpers/random.js';
import { screen } from './picture.js';

const size = { columns: 12, rows: 4 };

it.each([
  ['ICH in the middle of one', '字字\x1b[2G\x1b[@', '   字'],
  ['ICH before one that goes over the edge', 'abcdefgh字\x1b[G\x1b[3@', '   abcdefgh'],
  ['DECIC in the middle of one', "字字\x1b[2G\x1b['}", '   字'],
  ['DECIC where others stood', "a好字好字b好好\x1b[1;6H\x1b[3'}", 'a好字   好字'],
  ['print over a half without autowrap', '\x1b[?7labcdefghij字x', 'abcdefghij x'],
])('keeps whole: %s', (_what, bytes, shown) => {
  const terminal = new Emulator({ size, scrollback: 0 });
  terminal.write(Buffer.from(bytes));
  expect(screen(terminal).split('|')[0]?.trimEnd()).toBe(shown);
});

it.each(seeds(20))('no half stays alone (seed %i)', (seed) => {
  const rng = random(seed);
  rng.times(20, 60, () => {
    using terminal = new Emulator({ size, scrollback: 0 });
    const written = rng.times(3, 15, () => {
      const bytes = rng.pick(KINDS)(rng);
      terminal.write(Buffer.from(bytes));
      return bytes;
    });
    expect({ written, halves: halves(terminal) }).toEqual({ written, halves: [] });
  });
});

type Write = (rng: Random) => string;

const TEXTS = ['好', '字', 'a', '🚀', 'e\u0301', 't\ufe0f', '❤\ufe0f'] as const;
const EDITS = ['@', 'P', 'X', 'L', 'M', 'S', 'T', "'}", "'~", ' @', ' A'] as const;
const ERASURES = ['J', '1J', '2J', 'K', '1K', '2K', '?J', '?1K'] as const;
const SWITCHES = ['?7h', '?7l', '4h', '4l', '?69h', '?69l', '1"q', '0"q'] as const;

const KINDS: readonly [Write, ...Write[]] = [
  (rng) => rng.times(1, 9, () => rng.pick(TEXTS)).join(''),
  (rng) => `${place(rng)}\x1b[${rng.pick(['', '2', '3', '5'])}${rng.pick(EDITS)}`,
  (rng) => `${place(rng)}\x1b[${rng.pick(ERASURES)}`,
  (rng) => place(rng) + rng.pick(['\x1b6', '\x1b9', '\x1bM', '\x1bD', '\r', '\b']),
  (rng) => `\x1b[${rng.pick(SWITCHES)}`,
  (rng) => `\x1b[${rng.pick(['2;5', '3;8', '4;12', '1;3'])}s`,
  (rng) => `\x1b[${rng.pick(['1;2;3;5', '2;3;4;12', '1;1;2;6'])}$z`,
  (rng) => `\x1b[${rng.pick(['1;2;3;5', '2;3;4;12', '1;1;2;6'])};1;1;4;1$v`,
];

function place(rng: Random): string {
  const rows = ['1', '2', '3', '4'] as const;
  const columns = ['1', '2', '3', '4', '5', '8', '10', '11', '12'] as const;
  return `\x1b[${rng.pick(rows)};${rng.pick(columns)}H`;
}

/** Rows and columns of halves whose other half is not beside them. */
function halves(terminal: Emulator): readonly string[] {
  return Array.from({ length: size.rows }, (_, y) => {
    const { words } = terminal.row(y);
    const widths = Array.from(
      { length: words.length / WORDS_PER_CELL },
      (_cell, column) => (words[column * WORDS_PER_CELL] ?? 0) >>> WIDTH_SHIFT,
    );
    return widths.flatMap((width, column) => {
      const isHalf =
        (width === 0 && widths[column - 1] !== 2) ||
        (width === 2 && widths[column + 1] !== 0);
      return isHalf ? [`${y},${column}`] : [];
    });
  }).flat();
}
