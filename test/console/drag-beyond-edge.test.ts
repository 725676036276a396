/** A drag that has left its pane: the past scrolls for as long as the button is down. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ConsoleEffect, ConsoleEvent } from '../../src/console/event.js';
import { geometryOf, screenRect } from '../../src/console/geometry.js';
import { MouseRouter } from '../../src/console/mouse-router.js';
import { Screens } from '../../src/console/screens.js';
import type { ConsoleState } from '../../src/console/state.js';
import { createStore } from '../../src/console/store.js';
import type { Span } from '../../src/console/past.js';
import { step } from '../../src/console/step.js';
import { paneId, sessionId } from '../../src/domain/ids.js';
import { aHistory, openPast, paneOfTen } from '../helpers/past.js';

const PANE = paneId('s-A');
const SESSION = sessionId('s-A');
const MOVE = 32;

const history = aHistory(Array.from({ length: 100 }, (_, index) => `line ${index}`));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('scrolls on while the pointer rests, faster the farther it is away', () => {
  using drag = aDrag();
  drag.to(-1);
  expect(drag.top()).toBe(89);
  vi.advanceTimersByTime(500);
  expect(drag.top()).toBe(79);
  drag.to(-3);
  vi.advanceTimersByTime(500);
  expect(drag.top()).toBe(46);
});

it('goes back down below the lower edge, and no further than the end', () => {
  using drag = aDrag();
  drag.to(-20);
  vi.advanceTimersByTime(500);
  expect(drag.top()).toBe(0);
  drag.to(11);
  vi.advanceTimersByTime(500);
  expect(drag.top()).toBe(22);
  vi.advanceTimersByTime(5000);
  expect(drag.top()).toBe(90);
});

it.each([
  ['it is back in the pane', (drag: Drag) => drag.to(4)],
  ['the button is let go of', (drag: Drag) => drag.release(-1)],
  ['the console ends', (drag: Drag) => drag[Symbol.dispose]()],
])('stands still when %s', (_what, end) => {
  using drag = aDrag();
  drag.to(-1);
  end(drag);
  const top = drag.top();
  vi.advanceTimersByTime(500);
  expect(drag.top()).toBe(top);
});

it('waits for a past that has yet to be read', () => {
  using drag = aDrag({ late: true });
  drag.to(-1);
  vi.advanceTimersByTime(500);
  drag.answer();
  vi.advanceTimersByTime(500);
  expect(drag.top()).toBe(79);
});

it('ends with the past', () => {
  using drag = aDrag();
  drag.to(-1);
  drag.leave();
  vi.advanceTimersByTime(500);
  expect(vi.getTimerCount()).toBe(0);
});

type Drag = ReturnType<typeof aDrag>;

/** The button is down in the fifth row of a pane of ten; rows are those of the pane. */
function aDrag({ late = false } = {}) {
  let isLate = late;
  const unread: Span[] = [];
  const store = createStore<ConsoleState, ConsoleEvent, ConsoleEffect>({
    initial: paneOfTen(),
    step,
    perform: (effect) => {
      if (effect.type !== 'readHistory') return;
      unread.push(effect.span);
      if (!isLate) answer();
    },
  });
  function answer(): void {
    isLate = false;
    for (const { from, count } of unread.splice(0)) {
      const read = history.answer(from, count);
      store.dispatch({ type: 'history', session: SESSION, answer: read });
    }
  }
  const router = new MouseRouter({ store, screens: new Screens(), send: () => {} });
  const area = geometryOf(store.state()).panes.get(PANE);
  if (!area) throw new Error('the pane is not shown');
  const { x, y } = screenRect(area);
  const take = (code: number, row: number, released = false) =>
    router.take({ type: 'mouse', code, x: x + 3, y: y + row, released });
  take(0, 4);
  return {
    answer,
    to: (row: number) => take(MOVE, row),
    release: (row: number) => take(0, row, true),
    leave: () => {
      const event = { type: 'leave' } as const;
      store.dispatch({ type: 'pointed', pane: PANE, by: 'pointer', event });
    },
    /** The line at the top of the pane. */
    top: () => openPast(store.state()).top,
    [Symbol.dispose]: () => router[Symbol.dispose](),
  };
}
