/**
 * The compositor's law, against the emulator: a terminal that shows the layers before and
 * is given what a canvas says shows the layers now.
 */
import { expect, it } from 'vitest';
import { ALL_CAPABILITIES } from '../../src/compositor/capabilities.js';
import { Canvas, type Layer } from '../../src/compositor/canvas.js';
import { blankFrame, type Frame } from '../../src/compositor/frame.js';
import { paintLine } from '../../src/compositor/paint.js';
import type { Size } from '../../src/domain/session.js';
import { Emulator } from '../../src/screen/emulator.js';
import type { Row } from '../../src/screen/row.js';
import { random, seeds, type Random } from '../helpers/random.js';

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(30);
const size = { columns: 30, rows: 8 };

it.each([...regressions, ...fresh])('seed %i', (seed) => {
  const rng = random(seed);
  using outer = terminal(size);
  const canvas = new Canvas(size);
  let layers: readonly Layer[] = [];
  outer.write(Buffer.from('\x1b[?7l'));
  for (let step = 0; step < 12; step++) {
    for (let changes = rng.between(1, 3); changes > 0; changes--)
      layers = changed(layers, rng);
    outer.write(Buffer.from(canvas.show(layers, ALL_CAPABILITIES)));
    expect(looks(screenOf(outer))).toEqual(looks(painted(layers)));
  }
});

/** Another layer in front, one fewer, or other rows in one of them. */
function changed(layers: readonly Layer[], rng: Random): readonly Layer[] {
  const index = rng.between(0, layers.length);
  const layer = layers[index];
  if (!layer) return [...layers, aLayer(rng)];
  if (rng.between(0, 2) === 0) return layers.toSpliced(index, 1);
  const { rows } = aLayer(rng);
  const some = layer.rows.map((row, y) =>
    rng.between(0, 1) === 0 ? row : (rows[y] ?? row),
  );
  return layers.with(index, { ...layer, rows: some });
}

function aLayer(rng: Random): Layer {
  using pane = terminal({ columns: rng.between(2, 30), rows: rng.between(1, 9) });
  pane.write(Buffer.from(rng.times(1, 30, () => scribble(rng)).join('')));
  const rect = {
    x: rng.between(0, 25),
    y: rng.between(0, 6),
    width: rng.between(1, 30),
    height: rng.between(1, 9),
  };
  const from = { x: rng.between(0, 2), y: rng.between(0, 2) };
  return { rows: rowsOf(pane), rect, from };
}

/** All layers, one after the other. */
function painted(layers: readonly Layer[]): Frame {
  const frame = blankFrame(size);
  for (const { rows, rect, from } of layers)
    for (let y = rect.y; y < Math.min(size.rows, rect.y + rect.height); y++)
      paintLine(frame, y, {
        row: rows[y - rect.y + (from?.y ?? 0)],
        left: rect.x,
        right: Math.min(size.columns, rect.x + rect.width),
        column: from?.x ?? 0,
      });
  return frame;
}

type Scribble = () => string;

function scribble(rng: Random): string {
  const colour = () => rng.between(0, 255);
  const choices: readonly [Scribble, ...Scribble[]] = [
    () => rng.name(),
    () => ' '.repeat(rng.between(1, 12)),
    () => rng.pick(['日本', '👩‍👩‍👧', 'é', 'e\u0301', '🚀', '한', '─│', '🇩🇪']),
    () => `\x1b[${rng.between(1, 9)};${rng.between(1, 30)}H`,
    () => `\x1b[${rng.pick(['0', '1', '2', '3', '4', '5', '7', '8', '9', '53'])}m`,
    () => `\x1b[${rng.pick(['4:3', '4:2', '4:5', '58:5:9', '58:2::1:2:3', '59'])}m`,
    () => `\x1b[${rng.pick(['21', '22', '24', '27', '4:0', '39;49'])}m`,
    () => `\x1b[${rng.between(30, 37)};${rng.between(100, 107)}m`,
    () => `\x1b[38;5;${colour()};48;2;${colour()};0;9m`,
    () => `\x1b]8;;https://example.org/${rng.name()}\x1b\\`,
    () => '\x1b]8;;\x1b\\',
    () => '\x1b[K',
    () => '\r\n',
  ];
  return rng.pick(choices)();
}

function terminal(of: Size): Emulator {
  return new Emulator({ size: of, scrollback: 0 });
}

function rowsOf(emulator: Emulator): readonly Row[] {
  return Array.from({ length: emulator.size.rows }, (_, y) => emulator.row(y));
}

function screenOf(emulator: Emulator): Frame {
  const rect = { x: 0, y: 0, width: size.columns, height: size.rows };
  return painted([{ rows: rowsOf(emulator), rect }]);
}

/** Every cell as a line, so that a failure names the cell. */
function looks({ words, extras, columns }: Frame): readonly string[] {
  return Array.from({ length: words.length / 3 }, (_, index) => {
    const [a = 0, b = 0, c = 0] = words.subarray(index * 3, index * 3 + 3);
    const {
      text = '',
      underline = 0,
      underlineColour = 0,
      link = '',
    } = extras.get(index) ?? {};
    // A colour that an underline would have is remembered by xterm without one.
    const line = (b & 0x10000000) === 0 ? '' : `${underline || 1} ${underlineColour}`;
    const place = `${Math.floor(index / columns)},${index % columns}`;
    const cluster = (a & 0x200000) === 0 ? '' : text;
    return [
      place,
      a.toString(16),
      b.toString(16),
      (c & ~0x10000000).toString(16),
      cluster,
      line,
      link,
    ].join(' ');
  });
}
