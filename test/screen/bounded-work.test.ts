/** How much an emulator does at a time, whatever it is given. */
import { expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { random, seeds } from '../helpers/random.js';
import { piece } from './pieces.js';
import { screen } from './picture.js';

const size = { columns: 200, rows: 60 };

it.each([
  ['resets', '\x1bc'],
  ['inserts lines', '\x1b[2147483647L'],
  ['repeats', 'x\x1b[2147483647b'],
  ['scrolls', '\x1b[2147483647S'],
  ['copies the screen', '\x1b[$v'],
  ['fills the screen', '\x1b[35$x'],
  ['sums up the screen', '\x1b[*y'],
  ['changes screens', '\x1b[?1049h\x1b[?1049l'],
  ['changes its columns', '\x1b[?40h\x1b[?3h\x1b[?3l'],
  ['inserts columns', "\x1b[2147483647'}"],
  ['moves columns', '\x1b9'],
  ['goes back over lines', '\x1b[?1045h\x1b[?7h\x1b[2147483647D'],
  ['feeds lines between margins', '\x1b[?69h\x1b[2;199s\x1b[60;9H\n\n\n\n\n\n\n\n'],
])('is bounded when a program %s all the time', (_what, sequence) => {
  const emulator = new Emulator({ size, scrollback: 1000 });
  emulator.begin(Buffer.from(sequence));
  emulator.begin(Buffer.from(sequence.repeat(100)));
  let parts = 1;
  for (; emulator.unfinished; parts++) emulator.goOn();
  expect(parts).toBeGreaterThan(10);
});

it('is not parted when a program writes text', () => {
  const emulator = new Emulator({ size, scrollback: 1000 });
  emulator.begin(Buffer.from(`${'\x1b[38;5;9mx'.repeat(300)}\r\n`));
  expect(emulator.unfinished).toBe(false);
});

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(20);

it.each([...regressions, ...fresh])(
  'in parts does what it does at once (seed %i)',
  (seed) => {
    const rng = random(seed);
    const dear = [
      '\x1b[99L',
      '\x1b[1;1;20;99;1;3;5$v',
      '\x1b[35;9;9;40;190$x',
      '\x1b[2J',
      '\x1b9',
    ];
    const pieces = rng.times(200, 400, () =>
      rng.chance(0.3) ? rng.pick(['\x1bc', ...dear]) : piece(rng),
    );
    const bytes = Buffer.from(pieces.join(''));
    const whole = new Emulator({ size, scrollback: 1000 });
    const events = whole.write(bytes);
    const parted = new Emulator({ size, scrollback: 1000 });
    const told = [...parted.begin(bytes)];
    while (parted.unfinished) told.push(...parted.goOn());
    expect(told).toEqual(events);
    expect(screen(parted)).toBe(screen(whole));
  },
);
