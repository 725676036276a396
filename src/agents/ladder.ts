/**
 * Which of the things said of an agent counts: what its hook told, as long as nothing
 * speaks against it, else what its title and screen show.
 *
 * No hook fires when a person interrupts an agent, answers it in its pane or when it
 * stops silently, and some dialogs have none. So a title or screen that goes on saying
 * something else overrules a hook, after the time that honest differences last. What was
 * overruled does not come back; the next event does. Pure: `againAt` is when time alone
 * will make a difference.
 */
import type { Timestamp } from '../domain/time.js';
import type { AgentState } from './agent-state.js';
import type { Told } from './told-by.js';

/** What title and screen say, and since when they do. */
export type Read = { readonly state: AgentState; readonly since: Timestamp };

export type Said = {
  readonly told: Told | undefined;
  readonly read: Read | undefined;
};

export type Standing = {
  /** Undefined while there is nothing to be said yet: the state before holds. */
  readonly state: AgentState | undefined;
  /** What of the hook still counts. */
  readonly told: Told | undefined;
  readonly againAt: Timestamp | undefined;
};

type Patience = Readonly<Partial<Record<AgentState['doing'], number>>>;

/**
 * How long title or screen must say something else than the hook. Screens come up to some
 * hundred milliseconds after the event; an agent at work shows a bare prompt for a moment
 * between two steps. Busy on a screen that says nothing holds for longer than any tool
 * call that shows nothing. What is not listed never counts against the hook.
 */
const PATIENCE_MS: Readonly<Record<Told['doing'], Patience>> = {
  busy: { waiting: 2000, error: 2000, idle: 3000, unknown: 600_000 },
  waiting: { busy: 1000, idle: 3000, error: 2000 },
  idle: { busy: 1000, waiting: 1000, error: 1000 },
  error: { busy: 1000, waiting: 1000 },
  unknown: {},
};

/**
 * One that showed work before its hook said that it waits may not have drawn its dialog yet:
 * on a busy machine that takes longer than the hook does.
 */
const UNDRAWN_MS = 5000;

/**
 * An agent that looks idle on its screen is believed after this long: between two steps
 * of its work it shows the same prompt for a moment. Its title, when it sets one, is
 * believed at once.
 */
const IDLE_MS = 1500;

export function standing({ told, read }: Said, now: Timestamp): Standing {
  if (!told || told.doing === 'unknown') return shown(read, now);
  const patience = read && patienceWith(told, read);
  if (!read || patience === undefined)
    return { state: stateOf(told), told, againAt: undefined };
  const overruledAt = Math.max(told.at, read.since) + patience;
  if (now >= overruledAt) return shown(read, now);
  return { state: stateOf(told), told, againAt: overruledAt };
}

function patienceWith(told: Told, { state, since }: Read): number | undefined {
  const { doing } = state;
  if (told.doing === 'waiting' && doing === 'busy' && since < told.at) return UNDRAWN_MS;
  const rests = doing === 'idle' || doing === 'unknown';
  return told.background && rests ? undefined : PATIENCE_MS[told.doing][doing];
}

function shown(read: Read | undefined, now: Timestamp): Standing {
  const told = undefined;
  if (!read) return { state: undefined, told, againAt: undefined };
  const { state, since } = read;
  const unsettled = state.doing === 'idle' && state.source === 'screen';
  if (unsettled && now < since + IDLE_MS)
    return { state: undefined, told, againAt: since + IDLE_MS };
  return { state, told, againAt: undefined };
}

/** What a hook told, as a state. */
export function stateOf({ doing, detail, evidence }: Told): AgentState {
  return { doing, detail, evidence, source: 'hook' };
}
