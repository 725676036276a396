/** The pasts of a console's panes: which pane's, how tall, and what becomes of the state. */
import { unreachable } from '../base/assert.js';
import type { PaneId, SessionId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';
import type { ConsoleEvent, Step } from './event.js';
import { geometryOf, screenRect } from './geometry.js';
import { opening, type OpenedBy, type Past, type PastEvent } from './past.js';
import type { PastStep } from './past-effect.js';
import { focusedPane, type ConsoleState } from './state.js';
import {
  stale,
  stepFound,
  stepHistory,
  stepPlaces,
  stepPrompts,
} from './past-answers.js';
import { stepPast } from './step-past.js';

/** Until the host has told what there is; any line will do. */
const FIRST_SPAN = { from: Number.MAX_SAFE_INTEGER, count: 1 } as const;

/** Shows the past of the focused pane, which gets the keyboard. */
export function enterPast(state: ConsoleState): Step<ConsoleState> {
  const pane = focusedPane(state);
  if (!pane) return [state, []];
  const now = { ...state, keyboard: 'pane' } as const;
  const past = now.pasts.get(pane.id);
  if (past && past.by !== 'pointer') return [now, []];
  return opened(now, pane.id, 'key');
}

/** A command for the past of the focused pane. */
export function inFocusedPast(state: ConsoleState, event: PastEvent): Step<ConsoleState> {
  return state.focused ? inPast(state, state.focused, event) : [state, []];
}

/** Opens the past when there is none, but never for what ends or continues something. */
export function pointed(
  state: ConsoleState,
  { pane, by, event }: Extract<ConsoleEvent, { readonly type: 'pointed' }>,
): Step<ConsoleState> {
  const past = state.pasts.get(pane);
  if (past && event.type === 'wheel' && past.by === 'pointer')
    return inPast(withPast(state, pane, { ...past, by: 'wheel' }), pane, event);
  if (past) return inPast(state, pane, event);
  const opens = event.type === 'grab' || (event.type === 'wheel' && event.lines < 0);
  if (!opens) return [state, []];
  const [now, effects] = opened(state, pane, by);
  const [next, more] = inPast(now, pane, event);
  return [next, [...effects, ...more]];
}

const TOLD = ['history', 'places', 'found', 'prompts'] as const;

/** What the host told of a past. */
export type PastTold = Extract<ConsoleEvent, { readonly type: (typeof TOLD)[number] }>;

export function isPastTold(event: ConsoleEvent): event is PastTold {
  return TOLD.some((type) => type === event.type);
}

export function pastTold(state: ConsoleState, event: PastTold): Step<ConsoleState> {
  return ofSession(state, event.session, (past, size) => {
    switch (event.type) {
      case 'history':
        return stepHistory(past, event.answer, size);
      case 'places':
        return stepPlaces(past, event, size);
      case 'found':
        return stepFound(past, event, size);
      case 'prompts':
        return stepPrompts(past, event, size);
      default:
        return unreachable(event);
    }
  });
}

/** A session's past is over, or its lines have another width. */
export function pastStale(state: ConsoleState, session: SessionId): Step<ConsoleState> {
  return ofSession(state, session, stale);
}

export function pastLost(state: ConsoleState, session: SessionId): ConsoleState {
  return ofSession(state, session, () => [undefined, []])[0];
}

/** Told once: from then on the pane says that its output goes on. */
export function wrote(state: ConsoleState, session: SessionId): ConsoleState {
  return ofSession(state, session, (past) => [
    past.phase === 'opening' || past.wrote ? past : { ...past, wrote: true },
    [],
  ])[0];
}

/** What the pointer selected has been seen; the panes show the present again. */
export function withoutShown(state: ConsoleState): ConsoleState {
  const left = [...state.pasts].filter(([, past]) => !isSeen(past));
  return left.length === state.pasts.size ? state : { ...state, pasts: new Map(left) };
}

function isSeen(past: Past): boolean {
  return past.phase === 'open' && past.by === 'pointer' && !past.held;
}

/** Panes that are gone take their pasts with them. */
export function pastsOf({ pasts, panes }: Pick<ConsoleState, 'pasts' | 'panes'>) {
  const left = [...pasts].filter(([id]) => panes.some((pane) => pane.id === id));
  return left.length === pasts.size ? pasts : new Map(left);
}

function opened(state: ConsoleState, id: PaneId, by: OpenedBy): Step<ConsoleState> {
  const session = state.panes.find((pane) => pane.id === id)?.session.id;
  if (!session) return [state, []];
  const effect = { type: 'readHistory', session, span: FIRST_SPAN } as const;
  return [withPast(state, id, opening(session, by)), [effect]];
}

function inPast(state: ConsoleState, id: PaneId, event: PastEvent): Step<ConsoleState> {
  return changed(state, id, (past, size) => stepPast(past, event, size));
}

function ofSession(
  state: ConsoleState,
  session: SessionId,
  change: (past: Past, size: Size) => PastStep,
): Step<ConsoleState> {
  const [id] = [...state.pasts].find(([, past]) => past.session === session) ?? [];
  return id ? changed(state, id, change) : [state, []];
}

function changed(
  state: ConsoleState,
  id: PaneId,
  change: (past: Past, size: Size) => PastStep,
): Step<ConsoleState> {
  const past = state.pasts.get(id);
  if (!past) return [state, []];
  const [next, effects] = change(past, sizeOf(state, id));
  return [next === past ? state : withPast(state, id, next), effects];
}

function withPast(state: ConsoleState, id: PaneId, past: Past | undefined): ConsoleState {
  const others = [...state.pasts].filter(([other]) => other !== id);
  return { ...state, pasts: new Map(past ? [...others, [id, past]] : others) };
}

/** What the pane shows; a hidden one has the size that its session has. */
function sizeOf(state: ConsoleState, id: PaneId): Size {
  const area = geometryOf(state).panes.get(id);
  if (!area) {
    const session = state.panes.find((pane) => pane.id === id)?.session;
    return session?.size ?? { columns: 1, rows: 1 };
  }
  const { width: columns, height: rows } = screenRect(area);
  return { columns, rows };
}
