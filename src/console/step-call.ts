/**
 * What a console makes of programs that ring, notify, tell their progress or copy. A copy
 * follows the person's policy; where that is to ask, it waits for an answer by key, and
 * takes no key from anybody.
 */
import { unreachable } from '../base/assert.js';
import { plainText } from '../base/plain-text.js';
import type { SessionId } from '../domain/ids.js';
import type { Timestamp } from '../domain/time.js';
import {
  charactersText,
  NO_CALL,
  selectionText,
  type Call,
  type CallEvent,
} from './call.js';
import type { ConsoleEvent, Step } from './event.js';
import { keyOf } from './keymap.js';
import {
  attendedSession,
  nameOf,
  told,
  type ConsoleState,
  type Notice,
} from './state.js';

export function called(
  state: ConsoleState,
  event: CallEvent,
  at: Timestamp,
): Step<ConsoleState> {
  switch (event.type) {
    case 'bell':
      return rings(state, event.session);
    case 'notification':
      return notified(state, event, at);
    case 'progress':
      return [withCall(state, event.session, { progress: event.progress }), []];
    case 'clipboard':
      return copies(state, event, at);
    case 'fault': {
      const text =
        'its screen could not be followed and begins anew; the program goes on';
      return [said(state, event.session, { level: 'warning', text, at }), []];
    }
    default:
      return unreachable(event);
  }
}

/** A rule of the plan calls: seen and passed on as if the program there had notified. */
export function calledFor(
  state: ConsoleState,
  { workstream, notice }: Extract<ConsoleEvent, { readonly type: 'calledFor' }>,
): Step<ConsoleState> {
  const session = state.panes.find((pane) => pane.workstream === workstream)?.session.id;
  const next = { ...(session ? rung(state, session) : state), notice };
  const isSeen = session !== undefined && attendedSession(state) === session;
  const body = notice.text.replace(`${workstream}: `, '');
  return [next, isSeen ? [] : [{ type: 'notify', title: workstream, body }]];
}

/** Where the person looks, nothing is left to be seen. */
export function attended(state: ConsoleState): ConsoleState {
  const session = attendedSession(state);
  return session && state.calls.get(session)?.rang
    ? withCall(state, session, { rang: false })
    : state;
}

/** What an ended or forgotten session told is told no more. */
export function withoutCalls(state: ConsoleState, session: SessionId): ConsoleState {
  const calls = new Map([...state.calls].filter(([id]) => id !== session));
  const copyWish = state.copyWish?.session === session ? undefined : state.copyWish;
  return calls.size === state.calls.size && copyWish === state.copyWish
    ? state
    : { ...state, calls, copyWish };
}

/** Asks whether the text that waits may be copied; the text shown is the text copied. */
export function answerCopy(state: ConsoleState): Step<ConsoleState> {
  const { copyWish } = state;
  if (!copyWish) return [told(state, 'no program waits to copy'), []];
  const { session, text, selection } = copyWish;
  const name = nameOf(state, session);
  return [
    {
      ...state,
      copyWish: undefined,
      view: {
        type: 'confirm',
        question: `Let ${name} copy ${charactersText(text)} to your ${selectionText(selection)}?`,
        consequence: plainText(text.replaceAll(/\r?\n/g, ' ⏎ '), PREVIEW_LENGTH),
        yes: { type: 'putOnClipboard', text, name, selection },
      },
    },
    [],
  ];
}

/** Two lines of the dialog on most terminals. */
const PREVIEW_LENGTH = 160;

function rung(state: ConsoleState, session: SessionId): ConsoleState {
  return withCall(state, session, { rang: true });
}

function rings(state: ConsoleState, session: SessionId): Step<ConsoleState> {
  return [rung(state, session), [{ type: 'ring' }]];
}

/** One without a word has no more to tell than a bell. */
function notified(
  state: ConsoleState,
  { session, title, body }: Extract<CallEvent, { readonly type: 'notification' }>,
  at: Timestamp,
): Step<ConsoleState> {
  const text = [title, body].filter((part) => part.trim() !== '').join(': ');
  if (text === '') return rings(state, session);
  const next = said(rung(state, session), session, { level: 'info', text, at });
  const isSeen = attendedSession(state) === session;
  const name = plainText(nameOf(state, session));
  return [next, isSeen ? [] : [{ type: 'notify', title: name, body: plainText(text) }]];
}

function copies(
  state: ConsoleState,
  { session, text, selection }: Extract<CallEvent, { readonly type: 'clipboard' }>,
  at: Timestamp,
): Step<ConsoleState> {
  const { focused, others } = state.clipboard;
  const name = nameOf(state, session);
  const permission = hasKeyboard(state, session) ? focused : others;
  if (permission === 'allow')
    return [state, [{ type: 'putOnClipboard', text, name, selection }]];
  const asks = permission === 'ask';
  const keys = `${keyOf(state.keymap, 'prefix')} ${keyOf(state.keymap, 'answer-copy')}`;
  const what = `copy ${charactersText(text)}`;
  const words = asks ? `wants to ${what}; ${keys} answers` : `was not let ${what}`;
  const next = said(state, session, { level: 'warning', text: words, at });
  return [asks ? { ...next, copyWish: { session, text, selection } } : next, []];
}

function hasKeyboard({ keyboard, panes, focused }: ConsoleState, session: SessionId) {
  const pane = panes.find(({ id }) => id === focused);
  return keyboard === 'pane' && pane?.session.id === session;
}

function said(state: ConsoleState, session: SessionId, notice: Notice): ConsoleState {
  const text = plainText(`${nameOf(state, session)}: ${notice.text}`);
  return { ...state, notice: { ...notice, text } };
}

function withCall(
  state: ConsoleState,
  session: SessionId,
  change: Partial<Call>,
): ConsoleState {
  const call = { ...(state.calls.get(session) ?? NO_CALL), ...change };
  return { ...state, calls: new Map([...state.calls, [session, call]]) };
}
