/** A console's arrangement of panes, to be kept and to be taken up again. Pure. */
import type { PaneId } from '../domain/ids.js';
import { swap } from '../layout/edit.js';
import type { Layout } from '../layout/layout.js';
import type { Arranged } from '../layout/saved.js';
import { inPlansOrder, workstreamOf, type Pane } from './panes.js';
import type { ConsoleState } from './state.js';
import { into } from './step-move.js';

/** How the panes stand, together with those that were lost and are not back yet. */
export function arrangedOf(state: ConsoleState): Arranged {
  const now = standing(state);
  const { left, panes } = state;
  const awaited = left ? awaitedOf(state, left) : [];
  if (!left || awaited.length === 0) return now;
  const order = awaited.reduce<readonly { readonly id: PaneId }[]>(
    (all, { pane }) => inPlace(all, { id: pane }, left.panes),
    panes,
  );
  const isAwaited = (id: PaneId) => awaited.some(({ pane }) => pane === id);
  const isSame = left.layout === now.layout;
  const isEmpty = panes.length === 0;
  return {
    ...now,
    focused: isEmpty ? left.focused : now.focused,
    inPane: isEmpty ? left.inPane : now.inPane,
    panes: order.map(({ id }) => id),
    hidden: [...now.hidden, ...left.hidden.filter(isAwaited)],
    owners: [...now.owners, ...awaited],
    tree: now.tree ?? (isSame ? left.tree : undefined),
  };
}

function standing(state: ConsoleState): Arranged {
  const { panes, away, stays, focused, keyboard, custom, layoutChosen } = state;
  return {
    layout: layoutChosen ? state.layouts[state.layout]?.name : undefined,
    // A guest's room is its own; what counts is how it was before.
    zoomed: stays.find(({ zoomed }) => zoomed !== undefined)?.zoomed ?? state.zoomed,
    focused,
    inPane: keyboard === 'pane',
    panes: panes.map(({ id }) => id),
    hidden: panes.flatMap(({ id }) => (away.has(id) ? [id] : [])),
    owners: panes.flatMap(({ id, workstream }) =>
      workstream === undefined ? [] : [{ pane: id, workstream }],
    ),
    tree: custom,
  };
}

/** Whose panes may come back; none does of a workstream that is no more, or has one. */
function awaitedOf({ panes, status }: ConsoleState, { owners }: Arranged) {
  return owners.filter(
    ({ pane, workstream }) =>
      panes.every((one) => one.id !== pane && one.workstream !== workstream) &&
      (!status || workstreamOf(status, workstream) !== undefined),
  );
}

/**
 * Panes whose sessions are lost with their host are to be found as they stood. Where no
 * person has begun nothing was changed since they were left.
 */
export function parted(state: ConsoleState, panes: readonly Pane[]): ConsoleState {
  const isLost = ({ id, workstream }: Pane) =>
    workstream !== undefined && panes.every((pane) => pane.id !== id);
  if (!state.begun || !state.panes.some(isLost)) return state;
  return { ...state, left: arrangedOf(state) };
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
  const isLeft = ({ id }: Pane) => left?.panes.includes(id) ?? false;
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
    left: state.left && {
      ...renamedIn(state.left, name),
      tree: state.left.tree && swap(state.left.tree, from, to),
    },
    focused: state.focused && name(state.focused),
    custom: state.custom && swap(state.custom, from, to),
  };
}

function renamedIn(left: Arranged, name: (id: PaneId) => PaneId): Arranged {
  return {
    ...left,
    panes: left.panes.map(name),
    hidden: left.hidden.map(name),
    owners: left.owners.map((one) => ({ ...one, pane: name(one.pane) })),
    focused: left.focused && name(left.focused),
  };
}

/** What was started again while no console looked on has the place of what it was before. */
export function inherited(state: ConsoleState, panes: readonly Pane[]): ConsoleState {
  const there = new Set(panes.map(({ id }) => id));
  const gone = state.left?.owners.filter(({ pane }) => !there.has(pane)) ?? [];
  return gone.reduce((now, { pane, workstream }) => {
    const heir = panes.find(
      (one) => one.workstream === workstream && !now.left?.panes.includes(one.id),
    );
    return heir ? renamed(now, pane, heir.id) : now;
  }, state);
}

/** Who came back since `before` stands where they were left, and out of sight if they were. */
export function cameBack(
  state: ConsoleState,
  before: ConsoleState,
  panes: readonly Pane[],
): Pick<ConsoleState, 'panes' | 'away' | 'custom'> {
  const order = state.left?.panes ?? [];
  const isBack = ({ id }: Pane) =>
    order.includes(id) &&
    !(before.left?.panes.includes(id) && before.panes.some((pane) => pane.id === id));
  const back = panes.filter(isBack);
  const isHidden = ({ id }: Pane) => state.left?.hidden.includes(id) ?? false;
  const others = (all: readonly Pane[]) =>
    all.filter(({ id }) => back.every((one) => one.id !== id));
  // Those that stood in view only because no others were there, or known to be theirs.
  const known = others(state.panes).filter(({ workstream }) => workstream !== undefined);
  const isAlone = state.keyboard === 'sidebar' && known.every(isHidden);
  const alone = isAlone && back.length > 0 ? known : [];
  const hidden = [...back, ...alone].filter(isHidden).map(({ id }) => id);
  const away = new Set([...state.away, ...hidden]);
  const isSame = isSameSet(others(state.panes), others(panes));
  return {
    panes: back.reduce((now, pane) => inPlace(now, pane, order), panes),
    away: panes.every(({ id }) => away.has(id)) ? new Set() : away,
    custom:
      (isSame ? state.custom : undefined) ??
      (back.length > 0 ? sizesOf(state) : undefined),
  };
}

/** The sizes that panes were left with, where the layout is that one. */
function sizesOf({ left, layouts, layout }: ConsoleState): Layout | undefined {
  const isThat = left?.layout === undefined || layouts[layout]?.name === left.layout;
  return isThat ? left?.tree : undefined;
}

function isSameSet(some: readonly Pane[], others: readonly Pane[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ id }, index) => id === others[index]?.id)
  );
}

function inPlace<One extends { readonly id: PaneId }>(
  panes: readonly One[],
  pane: One,
  order: readonly PaneId[],
): readonly One[] {
  const others = panes.filter(({ id }) => id !== pane.id);
  const rank = order.indexOf(pane.id);
  const at = others.findIndex(({ id }) => {
    const place = order.indexOf(id);
    return place < 0 || place > rank;
  });
  return others.toSpliced(at < 0 ? others.length : at, 0, pane);
}

/** The panes as they were left, and the keyboard where it was, if somebody listens there. */
export function takenUp(
  state: ConsoleState,
  found: readonly Pane[],
  arranged: Arranged,
): ConsoleState {
  const custom = arranged.tree;
  const now = inherited({ ...state, left: arranged, custom }, found);
  const how = now.left ?? arranged;
  const panes = inOrder(found, how);
  const there = (id: PaneId) => panes.some((pane) => pane.id === id);
  const away = how.hidden.filter(there);
  const left = panes.find(({ id }) => id === how.focused);
  const placed = {
    ...now,
    panes,
    away: new Set(away.length < panes.length ? away : []),
    focused: left?.id ?? panes[0]?.id,
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
