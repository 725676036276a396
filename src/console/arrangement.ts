/** A console's arrangement of panes, to be kept and to be taken up again. Pure. */
import type { PaneId } from '../domain/ids.js';
import { swap } from '../layout/edit.js';
import type { Arranged } from '../layout/saved.js';
import { inPlansOrder, type Pane } from './panes.js';
import type { ConsoleState } from './state.js';
import { into } from './step-move.js';

export function arrangedOf(state: ConsoleState): Arranged {
  const { panes, away, stays, focused, keyboard, custom, layoutChosen } = state;
  return {
    layout: layoutChosen ? state.layouts[state.layout]?.name : undefined,
    // A guest's room is its own; what counts is how it was before.
    zoomed: stays.find(({ zoomed }) => zoomed !== undefined)?.zoomed ?? state.zoomed,
    focused,
    inPane: keyboard === 'pane',
    panes: panes.map(({ id }) => id),
    hidden: [...away],
    tree: custom,
  };
}

/** The layout as it was left; panes follow when their sessions are known. */
export function withArranged(
  state: ConsoleState,
  arranged: Arranged | undefined,
): ConsoleState {
  if (!arranged) return state;
  const layout = state.layouts.findIndex(({ name }) => name === arranged.layout);
  const chosen = layout >= 0 ? { layout, layoutChosen: true } : {};
  return { ...state, ...chosen, arranged, zoomed: arranged.zoomed };
}

/** A person has begun: the keyboard goes to no pane any more by itself, and no pane moves. */
export function begun(state: ConsoleState): ConsoleState {
  return state.begun ? state : { ...state, begun: true };
}

/** Those that were left so stand first; others in the plan's order, until a person has begun. */
export function ordered(
  { begun: stays, left, status }: ConsoleState,
  panes: readonly Pane[],
): readonly Pane[] {
  if (stays) return panes;
  const isLeft = ({ id }: Pane) => left.includes(id);
  const others = panes.filter((pane) => !isLeft(pane));
  return [...panes.filter(isLeft), ...inPlansOrder(others, status)];
}

/** A pane whose agent was started again keeps its size and its place, also out of sight. */
export function handedDown(state: ConsoleState, panes: readonly Pane[]): ConsoleState {
  const isNew = ({ id }: Pane) => state.panes.every((pane) => pane.id !== id);
  return state.panes.reduce((now, { id, workstream }) => {
    if (workstream === undefined || panes.some((pane) => pane.id === id)) return now;
    const next = panes.find((pane) => pane.workstream === workstream && isNew(pane));
    return next ? renamed(now, id, next.id) : now;
  }, state);
}

function renamed(state: ConsoleState, from: PaneId, to: PaneId): ConsoleState {
  const name = (id: PaneId) => (id === from ? to : id);
  return {
    ...state,
    panes: state.panes.map((pane) => ({ ...pane, id: name(pane.id) })),
    away: new Set([...state.away].map(name)),
    left: state.left.map(name),
    focused: state.focused && name(state.focused),
    custom: state.custom && swap(state.custom, from, to),
  };
}

/** The panes as they were left, and the keyboard where it was, if somebody listens there. */
export function takenUp(
  state: ConsoleState,
  found: readonly Pane[],
  arranged: Arranged,
): ConsoleState {
  const panes = inOrder(found, arranged);
  const there = (id: PaneId) => panes.some((pane) => pane.id === id);
  const away = arranged.hidden.filter(there);
  const left = panes.find(({ id }) => id === arranged.focused);
  const placed = {
    ...state,
    panes,
    away: new Set(away.length < panes.length ? away : []),
    focused: left?.id ?? panes[0]?.id,
    custom: arranged.tree,
    left: arranged.panes,
  };
  const listens = left?.session.status.type === 'running';
  return arranged.inPane && listens && !state.begun ? into(placed, left) : placed;
}

/** Panes in the order in which they were left; new ones come after. */
function inOrder(panes: readonly Pane[], { panes: order }: Arranged): readonly Pane[] {
  const rank = (pane: Pane) => {
    const at = order.indexOf(pane.id);
    return at < 0 ? order.length : at;
  };
  return panes.toSorted((one, other) => rank(one) - rank(other));
}
