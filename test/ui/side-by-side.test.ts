import { afterEach, describe, expect, it, vi } from 'vitest';
import Output from '../../node_modules/ink/build/output.js';
import { assert } from '../../src/base/assert.js';
import type { ConsoleState } from '../../src/console/state.js';
import { Emulator } from '../../src/screen/emulator.js';
import { columnsOfText } from '../../src/screen/text-width.js';
import { sideBySide, type Operation } from '../../src/ui/side-by-side.js';
import { aConsole, aStatus, aWorkstream, after } from '../helpers/console-state.js';
import { press } from '../helpers/press.js';
import { random, seeds, type Random } from '../helpers/random.js';
import { picture } from './picture.js';

const SIZE = { columns: 24, rows: 5 };

const NO_CLIP = { x1: undefined, x2: undefined, y1: undefined, y2: undefined };

describe('texts that stand side by side', () => {
  it('are lines with spaces between, in whatever order they came', () => {
    expect(
      lines([write(6, 0, '漢字│'), write(0, 0, 'one'), write(1, 1, 'a\nb')], 3),
    ).toBe('one   漢字│\n a\n b');
  });

  it('are left to Ink where one covers or cuts another', () => {
    expect(lines([write(0, 0, 'covered'), write(3, 0, 'x')], 1)).toBeUndefined();
    expect(
      lines([{ type: 'clip', clip: { x1: 0, x2: 3 } }, write(0, 0, 'four')], 1),
    ).toBeUndefined();
    expect(lines([write(-1, 0, 'x')], 1)).toBeUndefined();
  });

  it('are cut below and above', () => {
    const clip = { y1: 1, y2: 2 };
    const written = [write(0, 1, 'in\nbelow'), write(0, 0, 'above')];
    expect(lines([{ type: 'clip', clip }, ...written], 3)).toBe('\nin\n');
  });

  it.each(seeds(20))('look as Ink draws them: seed %i', (seed) => {
    const rng = random(seed);
    let compared = 0;
    rng.times(60, 60, () => {
      const operations = rng.times(1, 5, () => anOperation(rng));
      const own = lines(operations, SIZE.rows);
      if (own === undefined) return;
      compared += 1;
      expect({ operations, cells: cells(own) }).toEqual({
        operations,
        cells: cells(byInk(operations)),
      });
    });
    expect(compared).toBeGreaterThan(10);
  });
});

describe('of the chrome', () => {
  afterEach(() => vi.restoreAllMocks());

  const two = aConsole({ columns: 80, rows: 24 });
  const many = Array.from({ length: 30 }, (_, at) => aWorkstream(`w${at}`));
  it.each<[string, ConsoleState]>([
    ['a small screen', two],
    ['a large one', aConsole({ columns: 160, rows: 50 })],
    ['one without panes', after(two, [{ type: 'sessions', sessions: [] }])],
    [
      'many workstreams',
      after(two, [{ type: 'status', status: aStatus({ workstreams: many }) }]),
    ],
    ['a dialog', press(two, 'ctrl+space ?')],
  ])('%s is drawn so, and looks as Ink draws it', (_, state) => {
    const { mock } = vi.spyOn(Output.prototype, 'get');
    picture(state);
    const pictures = mock.contexts.map((output, at) => {
      assert(output instanceof Output, 'a picture has an output');
      const operations: readonly Operation[] = Reflect.get(output, 'operations');
      const own = lines(operations, output.height);
      return { own, ink: mock.results[at]?.value.output };
    });
    // The titles of panes stand in a rule, and are few.
    const drawn = pictures.filter(({ own }) => own !== undefined);
    expect(drawn.length).toBeGreaterThanOrEqual(2);
    for (const { own, ink } of drawn) expect(cells(own)).toEqual(cells(ink));
  });
});

function lines(operations: readonly Operation[], height: number): string | undefined {
  return sideBySide(operations, { height, columnsOf: columnsOfText });
}

function write(x: number, y: number, text: string): Operation {
  return { type: 'write', x, y, text, transformers: [] };
}

function anOperation(rng: Random): Operation {
  if (rng.chance(0.1)) return { type: 'unclip' };
  if (rng.chance(0.1)) {
    const [x1, y1] = [rng.between(0, 8), rng.between(0, 2)];
    return { type: 'clip', clip: { x1, x2: x1 + 16, y1, y2: y1 + 2 } };
  }
  const line = () =>
    rng.times(0, 3, () => rng.pick(['ab', ' ', '漢', '│', '…'])).join('');
  return {
    type: 'write',
    x: rng.between(0, 16),
    y: rng.between(-1, 4),
    text: rng.times(1, 3, line).join('\n'),
    transformers: rng.chance(0.5)
      ? [(text, index) => `\x1b[3${index + 1}m${text}\x1b[39m`]
      : [],
  };
}

function byInk(operations: readonly Operation[]): string {
  const output = new Output({ width: SIZE.columns, height: SIZE.rows });
  for (const operation of operations) {
    if (operation.type === 'write')
      output.write(operation.x, operation.y, operation.text, {
        transformers: [...operation.transformers],
      });
    else if (operation.type === 'clip') output.clip({ ...NO_CLIP, ...operation.clip });
    else output.unclip();
  }
  return output.get().output;
}

/** Every cell of the screen: what stands there, and how. */
function cells(text = ''): unknown {
  using emulator = new Emulator({ size: { columns: 200, rows: 50 }, scrollback: 0 });
  emulator.write(Buffer.from(text.replaceAll('\n', '\r\n')));
  return Array.from({ length: 50 }, (_, y) => emulator.row(y));
}
