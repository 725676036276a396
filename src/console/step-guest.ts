/** A guest that takes a pane's place for a while, with all the room, and gives it back. */
import { plainText } from '../base/plain-text.js';
import type { SessionId } from '../domain/ids.js';
import type { Step } from './event.js';
import { sessionName } from './session-name.js';
import { focusedPane, focusedPast, told, type ConsoleState, type Stay } from './state.js';
import { into } from './step-move.js';
import type { Pane } from './panes.js';
import type { Session } from '../domain/session.js';

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
  return [state, [{ type: 'openPast', program, session, folder, ...place }]];
}

/** It takes all the room as soon as it is there, before any pane makes room for it. */
export function guestComes(state: ConsoleState, session: SessionId): ConsoleState {
  const stay = { ...stayOf(state, session), zoomed: state.zoomed };
  return { ...state, stays: [...state.stays, stay] };
}

function stayOf({ focused, keyboard }: ConsoleState, session: SessionId): Stay {
  return { session, over: focused, keyboard };
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
  return { ...into(state, pane), stays: [...state.stays, stayOf(state, session)] };
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
  const { keyboard } = stay;
  const { selected } = state;
  const zoomed = stay.zoomed ?? state.zoomed;
  return { ...into(left, over), keyboard, selected, zoomed };
}

/** The program that the keyboard is in, if it is nobody's work: only a pane shows it. */
export function focusedGuest(state: ConsoleState): Session | undefined {
  const pane = state.keyboard === 'pane' ? focusedPane(state) : undefined;
  return pane && pane.workstream === undefined ? pane.session : undefined;
}

/** One that has ended has only been left to be read; what runs is ended after a yes. */
export function closeGuest(state: ConsoleState, guest: Session): Step<ConsoleState> {
  const { id: session, status } = guest;
  if (status.type === 'exited') return [state, [{ type: 'forget', session }]];
  const view = {
    type: 'confirm',
    question: plainText(`End ${sessionName(guest)}?`),
    consequence: 'Its program is hung up, as when its terminal is closed.',
    yes: { type: 'hangUp', session },
  } as const;
  return [{ ...state, view }, []];
}

function paneOf({ panes }: ConsoleState, session: SessionId): Pane | undefined {
  return panes.find((pane) => pane.session.id === session);
}
