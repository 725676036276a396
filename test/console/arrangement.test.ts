import { describe, expect, it } from 'vitest';
import { geometryOf } from '../../src/console/geometry.js';
import { layoutText } from '../../src/console/layout-text.js';
import { idleWords } from '../../src/console/offers.js';
import { focusedPane, initialState, type ConsoleState } from '../../src/console/state.js';
import { readArranged } from '../../src/layout/saved.js';
import {
  aConsole,
  aSession,
  aStatus,
  aWorkstream,
  after,
  asked,
  layouts,
  NOW,
} from '../helpers/console-state.js';
import {
  anew,
  knownAnew,
  openedAfter,
  sessionsAnew,
  shownIn,
  size,
  startedAgain,
  startLike,
} from '../helpers/arranged.js';
import { eventsOf, press } from '../helpers/press.js';

describe('pages', () => {
  const six = manyPanes(['A', 'B', 'C', 'D', 'E', 'F']);

  it.each([
    ['the first', '1', 'A B'],
    ['the next by }', '1 ctrl+space }', 'C D'],
    ['and round the end', '1 ctrl+space } ctrl+space } ctrl+space }', 'A B'],
    ['the last by {', '1 ctrl+space {', 'E F'],
  ])('show %s', (_rule, keys, shown) => {
    expect(shownIn(press(six, keys))).toBe(shown);
  });

  it('have no pane smaller than 20x5', () => {
    for (const { width, height } of geometryOf(six).panes.values())
      expect([width >= 20, height - 1 >= 5]).toEqual([true, true]);
  });
});

describe('a hidden pane', () => {
  it('gives its room to the others, and comes back by its number', () => {
    const hidden = press(aConsole(), '1 ctrl+space H');
    expect(shownIn(hidden)).toBe('B');
    expect(focusedPane(hidden)?.workstream).toBe('B');
    expect(shownIn(press(hidden, 'alt+1'))).toBe('A B');
    expect(shownIn(press(hidden, 'ctrl+space S'))).toBe('A B');
  });

  it('is never the last', () => {
    expect(shownIn(press(aConsole(), '1 ctrl+space H ctrl+space H'))).toBe('B');
  });
});

describe('the status bar', () => {
  const six = manyPanes(['A', 'B', 'C', 'D', 'E', 'F']);
  const title = layoutText(aConsole());

  it.each([
    ['nothing of panes that are all in view', aConsole(), '1', title],
    ['which page it is', six, '1', `${title}, page 1 of 3`],
    ['which one comes next', six, '1 ctrl+space }', `${title}, page 2 of 3`],
    ['how many are hidden', aConsole(), '1 ctrl+space H', `${title}, 1 hidden`],
    ['how many stand behind one', six, '1 ctrl+space z', 'Zoomed, 5 more behind'],
    ['that one alone is zoomed', manyPanes(['A']), '1 ctrl+space z', 'Zoomed'],
  ])('says %s', (_what, start, keys, text) => {
    expect(layoutText(press(start, keys))).toBe(text);
  });

  it('offers the next page where there is one', () => {
    const idle = [aConsole(), six].map((state) => idleWords(state).split('\n'));
    expect(idle.map((words) => words.includes('page'))).toEqual([true, false]);
  });
});

it('keeps the widths of panes when one of their neighbours is hidden', () => {
  const root = {
    weight: 1,
    row: [
      { weight: 3, pane: 'next' },
      { weight: 2, fill: 'column' },
    ],
  } as const;
  const mainLeft = [{ name: 'main-left', file: { title: 'Main left', root } }];
  const wide = { columns: 160, rows: 40 };
  const start = initialState({ size: wide, now: NOW, layouts: mainLeft });
  const four = press(withPanes(start, ['A', 'B', 'C', 'D']), '1');
  const wider = press(four, 'ctrl+space > ctrl+space >');
  expect(widthOf(wider)).toBeGreaterThan(widthOf(four));
  expect(widthOf(press(wider, 'alt+4 ctrl+space H'))).toBe(widthOf(wider));
});

describe('an arrangement', () => {
  const arranged = press(
    aConsole(),
    '1 ctrl+space w ctrl+space L ctrl+space > ctrl+space >',
  );

  it('is the same when it is taken up again', () => {
    const again = openedAfter(arranged);
    expect(shownIn(again)).toBe(shownIn(arranged));
    expect([...geometryOf(again).panes]).toEqual([...geometryOf(arranged).panes]);
    expect(again.layout).toBe(arranged.layout);
  });

  it.each([
    ['the pane that one typed in', 'alt+1', 'pane', 'A', 'A'],
    ['the pane that a command was for', 'alt+1 ctrl+space', 'pane', 'A', 'A'],
    ['the sidebar', 'alt+1 ctrl+space s', 'sidebar', 'A', 'B'],
  ])('brings the keyboard back to %s', (_where, keys, ...[keyboard, focused, marked]) => {
    const again = openedAfter(press(aConsole(), keys));
    expect(again.keyboard).toBe(keyboard);
    expect(focusedPane(again)?.workstream).toBe(focused);
    expect(again.selected?.id).toBe(marked);
  });

  it.each([
    ['of a program that has ended', '', exited],
    ['once a person has begun', '?', { type: 'running' }],
  ] as const)('brings the keyboard to no pane %s', (_when, keys, status) => {
    const start = press(startLike(press(aConsole(), 'alt+2')), keys);
    const sessions = [aSession('A', 1), { ...aSession('B', 2), status }];
    expect(after(start, [{ type: 'sessions', sessions }]).keyboard).toBe('sidebar');
  });

  it('says nothing of sessions that are gone', () => {
    const other = after(startLike(arranged), [
      { type: 'sessions', sessions: [aSession('Z', 1)] },
    ]);
    expect(geometryOf(other).panes.size).toBe(1);
  });

  it.each([
    ['before a person has begun', []],
    ['after', ['?', 'escape']],
  ])('is the same when its agents were started again, and come %s', (_when, keys) => {
    const left = press(aConsole(), '1 ctrl+space w ctrl+space L ctrl+space >');
    const start = press(after(startLike(left), [startedAgain]), keys.join(' '));
    const again = after(start, [
      { type: 'session', session: anew('A') },
      { type: 'session', session: anew('B') },
    ]);
    expect(again.panes.map(({ workstream }) => workstream)).toEqual(['B', 'A']);
    expect([...geometryOf(again).panes.values()]).toEqual([
      ...geometryOf(left).panes.values(),
    ]);
  });

  it.each([
    ['at once', [sessionsAnew, startedAgain]],
    [
      'one after the other',
      [
        { type: 'session', session: anew('A') },
        knownAnew(['A']),
        { type: 'session', session: anew('B') },
        startedAgain,
      ],
    ],
  ] as const)(
    'is the same when it is known later, %s, whose they are',
    (_how, events) => {
      const left = press(aConsole(), '1 ctrl+space w ctrl+space L ctrl+space >');
      const again = after(startLike(left), events);
      expect(again.panes.map(({ workstream }) => workstream)).toEqual(['B', 'A']);
      expect([...geometryOf(again).panes.values()]).toEqual([
        ...geometryOf(left).panes.values(),
      ]);
    },
  );

  it('keeps out of sight what was, when that is started again', () => {
    const left = press(aConsole(), '2 ctrl+space H');
    const again = after(startLike(left), [
      startedAgain,
      { type: 'session', session: anew('A') },
      { type: 'session', session: anew('B') },
    ]);
    expect([shownIn(again), again.panes.length]).toEqual(['A', 2]);
  });

  it.each(['', '{}', 'null', '{"panes":[1]}', '\u0000'])('%j counts as none', (text) => {
    expect(readArranged(text)).toBeUndefined();
  });
});

it('opens a shell where the workstream of the pane is', () => {
  const state = press(aConsole(), '1 ctrl+space');
  expect(asked(state, eventsOf(state, 'c'))).toEqual([
    { type: 'openShell', folder: '/x/A' },
  ]);
});

it('opens a shell beside a pane of no workstream, or where the console was started', () => {
  const session = { ...aSession('shell', 3), cwd: '/elsewhere' };
  const opened = after(initialState({ size, now: NOW, layouts }), [
    { type: 'session', session },
    { type: 'focusSession', session: session.id },
  ]);
  expect(asked(opened, eventsOf(press(opened, 'ctrl+space'), 'c'))).toEqual([
    { type: 'openShell', folder: '/elsewhere' },
  ]);
  const empty = initialState({ size, now: NOW, layouts });
  expect(asked(empty, eventsOf(empty, 'c'))).toEqual([
    { type: 'openShell', folder: undefined },
  ]);
});

const exited = { type: 'exited', code: 0, signal: undefined, at: NOW } as const;

/** So many panes that only two of them find room. */
function manyPanes(names: readonly string[]): ConsoleState {
  return withPanes(
    initialState({ size: { columns: 62, rows: 13 }, now: NOW, layouts }),
    names,
  );
}

function widthOf(state: ConsoleState): number {
  return [...geometryOf(state).panes.values()][0]?.width ?? 0;
}

function withPanes(start: ConsoleState, names: readonly string[]): ConsoleState {
  return after(start, [
    { type: 'sessions', sessions: names.map((name, at) => aSession(name, at)) },
    {
      type: 'status',
      status: aStatus({ workstreams: names.map((name) => aWorkstream(name)) }),
    },
  ]);
}
