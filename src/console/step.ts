/**
 * What an event makes of a console: the next state, and what is to be done. Pure; an
 * event that no longer fits (an answer for a dialog that was closed) changes nothing.
 */
import { isDeepStrictEqual } from 'node:util';
import { unreachable } from '../base/assert.js';
import { plainText } from '../base/plain-text.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { Status } from '../domain/status.js';
import { calmTitle } from './calm-title.js';
import type { ConsoleEvent, Step } from './event.js';
import { planRead, upToDatePlan } from './step-asked.js';
import { attended, called, calledFor, withoutCalls } from './step-call.js';
import { foreseeing, foreseen } from './step-conflicts.js';
import { borderMoved, clicked } from './step-click.js';
import { choosing, followed } from './step-choice.js';
import { stepDialog } from './step-dialog.js';
import { isEndedGuest } from './guest.js';
import { remembered } from './messages.js';
import { refused } from './step-refused.js';
import { guestCame, guestComes, guestGoes, opened } from './step-guest.js';
import { agentsRead, askingConsent } from './step-hand-over.js';
import { stepIntent } from './step-intent.js';
import { backFromEdit, backInInbox, upToDate } from './step-inbox.js';
import { memoriesRead } from './step-memories.js';
import { cannotGoBack } from './step-undo.js';
import { into } from './step-move.js';
import {
  begun,
  cameBack,
  handedDown,
  inherited,
  ordered,
  parted,
  takenUp,
} from './arrangement.js';
import { offered } from './lost.js';
import { reconcile, type Pane } from './panes.js';
import {
  pastLost,
  pastsOf,
  type PastTold,
  pastStale,
  isPastTold,
  pastTold,
  pointed,
  withoutShown,
  wrote,
} from './pasts.js';
import {
  focusedSubject,
  sameSubject,
  subjects,
  withoutReply,
  type ConsoleState,
  type Notice,
} from './state.js';

export function step(state: ConsoleState, event: ConsoleEvent): Step<ConsoleState> {
  const isByPerson = ['intent', 'clicked', 'pointed', 'borderMoved'].includes(event.type);
  const [next, effects] = happened(
    isByPerson ? withoutReply(begun(state)) : state,
    event,
  );
  return [remembered(attended(next), state), effects];
}

function happened(state: ConsoleState, event: ConsoleEvent): Step<ConsoleState> {
  if (event.type === 'called') return called(state, event.event, event.at);
  if (event.type === 'calledFor') return calledFor(state, event);
  if (event.type === 'intent')
    return state.view.type === 'panes'
      ? stepIntent(state, event.intent)
      : stepDialog(state, event.intent);
  if (event.type === 'clicked') return clicked(withoutShown(state), event);
  if (event.type === 'pointed') return pointed(state, event);
  if (isPastTold(event)) return pastTold(state, event);
  if (event.type === 'session') return withSession(state, event.session);
  if (event.type === 'status') return withNewStatus(state, event.status);
  return [arrive(state, event), []];
}

type Arrival = Exclude<
  ConsoleEvent,
  {
    readonly type:
      | 'called'
      | 'calledFor'
      | 'intent'
      | 'clicked'
      | 'pointed'
      | PastTold['type']
      | 'session'
      | 'status';
  }
>;

function arrive(state: ConsoleState, event: Arrival): ConsoleState {
  switch (event.type) {
    case 'typed':
      return typed(state, event.text);
    case 'terminalFocused':
      return { ...state, terminalFocused: event.gained };
    case 'resized':
      return { ...state, size: event.size };
    case 'ticked':
      return ticked(state, event.now);
    case 'engineLink':
      return state.engine === event.link ? state : { ...state, engine: event.link };
    case 'hostLink':
      return state.host === event.link ? state : { ...state, host: event.link };
    case 'sessions':
      return withSessions(state, new Map(event.sessions.map(calmEntry)));
    case 'pastLost':
      return pastLost(state, event.session);
    case 'borderMoved':
      return borderMoved(state, event);
    case 'selectionSeen':
      return withoutShown(state);
    case 'wrote':
      return wrote(state, event.session);
    case 'focusSession':
      return opened(state, event.session);
    case 'guestComes':
      return guestComes(state, event.session);
    case 'forgotten':
      return withSessions(
        ended(state, event.session),
        without(state.sessions, event.session),
      );
    case 'noticed':
      return { ...state, notice: event.notice };
    case 'focusWorkstream':
      return focusWorkstream(state, event.workstream);
    case 'selected':
      return { ...state, selected: event.subject };
    case 'foreseen':
      return foreseen(state, event);
    case 'memoriesRead':
      return backInInbox({ ...state, view: memoriesRead(state.view, event.memories) });
    case 'agentsRead':
      return { ...state, view: agentsRead(state.view, event.agents) };
    case 'consentNeeded':
      return askingConsent(state, event);
    case 'planRead':
      return planRead(state, event.plan);
    case 'previewed':
    case 'merged':
      return answered(state, event);
    case 'cannotGoBack':
      return cannotGoBack(state, event);
    case 'refused':
      return refused(state, event);
    default:
      return unreachable(event);
  }
}

/** A notice has been read after this long; a shorter one is missed in a pane's bustle. */
const NOTICE_MS = 8000;

function ticked(state: ConsoleState, now: number): ConsoleState {
  return withoutShown({ ...state, now, notice: unread(state.notice, now) });
}

function unread(notice: Notice | undefined, now: number): Notice | undefined {
  if (!notice) return undefined;
  if (notice.at === undefined) return { ...notice, at: now };
  return now - notice.at > NOTICE_MS ? undefined : notice;
}

function typed(state: ConsoleState, text: string): ConsoleState {
  if (state.view.type !== 'text') return state;
  return { ...state, view: { ...state.view, text: state.view.text + plainText(text) } };
}

function withStatus(state: ConsoleState, status: Status): ConsoleState {
  const wished = state.layouts.findIndex(({ name }) => name === status.layout);
  const layout = state.layoutChosen || wished < 0 ? state.layout : wished;
  const all = subjects({ ...state, status });
  const stays = all.some((subject) => sameSubject(subject, state.selected));
  const next = withSessions(
    { ...state, status, layout, view: upToDate(state.view, status) },
    state.sessions,
  );
  if (stays) return next;
  const attended = next.keyboard === 'pane' ? focusedSubject(next) : undefined;
  return { ...next, selected: attended ?? all[0] };
}

function withSessions(
  before: ConsoleState,
  sessions: ReadonlyMap<SessionId, Session>,
): ConsoleState {
  const found = ordered(before, reconcile(before.panes, sessions, before.status));
  const kept = parted(handedDown(before, found), found);
  if (kept.arranged && kept.panes.length === 0 && found.length > 0)
    return takenUp({ ...kept, sessions, arranged: undefined }, found, kept.arranged);
  const state = inherited(kept, found);
  const back = cameBack(state, kept, found);
  const { panes } = back;
  const focused = focusedIn(inView(back), state);
  return {
    ...state,
    ...back,
    sessions,
    pasts: pastsOf({ pasts: state.pasts, panes }),
    focused: focused?.id,
    keyboard: focused ? state.keyboard : 'sidebar',
  };
}

function inView({ panes, away }: Pick<ConsoleState, 'panes' | 'away'>): readonly Pane[] {
  return panes.filter(({ id }) => !away.has(id));
}

/** The one that had it or its neighbour; the first until anybody gave it to one. */
function focusedIn(panes: readonly Pane[], before: ConsoleState): Pane | undefined {
  const { focused, begun: chosen, left, keyboard } = before;
  if (!chosen && !left && keyboard === 'sidebar') return panes[0];
  const at = inView(before).findIndex(({ id }) => id === focused);
  return panes.find(({ id }) => id === focused) ?? panes[Math.max(0, at)] ?? panes[0];
}

function calmEntry(session: Session): readonly [SessionId, Session] {
  return [session.id, { ...session, title: calmTitle(session.title) }];
}

/** A title whose spinner turned is no news: the chrome is not drawn for it. */
function withSession(state: ConsoleState, session: Session): Step<ConsoleState> {
  const calm = { ...session, title: calmTitle(session.title) };
  const known = state.sessions.get(session.id);
  if (known && isDeepStrictEqual(known, calm)) return [state, []];
  const told = calm.status.type === 'exited' ? exited(state, calm) : state;
  const placed = withSessions(told, new Map([...state.sessions, [session.id, calm]]));
  const now = known ? placed : guestCame(placed, told, session.id);
  return known?.size.columns === calm.size.columns
    ? [now, []]
    : pastStale(now, session.id);
}

/** One that is left to be read keeps what it took until it is closed. */
function exited(before: ConsoleState, session: Session): ConsoleState {
  const state = backFromEdit(before, session);
  return isEndedGuest(session)
    ? ended(state, session.id)
    : withoutCalls(state, session.id);
}

/** What it told is told no more, and its place is free. */
function ended(state: ConsoleState, session: SessionId): ConsoleState {
  return withoutCalls(guestGoes(state, session), session);
}

function without(
  sessions: ReadonlyMap<SessionId, Session>,
  gone: SessionId,
): ReadonlyMap<SessionId, Session> {
  return new Map([...sessions].filter(([id]) => id !== gone));
}

function focusWorkstream(state: ConsoleState, id: WorkstreamId): ConsoleState {
  const pane = state.panes.find(({ workstream }) => workstream === id);
  const selected = { type: 'workstream', id } as const;
  return { ...into(state, pane), selected };
}

type Answer = Extract<Arrival, { readonly type: 'previewed' | 'merged' }>;

function answered(state: ConsoleState, event: Answer): ConsoleState {
  const { view } = state;
  if (view.type !== 'merge' || view.wave !== event.report.wave) return state;
  // What blocks it asks at once how it is to go on.
  if (event.report.choices.length > 0)
    return { ...state, view: choosing({ ...event.report, id: event.report.wave }) };
  const phase = event.type === 'merged' ? 'done' : 'preview';
  const report = { type: 'loaded', value: event.report } as const;
  return { ...state, view: { ...view, phase, report, scroll: 0 } };
}

/** What a dialog was told is asked anew: a branch may have moved, a memory been judged. */
function withNewStatus(before: ConsoleState, status: Status): Step<ConsoleState> {
  const state = offered(withStatus(before, status), status);
  if (state.view.type === 'plan') return upToDatePlan(state, state.view);
  if (state.view.type === 'conflicts') return [state, [foreseeing(state.view)]];
  if (state.view.type === 'choose' || state.view.type === 'merge')
    return [{ ...state, view: followed(state.view, status) }, []];
  return [state, state.view.type === 'memories' ? [{ type: 'readMemories' }] : []];
}
