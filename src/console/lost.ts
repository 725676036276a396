/** What is offered when sessions were lost with their host: to start them again. */
import type { WorkstreamId } from '../domain/ids.js';
import type { Status } from '../domain/status.js';
import type { ConsoleEffect, Step } from './event.js';
import type { ConsoleState } from './state.js';
import { PANES, type View } from './view.js';

type LostView = Extract<View, { readonly type: 'lost' }>;

/** Asks about what was lost since it was asked last, unless the person is about something else. */
export function offered(before: ConsoleState, status: Status): ConsoleState {
  // One on hold starts again when it is resumed.
  const workstreams = status.workstreams.filter(
    ({ lost, hold }) => lost && hold === null,
  );
  const state = upToDate(before, workstreams);
  const fresh = workstreams.some(({ id }) => !state.offered.has(id));
  if (fresh && state.view.type !== 'panes') return state;
  const ids = new Set(workstreams.map(({ id }) => id));
  if (!fresh) return { ...state, offered: ids };
  const view: View = { type: 'lost', workstreams, left: new Set(), scroll: 0 };
  return { ...state, offered: ids, view };
}

/** With all of them started elsewhere, that they were lost is no news any more. */
function upToDate(state: ConsoleState, lost: LostView['workstreams']): ConsoleState {
  const view = withoutStarted(state.view, lost);
  const isOver = state.view.type === 'lost' && view.type !== 'lost';
  return { ...state, view, notice: isOver ? undefined : state.notice };
}

/** Another console may have started some of them, or all. */
function withoutStarted(view: View, lost: LostView['workstreams']): View {
  if (view.type !== 'lost') return view;
  const workstreams = view.workstreams.filter(({ id }) =>
    lost.some((one) => one.id === id),
  );
  if (workstreams.length === 0) return PANES;
  const marked = view.workstreams[view.scroll]?.id;
  const at = workstreams.findIndex(({ id }) => id === marked);
  const scroll = at >= 0 ? at : Math.min(view.scroll, workstreams.length - 1);
  return { ...view, workstreams, scroll };
}

export function toggled(view: LostView): LostView {
  const id = view.workstreams[view.scroll]?.id;
  if (id === undefined) return view;
  const left = new Set(view.left);
  if (!left.delete(id)) left.add(id);
  return { ...view, left };
}

/** Starts what was not left, as far as nobody else has started it meanwhile. */
export function startedAgain(
  state: ConsoleState,
  { workstreams, left }: LostView,
): Step<ConsoleState> {
  const wanted = workstreams.filter(({ id }) => !left.has(id) && isLost(state, id));
  return [{ ...state, view: PANES }, wanted.map(({ id }) => again(id))];
}

function isLost({ status }: ConsoleState, id: WorkstreamId): boolean {
  return status?.workstreams.some((one) => one.id === id && one.lost) ?? false;
}

function again(workstream: WorkstreamId): ConsoleEffect {
  const request = { type: 'restart', workstream } as const;
  return { type: 'ask', request, done: `${workstream}: starting` };
}
