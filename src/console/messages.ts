/** What the status bar said, for those who did not see it in time or to its end. Pure. */
import type { ConsoleState, Notice } from './state.js';

/** More than anybody looks back for; the oldest go. */
const MOST = 200;

/** The latest first. Why a key did nothing is no news later. */
export function remembered(state: ConsoleState, before: ConsoleState): ConsoleState {
  const { notice, messages, now } = state;
  if (!notice || notice.isReply || isSame(notice, before.notice)) return state;
  const said = { ...notice, at: notice.at ?? now };
  return { ...state, messages: [said, ...messages].slice(0, MOST) };
}

/** It is told again with its time when that is known. */
function isSame(one: Notice, other: Notice | undefined): boolean {
  return one === other || (other?.at === undefined && one.text === other?.text);
}

export function messages(state: ConsoleState): ConsoleState {
  const { now } = state;
  return {
    ...state,
    view: { type: 'messages', messages: state.messages, now, scroll: 0 },
  };
}
