/**
 * How many sessions a plan with `maxSessions: auto` may have: as many as the machine and
 * the agents' providers bear. A limit decides only whether a further session starts;
 * none is ever ended for it, and one may always run.
 *
 * Under pressure it is one less than what runs, so that what ends is not replaced.
 * Between what is too much and what is little nothing changes, and after a rise the next
 * one waits for what came of it: so the limit does not swing.
 */
import type { Timestamp } from '../domain/time.js';
import type { PlanState } from './plan-state.js';

/** What the engine reads of the machine and of its agents. */
export type Reading = {
  readonly processors: number;
  /** The load average of the last minute, for each processor. */
  readonly load: number;
  /** The share of memory that is available, 0 to 1; undefined where nobody tells. */
  readonly memory: number | undefined;
  /** How many agents show that they are held up by a rate limit. */
  readonly limited: number;
};

export type Scale = {
  readonly limit: number;
  /** What decided it, in words: `load 2.4 a core`. */
  readonly why: string;
  readonly since: Timestamp;
};

/** Programs queue for a processor; agents that wait for a model hardly load one. */
const HIGH_LOAD = 1.5;
const CALM_LOAD = 1;

/** Close to where a machine begins to swap, or to end programs. */
const LOW_MEMORY = 0.1;
const CALM_MEMORY = 0.2;

/** A minute's average shows most of what a session that started adds to it. */
export const RISE_MS = 30_000;

/** Before the first reading one session is let start. */
const FIRST = 1;

/** How many sessions may be taken now. */
export function sessionLimit({ plan, scale }: PlanState): number {
  if (plan.scales !== true) return plan.maxSessions;
  return Math.min(plan.maxSessions, scale?.limit ?? FIRST);
}

/** The limit that follows from a reading; undefined where it stays as it is. */
export function rescaled(
  { plan, scale, active }: PlanState,
  reading: Reading,
  at: Timestamp,
): Scale | undefined {
  const { pressure, why } = judged(reading);
  const limit = limitUnder(pressure);
  return limit === scale?.limit ? undefined : { limit, why, since: at };

  function limitUnder(pressure: Pressure): number {
    if (pressure === 'high') return Math.max(1, Math.min(scale?.limit ?? 1, active - 1));
    if (!scale) return Math.max(1, Math.min(plan.maxSessions, reading.processors));
    const rises = pressure === 'low' && active >= scale.limit;
    const waited = at - scale.since >= RISE_MS || at < scale.since;
    return rises && waited ? Math.min(plan.maxSessions, scale.limit + 1) : scale.limit;
  }
}

type Pressure = 'high' | 'some' | 'low';

type Judgement = { readonly pressure: Pressure; readonly why: string };

function judged({ load, memory, limited }: Reading): Judgement {
  const perCore = `load ${load.toFixed(1)} a core`;
  const share = `${Math.floor((memory ?? 1) * 100)}% of memory available`;
  if (limited > 0) return { pressure: 'high', why: limitedInWords(limited) };
  if (memory !== undefined && memory < LOW_MEMORY)
    return { pressure: 'high', why: share };
  if (load >= HIGH_LOAD) return { pressure: 'high', why: perCore };
  if (memory !== undefined && memory < CALM_MEMORY)
    return { pressure: 'some', why: share };
  return { pressure: load > CALM_LOAD ? 'some' : 'low', why: perCore };
}

function limitedInWords(limited: number): string {
  return limited === 1
    ? 'an agent is at its rate limit'
    : `${limited} agents are at their rate limit`;
}
