import { expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import type { Row } from '../../src/screen/row.js';
import { ScreenView } from '../../src/screen/screen-view.js';
import { random, seeds } from '../helpers/random.js';
import { piece } from './pieces.js';

const size = { columns: 20, rows: 6 };

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(40);

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
