import { describe, expect, it } from 'vitest';
import type { ConsoleEffect, ConsoleEvent } from '../../src/console/event.js';
import { geometryOf, screenRect } from '../../src/console/geometry.js';
import { MouseRouter } from '../../src/console/mouse-router.js';
import { Screens } from '../../src/console/screens.js';
import type { ConsoleState } from '../../src/console/state.js';
import { step } from '../../src/console/step.js';
import { createStore } from '../../src/console/store.js';
import { paneId, sessionId } from '../../src/domain/ids.js';
import type { Modes } from '../../src/screen/row.js';
import { aConsole } from '../helpers/console-state.js';
import { press } from '../helpers/press.js';

const A = paneId('s-A');
const B = paneId('s-B');
const WHEEL_UP = 64;
const WHEEL_DOWN = 65;
const SIDEWAYS = 2;
const NO_BUTTON = 3;
const BACK = 128;

const plain: Modes = {
  applicationCursor: false,
  applicationKeypad: false,
  bracketedPaste: false,
  focusEvents: false,
  mouse: 'none',
  mouseEncoding: 'sgr',
  alternateScreen: false,
  kittyKeyboard: 0,
  modifyOtherKeys: 0,
  backspaceKey: false,
  alternateScroll: true,
  vt52: false,
  eightBit: false,
};

describe('the mouse over a program that asked for it', () => {
  it('is the program’s, in cells of its own screen', () => {
    const { mouse, sent } = over({ mouse: 'drag' });
    mouse('press', 3, 2);
    mouse('move', 4, 2);
    mouse('release', 4, 2);
    mouse('wheel up', 0, 0);
    expect(sent()).toBe('^[[<0;4;3M ^[[<32;5;3M ^[[<0;5;3m ^[[<64;1;1M');
  });

  it('stays its own beyond the pane’s edge until the button is let go of', () => {
    const { mouse, sent } = over({ mouse: 'drag' });
    mouse('press', 0, 0);
    mouse('move', -30, 500);
    mouse('release', -30, 500);
    const { height } = rectOf(aConsole(), A);
    expect(sent()).toBe(`^[[<0;1;1M ^[[<32;1;${height}M ^[[<0;1;${height}m`);
  });

  it('gives the pane the focus first, and is not also a click there', () => {
    const { mouse, sent, state } = over({ mouse: 'vt200' }, '2');
    mouse('press', 3, 2);
    mouse('release', 3, 2);
    expect([state().focused, sent()]).toEqual([A, '']);
  });

  it('is told of no drag whose press it was not told of', () => {
    const { at, mouse, sent } = over({ mouse: 'any' }, '2');
    mouse('press', 3, 2);
    mouse('move', 4, 2);
    mouse('release', 4, 2);
    at('press', 0, 1);
    mouse('move', 4, 2);
    mouse('release', 4, 2);
    expect(sent()).toBe('');
    mouse('move', 5, 2, NO_BUTTON);
    expect(sent()).toBe('^[[<35;6;3M');
  });

  it('has the buttons on the side of it, too', () => {
    const { mouse, sent } = over({ mouse: 'drag' });
    mouse('press', 3, 2, BACK);
    mouse('release', 3, 2, BACK);
    expect(sent()).toBe('^[[<128;4;3M ^[[<128;4;3m');
  });
});

describe('the wheel', () => {
  it('shows the past of a program that did not ask', () => {
    const { mouse, effects, sent } = over({});
    mouse('wheel up', 1, 1);
    expect(effects()).toEqual(['readHistory']);
    expect(sent()).toBe('');
  });

  it('is arrow keys on the alternate screen, as the program wants them', () => {
    const { mouse, sent } = over({ alternateScreen: true, applicationCursor: true });
    mouse('wheel up', 1, 1);
    mouse('wheel down', 1, 1);
    expect(sent()).toBe('^[OA^[OA^[OA ^[OB^[OB^[OB');
  });

  it('shows the past of a program that wants no arrows', () => {
    const { mouse, effects, sent } = over({
      alternateScreen: true,
      alternateScroll: false,
    });
    mouse('wheel up', 1, 1);
    expect(effects()).toEqual(['readHistory']);
    expect(sent()).toBe('');
  });

  it('does nothing sideways, unless the program asked', () => {
    const without = over({});
    without.mouse('wheel up', 1, 1, SIDEWAYS);
    without.mouse('wheel down', 1, 1, SIDEWAYS);
    expect([without.effects(), without.sent()]).toEqual([[], '']);
    const asking = over({ mouse: 'any', mouseEncoding: 'sgr' });
    asking.mouse('wheel up', 1, 1, SIDEWAYS);
    expect(asking.sent()).toBe('^[[<66;2;2M');
  });

  it('leaves the past to the pane that shows it, whatever its program asked', () => {
    const { mouse, sent } = over({ mouse: 'any' }, '1 ctrl+space [');
    mouse('wheel up', 1, 1);
    expect(sent()).toBe('');
  });
});

describe('a drag', () => {
  it('selects in its pane, and begins with the first move', () => {
    const { mouse, events, effects } = over({});
    mouse('press', 2, 1);
    expect(effects()).toEqual([]);
    mouse('move', 5, 1);
    mouse('release', 900, 1);
    expect(events().filter((type) => type !== 'clicked')).toEqual([
      'grab',
      'drag',
      'drop',
    ]);
    expect(effects()).toEqual(['readHistory']);
  });

  it('with a modifier is left alone', () => {
    const { mouse, events } = over({});
    mouse('press', 2, 1, 4);
    mouse('move', 5, 1, 4);
    mouse('release', 5, 1, 4);
    expect(events()).toEqual(['clicked']);
  });

  it('with a button on the side of the mouse is none', () => {
    const { mouse, events } = over({});
    mouse('press', 2, 1, BACK);
    mouse('move', 5, 1, BACK);
    mouse('release', 5, 1, BACK);
    expect(events()).toEqual(['clicked']);
  });

  it('of a border gives one pane what the other has', () => {
    const { at, state } = over({});
    const before = rectOf(state(), A);
    const border = rectOf(state(), B).y - 1;
    at('press', 60, border);
    at('move', 60, border - 5);
    at('release', 60, border - 5);
    expect(rectOf(state(), A).height).toBe(before.height - 5);
    expect(rectOf(state(), B).y).toBe(border - 4);
  });
});

it.each([
  ['a word twice', 2, 'word'],
  ['a line three times', 3, 'line'],
])('selects %s clicked', (_what, times, unit) => {
  const { mouse, grabbed } = over({});
  for (let click = 0; click < times; click++) {
    mouse('press', 2, 1);
    mouse('release', 2, 1);
  }
  expect(grabbed()).toBe(unit);
});

it('takes two clicks at two times for two clicks', () => {
  const { mouse, grabbed, wait } = over({});
  mouse('press', 2, 1);
  mouse('release', 2, 1);
  wait(1000);
  mouse('press', 2, 1);
  expect(grabbed()).toBeUndefined();
});

type Deed = 'press' | 'move' | 'release' | 'wheel up' | 'wheel down';

const CODES = {
  press: 0,
  move: 32,
  release: 0,
  'wheel up': WHEEL_UP,
  'wheel down': WHEEL_DOWN,
};

/** A console whose pane 1 runs a program with these modes; the mouse counts from its corner. */
function over(modes: Partial<Modes>, keys = '1') {
  const screens = new Screens();
  const update = {
    columns: 80,
    rows: 10,
    full: true,
    cursor: {
      column: 0,
      row: 0,
      visible: true,
      shape: 'block',
      blinking: false,
      colour: undefined,
    },
    modes: { ...plain, ...modes },
    changes: [],
  } as const;
  for (const id of ['s-A', 's-B']) screens.apply(sessionId(id), update);
  const effects: ConsoleEffect[] = [];
  const events: ConsoleEvent[] = [];
  const store = createStore<ConsoleState, ConsoleEvent, ConsoleEffect>({
    initial: press(aConsole(), keys),
    step: (state, event) => {
      events.push(event);
      return step(state, event);
    },
    perform: (effect) => effects.push(effect),
  });
  const sent: string[] = [];
  let now = 0;
  const router = new MouseRouter({
    store,
    screens,
    send: (_session, bytes) => sent.push(bytes.toString().replaceAll('\u001b', '^[')),
    clock: () => now,
  });
  const at = (deed: Deed, x: number, y: number, modifiers = 0) => {
    const code = CODES[deed] | modifiers;
    router.take({ type: 'mouse', code, x, y, released: deed === 'release' });
  };
  const origin = rectOf(store.state(), A);
  return {
    at,
    mouse: (deed: Deed, x: number, y: number, modifiers = 0) =>
      at(deed, origin.x + x, origin.y + y, modifiers),
    wait: (ms: number) => (now += ms),
    state: store.state,
    sent: () => sent.join(' '),
    effects: () => effects.map(({ type }) => type),
    events: () =>
      events.map((event) => (event.type === 'pointed' ? event.event.type : event.type)),
    grabbed: () =>
      events
        .map((event) => (event.type === 'pointed' ? event.event : undefined))
        .findLast((event) => event?.type === 'grab')?.unit,
  };
}

function rectOf(state: ConsoleState, id: typeof A) {
  const area = geometryOf(state).panes.get(id);
  if (!area) throw new Error('the pane is not shown');
  return screenRect(area);
}
