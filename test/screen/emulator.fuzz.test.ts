import { expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import type { Row } from '../../src/screen/row.js';
import { ScreenView } from '../../src/screen/screen-view.js';
import { random, type Random } from '../helpers/random.js';

const size = { columns: 20, rows: 6 };

/** Seeds that once failed stay here; the others are new on every run. */
const regressions: readonly number[] = [];
const fresh = Array.from({ length: 40 }, () => Math.floor(Math.random() * 1e6));

it.each([...regressions, ...fresh])(
  'any split of the bytes gives the same screen (seed %i)',
  (seed) => {
    const rng = random(seed);
    const bytes = Buffer.concat(rng.times(50, 200, () => Buffer.from(piece(rng))));
    const whole = anEmulator();
    whole.write(bytes);

    const split = anEmulator();
    for (let at = 0; at < bytes.length;) {
      const end = at + rng.between(1, 12);
      split.write(bytes.subarray(at, end));
      at = end;
    }
    expect(state(split)).toEqual(state(whole));
  },
);

it.each([...regressions, ...fresh])('updates add up to the screen (seed %i)', (seed) => {
  const rng = random(seed);
  const emulator = anEmulator();
  const view = new ScreenView(emulator);
  let copy: Row[] = [];
  rng.times(20, 60, () => {
    if (rng.chance(0.05))
      emulator.resize({ columns: rng.between(2, 30), rows: rng.between(1, 9) });
    emulator.write(Buffer.from(piece(rng)));
    const update = view.take();
    if (update?.full) copy = [];
    for (const { y, row } of update?.changes ?? []) copy[y] = row;
    expect(copy).toEqual(state(emulator).rows);
  });
});

function anEmulator(): Emulator {
  return new Emulator({ size, scrollback: 50 });
}

function state(emulator: Emulator) {
  const rows = Array.from({ length: emulator.size.rows }, (_, y) => emulator.row(y));
  const { cursor, modes, title, synchronized } = emulator;
  return {
    rows,
    cursor,
    modes,
    title,
    synchronized,
    text: emulator.text({ scrollback: true }),
  };
}

/**
 * Something that programs write, or that only a hostile one would. Not here: autowrap
 * turned off (`?7l`), where xterm puts the rest of a wide cluster that does not fit into
 * the last column now here, now there.
 */
function piece(rng: Random): string {
  const number = () => String(rng.chance(0.1) ? 2 ** 31 : rng.between(0, 25));
  const kinds = [
    () => rng.name(),
    () => rng.pick(['漢字', '🚀', '👨‍👩‍👧', 'e\u0301\u0323', '🇩🇪', '\u200d', '\ufe0f']),
    () =>
      rng.pick(['\r\n', '\r', '\b', '\t', '\x07', '\x1b7', '\x1b8', '\x1bM', '\x1bc']),
    () =>
      `\x1b[${number()}${rng.pick(['A', 'B', 'C', 'D', 'J', 'K', 'L', 'M', 'P', 'S', 'T', 'X', 'Z', '@', 'b', 'd'])}`,
    () => `\x1b[${number()};${number()}${rng.pick(['H', 'r', 'm'])}`,
    () => `\x1b[${rng.pick(['31', '48;5;99', '38;2;1;2;3', '4:3', '58;5;7', '7', '0'])}m`,
    () => `\x1b[?${rng.pick(['1049', '25', '6', '2026', '2004'])}${rng.pick(['h', 'l'])}`,
    () =>
      `\x1b]${rng.pick(['2;', '0;', '8;;http://', '8;;', '99;', '52;c;'])}${rng.name()}${rng.pick(['\x07', '\x1b\\', ''])}`,
    () =>
      rng.pick([
        '\x1bP$qm\x1b\\',
        '\x1b_Gq\x1b\\',
        '\x1b[>4;1m',
        '\x1b[>1u',
        '\x1b[<u',
        '\x9b5A',
      ]),
  ] as const;
  return rng.pick(kinds)();
}
