/** The dialog of conflicts: the matrix of all workstreams, and the two sides of a pair. */
import type { Clash, Foresight } from '../domain/foresight.js';
import type { ConsoleEffect, ConsoleEvent, Step } from './event.js';
import type { Intent } from './intent.js';
import type { ConsoleState } from './state.js';
import { LOADING, type View } from './view.js';

export type ConflictsView = Extract<View, { readonly type: 'conflicts' }>;

type Foreseen = Extract<ConsoleEvent, { readonly type: 'foreseen' }>;

/** The matrix, in front of the panes. */
export function conflicts(state: ConsoleState): Step<ConsoleState> {
  return asked(state, matrix(false));
}

/** Undefined for what the dialogs do alike. */
export function stepConflicts(
  state: ConsoleState,
  view: ConflictsView,
  intent: Intent,
): Step<ConsoleState> | undefined {
  const { sides, uncommitted, marked: at } = view;
  if (intent.type === 'toggle') return asked(state, matrix(!uncommitted));
  if (intent.type === 'select') return marking(state, view, at + intent.by);
  if (intent.type === 'confirm') return sides ? [state, []] : comparing(state, view, at);
  if (intent.type !== 'cancel' || !sides) return undefined;
  return [{ ...state, view: marked(view, at) }, []];
}

/** What a person has asked something else for meanwhile is not shown. */
export function foreseen(
  state: ConsoleState,
  { foresight: value, uncommitted, pair }: Foreseen,
): ConsoleState {
  const { view } = state;
  if (view.type !== 'conflicts' || view.uncommitted !== uncommitted) return state;
  const loaded = { type: 'loaded', value } as const;
  if (pair !== null)
    return view.sides?.pair.join() === pair.join()
      ? { ...state, view: { ...view, sides: { pair, read: loaded } } }
      : state;
  return { ...state, view: { ...view, foresight: loaded, marked: markIn(value, view) } };
}

/** It stays on its pair while others come and go. */
function markIn({ clashes }: Foresight, view: ConflictsView): number {
  const before = clashesIn(view)[view.marked];
  const at = clashes.findIndex(
    ({ ours, theirs }) =>
      ours.name === before?.ours.name && theirs.name === before.theirs.name,
  );
  return at >= 0 ? at : Math.max(0, Math.min(view.marked, clashes.length - 1));
}

/** Asks for what is shown, as it is by now. */
export function foreseeing({ uncommitted, sides }: ConflictsView): ConsoleEffect {
  return { type: 'foresee', uncommitted, pair: sides?.pair ?? null };
}

function matrix(uncommitted: boolean): ConflictsView {
  const nothing = { foresight: LOADING, marked: 0, sides: undefined, scroll: 0 };
  return { type: 'conflicts', uncommitted, ...nothing };
}

function asked(state: ConsoleState, view: ConflictsView): Step<ConsoleState> {
  return [{ ...state, view }, [foreseeing(view)]];
}

/** Who compares goes on comparing. */
function marking(
  state: ConsoleState,
  view: ConflictsView,
  index: number,
): Step<ConsoleState> {
  const clashes = clashesIn(view);
  if (clashes.length === 0) return [state, []];
  const turned = (index + clashes.length) % clashes.length;
  return view.sides
    ? comparing(state, view, turned)
    : [{ ...state, view: marked(view, turned) }, []];
}

function comparing(
  state: ConsoleState,
  view: ConflictsView,
  index: number,
): Step<ConsoleState> {
  const clash = clashesIn(view)[index];
  if (!clash) return [state, []];
  const pair = [clash.ours.name, clash.theirs.name] as const;
  const sides = { pair, read: LOADING };
  return asked(state, { ...view, marked: index, sides, scroll: 0 });
}

function marked(view: ConflictsView, index: number): ConflictsView {
  const { foresight } = view;
  const line = foresight.type === 'loaded' ? lineOf(foresight.value, index) : 0;
  // The first one is seen from the top, matrix and all.
  const scroll = index === 0 ? 0 : line;
  return { ...view, marked: index, sides: undefined, scroll };
}

function clashesIn({ foresight }: ConflictsView): readonly Clash[] {
  return foresight.type === 'loaded' ? foresight.value.clashes : [];
}

/** Heading of the matrix, and the blank line below it. */
const AROUND_MATRIX = 2;

function lineOf({ workstreams, clashes }: Foresight, index: number): number {
  const before = clashes.slice(0, index).map(({ conflicts }) => conflicts.length + 1);
  return workstreams.length + AROUND_MATRIX + before.reduce((sum, one) => sum + one, 0);
}
