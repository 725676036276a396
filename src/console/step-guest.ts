/** A guest that takes a pane's place for a while, with all the room, and gives it back. */
import type { PaneId, SessionId } from '../domain/ids.js';
import type { Step } from './event.js';
import { focusedPane, focusedPast, told, type ConsoleState } from './state.js';
import { into } from './step-move.js';
import type { Pane } from './panes.js';

/** The whole past of the focused pane, from the line where the person is in it. */
export function openPast(
  state: ConsoleState,
  program: 'editor' | 'pager',
): Step<ConsoleState> {
  const pane = focusedPane(state);
  if (!pane) return [told(state, 'there is no pane whose past could be opened'), []];
  const past = focusedPast(state);
  const { id: session, cwd: folder } = pane.session;
  const place = past?.phase === 'open' ? { line: past.cursor.line } : {};
  return [
    { ...state, keyboard: 'pane' },
    [{ type: 'openPast', program, session, pane: pane.id, folder, ...place }],
  ];
}

/** It takes all the room as soon as it is there, before any pane makes room for it. */
export function guestComes(
  state: ConsoleState,
  { session, over }: { readonly session: SessionId; readonly over: PaneId },
): ConsoleState {
  const stay = { session, over, zoomed: state.zoomed };
  return { ...state, stays: [...state.stays, stay] };
}

/** `now` has the guest's pane, of which `before` knew nothing. */
export function guestCame(
  now: ConsoleState,
  before: ConsoleState,
  session: SessionId,
): ConsoleState {
  const stay = now.stays.find((one) => one.session === session);
  const pane = paneOf(now, session);
  if (stay?.zoomed === undefined || !pane) return now;
  return {
    ...into(now, pane),
    zoomed: true,
    custom: before.custom,
    stays: now.stays.with(now.stays.indexOf(stay), { ...stay, zoomed: before.zoomed }),
  };
}

/** A session that the person just opened gets the keyboard. */
export function opened(state: ConsoleState, session: SessionId): ConsoleState {
  const pane = paneOf(state, session);
  if (!pane) return state;
  const stay = { session, over: state.focused };
  return { ...into(state, pane), stays: [...state.stays, stay] };
}

/** Who still looks at it is back where they were before it came. */
export function guestGoes(state: ConsoleState, session: SessionId): ConsoleState {
  const stay = state.stays.find((one) => one.session === session);
  if (!stay) return state;
  const left = {
    ...state,
    stays: state.stays.filter((one) => one !== stay),
    panes: state.panes.filter((pane) => pane.session.id !== session),
  };
  if (focusedPane(state)?.session.id !== session) return left;
  const over = state.panes.find(({ id }) => id === stay.over);
  const { keyboard, zoomed } = state;
  return { ...into(left, over), keyboard, zoomed: stay.zoomed ?? zoomed };
}

function paneOf({ panes }: ConsoleState, session: SessionId): Pane | undefined {
  return panes.find((pane) => pane.session.id === session);
}
