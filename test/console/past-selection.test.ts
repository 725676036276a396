/** What is selected in a past, by keys and by the pointer, and copied. */
import { describe, expect, it } from 'vitest';
import type { ConsoleEvent } from '../../src/console/event.js';
import { columnsIn, textOf } from '../../src/console/past-selection.js';
import type { PastEvent } from '../../src/console/past.js';
import { modeOf } from '../../src/console/state.js';
import { paneId, sessionId } from '../../src/domain/ids.js';
import { historyRows } from '../../src/protocol/history.js';
import { Emulator } from '../../src/screen/emulator.js';
import {
  aHistory,
  openPast,
  paneOfTen,
  pressedIn,
  told,
  type History,
} from '../helpers/past.js';

const ENTER = 'ctrl+space [';
const pane = paneId('s-A');
const session = sessionId('s-A');

describe('a selection', () => {
  const prose = aHistory(['one two', 'three', '+four five', 'see src/a-b.ts:12, then']);

  it.each([
    ['by cells over lines', 'g w v j y', 'two\nthree'],
    ['backwards', 'g w v h h y', 'e t'],
    ['to the end of a word over two rows', 'g j v w h h y', 'threefour'],
    ['to the end of a line over two rows', 'g j v $ y', 'threefour five'],
    ['from the start of one', 'g j j v 0 y', 'threef'],
    ['back over a word on two rows', 'g j j w v b y', 'threefour f'],
    ['as a block', 'g l ctrl+v l j j y', 'ne\nhr\nou'],
    ['as a block to the left', 'g w j ctrl+v h h j y', 'ree\nur'],
    ['by whole lines, wrapped ones whole', 'g j V y', 'threefour five'],
    [
      'from one end to the other',
      'g V G y',
      'one two\nthreefour five\nsee src/a-b.ts:12, then',
    ],
  ])('is made %s', (_rule, keys, text) => {
    const [state, effects] = pressedIn(prose, `${ENTER} ${keys}`);
    expect(copiedBy(effects, prose)).toEqual([text]);
    expect(state.pasts.size).toBe(0);
  });

  it('is given up by escape, and the mode by another', () => {
    const [state] = pressedIn(prose, `${ENTER} g v j escape`);
    expect(openPast(state).selection).toBeUndefined();
    expect(pressedIn(prose, `${ENTER} g v j escape escape`)[0].pasts.size).toBe(0);
  });

  it.each([
    ['cell', { x: 1, y: 0 }, { x: 1, y: 1 }, 'ne two\nth'],
    ['word', { x: 8, y: 3 }, { x: 8, y: 3 }, 'src/a-b.ts:12'],
    ['word', { x: 1, y: 2 }, { x: 1, y: 2 }, 'threefour'],
    ['line', { x: 2, y: 2 }, { x: 2, y: 2 }, 'threefour five'],
    [
      'cell',
      { x: 0, y: 1 },
      { x: 400, y: 99 },
      'threefour five\nsee src/a-b.ts:12, then',
    ],
  ] as const)('by the pointer takes %ss, within its pane', (unit, at, to, text) => {
    let state = told(paneOfTen(), point({ type: 'grab', at, unit }), prose)[0];
    state = told(state, point({ type: 'drag', at: to }), prose)[0];
    const held = told(state, { type: 'ticked', now: state.now + 5000 }, prose)[0];
    const [dropped, effects] = told(held, point({ type: 'drop' }), prose);
    expect(copiedBy(effects, prose)).toEqual([text]);
    expect(modeOf(dropped)).toBe('pane');
    expect(told(dropped, { type: 'selectionSeen' }, prose)[0].pasts.size).toBe(0);
  });
});

describe('two clicks', () => {
  const said = aHistory(['see https://a.org/b?c=d&e=[1]#f, or (http://x.y/?z). end']);

  it.each([
    ['an address, whatever it holds', 25, 'https://a.org/b?c=d&e=[1]#f'],
    ['one in brackets, without them', 45, 'http://x.y/?z'],
    ['what is behind one', 31, ','],
    ['a word', 1, 'see'],
  ])('select %s', (_what, x, text) => {
    const at = { x, y: 0 };
    const grabbed = told(paneOfTen(), point({ type: 'grab', at, unit: 'word' }), said)[0];
    const [, effects] = told(grabbed, point({ type: 'drop' }), said);
    expect(copiedBy(effects, said)).toEqual([text]);
  });
});

describe('a wide character', () => {
  // Its characters begin in cells 0, 2, 3, 5 and 6.
  using emulator = new Emulator({ size: { columns: 9, rows: 2 }, scrollback: 0 });
  emulator.write(Buffer.from('漢a字b漢'.repeat(2)));
  const rows = [emulator.line(0), emulator.line(1)];

  it.each([
    ['from its right half', 'flow', [0, 1], [0, 2], '漢a', [0, 3]],
    ['to its left half', 'flow', [0, 2], [0, 3], 'a字', [2, 5]],
    ['by its right half alone', 'flow', [0, 4], [0, 4], '字', [3, 5]],
    ['over rows', 'flow', [0, 7], [1, 0], '漢漢', [6, Infinity]],
    ['as a block', 'block', [0, 1], [1, 3], '漢a字\n漢a字', [0, 5]],
  ] as const)('is selected whole %s', (_how, shape, start, end, text, cells) => {
    const [from, to] = [start, end].map(([line, column]) => ({ line, column }));
    if (!from || !to) throw new Error('a range has two ends');
    const range = { shape, from, to };
    expect(textOf(rows, range)).toBe(text);
    expect(Object.values(columnsIn(range, { line: 0, row: rows[0]?.row }) ?? {})).toEqual(
      cells,
    );
  });
});

describe('what a program that floods has had dropped', () => {
  const long = aHistory(Array.from({ length: 400 }, (_, at) => `line ${at}`));
  /** Nothing is kept of what was there before. */
  const flooded = aHistory(
    Array.from({ length: 900 }, (_, at) => `line ${at}`),
    { first: 600 },
  );

  it('stays in view while something is selected, and at hand for a copy', () => {
    const [opened] = pressedIn(long, `${ENTER} k k`);
    const [wrote] = told(opened, { type: 'wrote', session }, flooded);
    const [, effects] = pressedIn(flooded, 'V k k k y', wrote);
    expect(copiedFrom(effects)).toEqual(['line 394\nline 395\nline 396\nline 397']);
  });

  it('is at hand from one end of a long selection to the other', () => {
    const [selecting] = pressedIn(
      long,
      `${ENTER} V pageup pageup pageup pageup pageup pageup pageup pageup`,
    );
    const [, effects] = pressedIn(flooded, 'y', selecting);
    const [text = ''] = copiedFrom(effects);
    expect(text.split('\n').length).toBeGreaterThan(60);
    expect(text.endsWith('line 398\nline 399')).toBe(true);
  });
});

function copiedBy(
  effects: ReturnType<typeof pressedIn>[1],
  history: History,
): readonly string[] {
  return effects.flatMap((effect) => {
    if (effect.type !== 'copy') return [];
    const { from, to } = effect.range;
    const rows = historyRows(history.answer(from.line, to.line - from.line + 1));
    return [textOf(rows, effect.range)];
  });
}

/** What is copied without asking the host. */
function copiedFrom(effects: ReturnType<typeof pressedIn>[1]): readonly string[] {
  return effects.flatMap((effect) => {
    if (effect.type !== 'copy') return [];
    const { range, atHand } = effect;
    const first = range.from.line - atHand.from;
    const rows = atHand.rows.slice(Math.max(0, first), range.to.line + 1 - atHand.from);
    return first < 0 ? [] : [textOf(rows, range)];
  });
}

function point(event: PastEvent): ConsoleEvent {
  return { type: 'pointed', pane, by: 'pointer', event };
}
