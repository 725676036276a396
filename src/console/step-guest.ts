/** A guest that takes a pane's place for a while, with all the room, and gives it back. */
import type { PaneId, SessionId } from '../domain/ids.js';
import type { Step } from './event.js';
import { focusedPane, focusedPast, told, type ConsoleState } from './state.js';
import { into } from './step-move.js';

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

export function guestCame(
  state: ConsoleState,
  { session, over }: { readonly session: SessionId; readonly over: PaneId },
): ConsoleState {
  const pane = state.panes.find((one) => one.session.id === session);
  if (!pane) return state;
  const stay = { session, over, zoomed: state.zoomed };
  return { ...into(state, pane), zoomed: true, stays: [...state.stays, stay] };
}

/** Before its pane goes: who still looks at it sees what stood there. */
export function guestGoes(state: ConsoleState, session: SessionId): ConsoleState {
  const stay = state.stays.find((one) => one.session === session);
  if (!stay) return state;
  const left = { ...state, stays: state.stays.filter((one) => one !== stay) };
  if (focusedPane(state)?.session.id !== session) return left;
  const over = state.panes.find(({ id }) => id === stay.over);
  return { ...into(left, over), keyboard: state.keyboard, zoomed: stay.zoomed };
}
