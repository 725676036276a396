/** Commands that change what is shown where, and where the keyboard is. */
import { unreachable } from '../base/assert.js';
import type { PaneId } from '../domain/ids.js';
import { fits } from '../layout/arrange.js';
import { resize, swap } from '../layout/edit.js';
import { neighbour, type Side } from '../layout/neighbour.js';
import { geometryOf } from './geometry.js';
import type { Intent } from './intent.js';
import type { Pane } from './panes.js';
import {
  focusedSubject,
  sameSubject,
  subjects,
  told,
  type ConsoleState,
  type Subject,
} from './state.js';

/** Intents that only change what is shown where, and where the keyboard is. */
export type Move = Extract<
  Intent,
  {
    readonly type:
      | 'cancel'
      | 'focusPane'
      | 'moveFocus'
      | 'nextPane'
      | 'openSidebar'
      | 'select'
      | 'nextWaiting'
      | 'zoom'
      | 'nextLayout'
      | 'swap'
      | 'resize'
      | 'turnPage'
      | 'hide'
      | 'showAll';
  }
>;

export function moved(state: ConsoleState, intent: Move): ConsoleState {
  switch (intent.type) {
    case 'cancel':
      return backToPane(state);
    case 'focusPane':
      return into(state, state.panes[intent.number - 1]);
    case 'moveFocus':
      return moveFocus(state, intent.side);
    case 'nextPane':
      return focusNext(state);
    case 'openSidebar':
      return {
        ...state,
        keyboard: 'sidebar',
        selected: focusedSubject(state) ?? state.selected,
      };
    case 'select':
      return select(state, stepped(state, intent.by));
    case 'nextWaiting':
      return select(state, nextWaiting(state));
    case 'zoom':
      return { ...state, zoomed: !state.zoomed };
    case 'nextLayout':
      return nextLayout(state);
    case 'swap':
      return swapNext(state);
    case 'resize':
      return resized(state, intent);
    case 'turnPage':
      return turnPage(state, intent.by);
    case 'hide':
      return hide(state);
    case 'showAll':
      return { ...state, away: new Set() };
    default:
      return unreachable(intent);
  }
}

/** Escape takes the keyboard from the sidebar to the pane, and only there. */
function backToPane(state: ConsoleState): ConsoleState {
  return state.focused ? { ...state, keyboard: 'pane' } : state;
}

/** Gives a pane the keyboard, and a place if it was hidden. */
export function into(state: ConsoleState, pane: Pane | undefined): ConsoleState {
  if (!pane) return state;
  const subject =
    pane.workstream && ({ type: 'workstream', id: pane.workstream } as const);
  return {
    ...state,
    focused: pane.id,
    away: without(state.away, pane.id),
    keyboard: 'pane',
    selected: subject ?? state.selected,
  };
}

function moveFocus(state: ConsoleState, side: Side): ConsoleState {
  const { panes } = geometryOf(state);
  const next = state.focused && neighbour(panes, state.focused, side);
  if (!next) return side === 'left' ? { ...state, keyboard: 'sidebar' } : state;
  return into(
    state,
    state.panes.find(({ id }) => id === next),
  );
}

function focusNext(state: ConsoleState): ConsoleState {
  const panes = placedPanes(state);
  const at = panes.findIndex(({ id }) => id === state.focused);
  const { keyboard } = state;
  return { ...into(state, panes[(at + 1) % Math.max(1, panes.length)]), keyboard };
}

/** The focus goes to the first pane of the page, and the page comes with it. */
function turnPage(state: ConsoleState, by: 1 | -1): ConsoleState {
  const panes = placedPanes(state);
  const size = Math.max(1, geometryOf(state).panes.size);
  const pages = Math.max(1, Math.ceil(panes.length / size));
  const at = panes.findIndex(({ id }) => id === state.focused);
  const page = (Math.floor(Math.max(0, at) / size) + by + pages) % pages;
  const { keyboard } = state;
  return { ...into(state, panes[page * size]), keyboard };
}

/** The focused pane gives its place to the others; its number and the sidebar bring it back. */
function hide(state: ConsoleState): ConsoleState {
  const { focused } = state;
  if (focused === undefined || state.away.has(focused)) return state;
  const others = placedPanes(state).filter(({ id }) => id !== focused);
  if (others.length === 0) return told(state, 'the last pane stays');
  const next = { ...focusNext(state), zoomed: false };
  return { ...next, away: new Set([...state.away, focused]) };
}

/** The panes that were not put away, as pages go through them. */
function placedPanes(state: ConsoleState): readonly Pane[] {
  return geometryOf(state).order.flatMap(
    (id) => state.panes.find((pane) => pane.id === id) ?? [],
  );
}

function without(away: ConsoleState['away'], id: PaneId): ConsoleState['away'] {
  return away.has(id) ? new Set([...away].filter((one) => one !== id)) : away;
}

/** Selecting a workstream brings its pane into view, without giving it the keyboard. */
export function select(state: ConsoleState, selected: Subject | undefined): ConsoleState {
  if (!selected) return state;
  const pane = placedPanes(state).find(({ workstream }) => workstream === selected.id);
  return { ...state, selected, keyboard: 'sidebar', focused: pane?.id ?? state.focused };
}

function stepped(state: ConsoleState, by: number): Subject | undefined {
  const all = subjects(state);
  const at = all.findIndex((subject) => sameSubject(subject, state.selected));
  return all.at((at + by) % Math.max(1, all.length));
}

function nextWaiting({ status, selected }: ConsoleState): Subject | undefined {
  const { workstreams = [], approvals = [] } = status ?? {};
  // What an agent learned can wait until everybody goes on.
  const urgent = approvals.filter(({ kind }) => kind !== 'memory');
  const subjects = new Set(urgent.map(({ subject }) => subject));
  const waiting = workstreams.filter(({ id }) => subjects.has(id));
  const at = waiting.findIndex(({ id }) => id === selected?.id);
  const next = waiting[(at + 1) % Math.max(1, waiting.length)];
  return next && { type: 'workstream', id: next.id };
}

function nextLayout(state: ConsoleState): ConsoleState {
  const layout = (state.layout + 1) % Math.max(1, state.layouts.length);
  return { ...state, layout, layoutChosen: true, custom: undefined, zoomed: false };
}

function swapNext(state: ConsoleState): ConsoleState {
  const at = state.panes.findIndex(({ id }) => id === state.focused);
  const one = state.panes[at];
  const to = (at + 1) % Math.max(1, state.panes.length);
  const other = state.panes[to];
  if (!one || !other || one === other) return state;
  const panes = state.panes.with(at, other).with(to, one);
  const custom = state.custom && swap(state.custom, one.id, other.id);
  return { ...state, panes, custom };
}

function resized(
  state: ConsoleState,
  { direction, by }: Extract<Intent, { readonly type: 'resize' }>,
): ConsoleState {
  const { tree, stage } = geometryOf(state);
  if (!tree || !state.focused) return state;
  const custom = resize(tree, state.focused, { direction, by });
  return fits(custom, stage)
    ? { ...state, custom }
    : told(state, 'no room is left there');
}
