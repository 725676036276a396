/**
 * A workstream on hold: a person paused it, or a rule of the plan did. It is not started,
 * not judged, told nothing and no plan of it is approved until it is resumed; then what
 * waited is made up for. Its program is left alive: its agent is asked to stop, once, and
 * when it did so it is told to go on when it is resumed. One that left its session to
 * another while its agent rested is resumed when a session is free again.
 */
import type { Workstream } from '../domain/plan.js';
import type { Timestamp } from '../domain/time.js';
import { completed, redEffects } from './checking.js';
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';
import { promptEffects } from './session-life.js';
import { endSetUp } from './setting-up.js';
import {
  atRest,
  isActive,
  isLost,
  isResumed,
  withLife,
  type Running,
  type Work,
} from './work.js';

type Stepped = readonly [work: Work, effects: readonly Effect[]];

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { readonly type: Type }>;

/** Whether there is something of it to hold back; also of one that is about to go on. */
export function mayHold(work: Work): boolean {
  if (work.hold) return isResumed(work);
  return work.life.phase === 'queued' || isActive(work);
}

export function held(
  work: Work,
  { at, by, why }: Pick<Of<'held'>, 'at' | 'by' | 'why'>,
  plan: Workstream,
): Stepped {
  if (!mayHold(work)) return [work, []];
  const { life } = work;
  if (work.hold) {
    const again = { ...work.hold, by, why, since: at, resumed: undefined };
    return [{ ...work, hold: again }, []];
  }
  const hold = {
    by,
    why,
    since: at,
    interrupt: 'due',
    completed: false,
    resumed: undefined,
  } as const;
  const next = { ...work, hold };
  // What comes up all the same is ended as of one that was stopped.
  if (life.phase === 'starting')
    return [withLife(next, { phase: 'queued' }), endSetUp(work)];
  const stands = life.phase === 'running' ? clocked(next, life, at) : next;
  return [stands, interruptEffects(stands, plan)];
}

/** Its agent was asked to stop, or was not at work. */
export function interrupted(work: Work, { at, pressed }: Of<'interrupted'>): Work {
  const { hold, life } = work;
  if (hold?.interrupt !== 'due') return work;
  const interrupt = pressed ? 'done' : 'needless';
  const nudge = work.nudge || pressed;
  const next = { ...work, nudge, hold: { ...hold, interrupt } } as const;
  return life.phase === 'running' ? clocked(next, life, at) : next;
}

/** A person lets it go on, which it does by `goneOn` once it takes no session too many. */
export function released(work: Work, { at, by }: Of<'released'>): Work {
  const { hold } = work;
  return hold ? { ...work, hold: { ...hold, resumed: { by, at } } } : work;
}

/** What is to be made up for; one that was lost meanwhile starts again. */
export function goneOn(work: Work, at: Timestamp, plan: Workstream): Stepped {
  const { hold, life } = work;
  if (!hold) return [work, []];
  const free = { ...work, hold: undefined };
  if (hold.completed) return completed(free, at, plan);
  if (isLost(work)) return [withLife(free, { phase: 'queued' }), []];
  const next = life.phase === 'running' ? clocked(free, life, at) : free;
  return [next, owedEffects(next, plan)];
}

/** What an agent at work is owed by the plan, since it was held or the engine was away. */
export function owedEffects(work: Work, plan: Workstream): readonly Effect[] {
  const { life, nudge, hold } = work;
  if (life.phase !== 'running') return [];
  if (hold) return interruptEffects(work, plan);
  const nudges: readonly Effect[] = nudge
    ? [{ type: 'nudgeAgent', workstream: plan.id }]
    : [];
  const prompt = promptEffects(work, plan);
  return [...prompt, ...reviewEffects(work, plan), ...redEffects(work, plan), ...nudges];
}

/** What to do about a plan that waits: approve it by policy, or tell a person. */
export function reviewEffects(
  { life, hold }: Work,
  { id, approval }: Workstream,
): readonly Effect[] {
  if (life.phase !== 'running' || life.review === undefined || hold) return [];
  if (approval === 'auto')
    return [{ type: 'approvePlan', workstream: id, revision: life.review, by: 'plan' }];
  return [{ type: 'notify', level: 'info', text: `${id}: its plan waits for you` }];
}

/** A hold ends with what it holds back. */
export function withoutIdleHold(work: Work): Work {
  const { hold, life } = work;
  const holds = life.phase === 'queued' || isActive(work) || isLost(work);
  return hold && !holds ? { ...work, hold: undefined } : work;
}

/** Lets the clock run while the agent works, and stand while it waits or is held. */
export function clocked(work: Work, life: Running, at: Timestamp): Work {
  const waits = isWaiting(life, work.hold);
  if (waits === (life.clock === undefined)) return withLife(work, life);
  if (waits) return withLife(atRest(work, at), { ...life, clock: undefined });
  return withLife(work, { ...life, clock: at });
}

/** For a person, or on hold with its agent seen to rest. */
function isWaiting({ review, seen }: Running, hold: Work['hold']): boolean {
  if (review !== undefined || seen.doing === 'waiting' || seen.doing === 'error')
    return true;
  if (!hold) return false;
  return seen.doing === 'idle' || (seen.doing === 'unknown' && hold.interrupt === 'done');
}

function interruptEffects({ hold, life }: Work, { id }: Workstream): readonly Effect[] {
  const asks = hold?.interrupt === 'due' && life.phase === 'running';
  return asks ? [{ type: 'interruptAgent', workstream: id }] : [];
}
