import { describe, expect, it } from 'vitest';
import { geometryOf } from '../../src/console/geometry.js';
import { focusedPane, initialState, type ConsoleState } from '../../src/console/state.js';
import {
  anew,
  knownAnew,
  opened,
  openedAfter,
  sessionsAnew,
  shownIn,
  size,
  startedAgain,
  startLike,
} from '../helpers/arranged.js';
import { aConsole, after, layouts, NOW } from '../helpers/console-state.js';
import { press } from '../helpers/press.js';

describe('the arrangement of a console that stays when the host is lost', () => {
  const hostLost = { type: 'sessions', sessions: [] } as const;
  const aAnew = knownAnew(['A'], ['B']);

  it.each([
    ['one after the other', [hostLost, startedAgain, ...cameAnew('A', 'B')]],
    ['known later', [hostLost, ...cameAnew('A', 'B'), startedAgain]],
    ['at once', [sessionsAnew, startedAgain]],
  ] as const)('is the same when they come %s', (_how, events) => {
    const left = press(aConsole(), '1 ctrl+space w ctrl+space L ctrl+space >');
    const again = after(left, events);
    expect(orderOf(again)).toEqual(['B', 'A']);
    expect([...geometryOf(again).panes.values()]).toEqual([
      ...geometryOf(left).panes.values(),
    ]);
  });

  it.each([
    ['first', ['B', 'A']],
    ['last', ['A', 'B']],
  ])('keeps out of sight what was, when that comes %s', (_when, names) => {
    const left = press(aConsole(), '2 ctrl+space H');
    const lost = after(left, [hostLost, startedAgain]);
    const [first, second] = cameAnew(...names);
    if (!first || !second) throw new Error('two come back');
    expect(geometryOf(after(lost, [first])).panes.size).toBe(1);
    const again = after(lost, [first, second]);
    expect([shownIn(again), again.panes.length]).toEqual(['A', 2]);
    expect(focusedPane(again)?.workstream).toBe('A');
  });

  it('keeps out of sight what was, when each is known a moment after it came', () => {
    const left = press(aConsole(), '1 ctrl+space H 2 ctrl+space z');
    const again = after(left, [
      hostLost,
      ...cameAnew('A'),
      aAnew,
      ...cameAnew('B'),
      startedAgain,
    ]);
    expect([shownIn(again), again.zoomed]).toEqual(['B', true]);
    expect(focusedPane(again)?.workstream).toBe('B');
  });

  it('is the one at the loss, not the one at its start', () => {
    const start = openedAfter(press(aConsole(), '1 ctrl+space w ctrl+space H'));
    const left = press(start, 'ctrl+space S alt+1 ctrl+space w');
    const again = after(left, [hostLost, startedAgain, ...cameAnew('A', 'B')]);
    expect(orderOf(again)).toEqual(orderOf(left));
    expect(shownIn(again)).toBe(shownIn(left));
  });

  it('is the same when the host is lost again before all are back', () => {
    const left = press(aConsole(), '2 ctrl+space w ctrl+space >');
    const half = after(left, [hostLost, aAnew, ...cameAnew('A')]);
    const again = after(half, [hostLost, startedAgain, ...cameAnew('A', 'B')]);
    expect(orderOf(again)).toEqual(['B', 'A']);
    expect([...geometryOf(again).panes.values()]).toEqual([
      ...geometryOf(left).panes.values(),
    ]);
  });

  it.each([
    ['none is', [hostLost]],
    ['one is', [hostLost, aAnew, ...cameAnew('A')]],
  ] as const)('is left to the next console while %s back', (_how, events) => {
    const left = press(aConsole(), '2 ctrl+space w ctrl+space >');
    const next = after(startLike(after(left, events)), [sessionsAnew, startedAgain]);
    expect(orderOf(next)).toEqual(['B', 'A']);
    expect([...geometryOf(next).panes.values()]).toEqual([
      ...geometryOf(left).panes.values(),
    ]);
  });

  it('is the order of the plan where no person has begun', () => {
    const start = opened(initialState({ size, now: NOW, layouts }));
    const again = after(start, [hostLost, startedAgain, ...cameAnew('B', 'A')]);
    expect(orderOf(again)).toEqual(['A', 'B']);
  });
});

function cameAnew(...names: readonly string[]) {
  return names.map((name) => ({ type: 'session', session: anew(name) }) as const);
}

function orderOf({ panes }: ConsoleState) {
  return panes.map(({ workstream }) => workstream);
}
