/**
 * A workstream before its own gates: they judge its work when its agent says that it is
 * done. Red goes back to the agent, a bounded number of times; then it waits for a person.
 * Nothing makes a red workstream count as done but a person who says why.
 */
import type { Workstream } from '../domain/plan.js';
import type { GateReport } from '../domain/merge.js';
import { isComplete, type Signal } from '../domain/report.js';
import type { Timestamp } from '../domain/time.js';
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';
import { atRest, UNSEEN, withLife, type Checking, type Work } from './work.js';

/** Beyond it an agent mends the same thing again and again, and a person knows more. */
export const MAX_RED = 3;

type Stepped = readonly [work: Work, effects: readonly Effect[]];

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { readonly type: Type }>;

/**
 * What its signal makes of it. Complete counts while its agent works and after its end,
 * unless that was a fault; of one on hold it counts when it is resumed.
 */
export function completed(work: Work, at: Timestamp, plan: Workstream): Stepped {
  const { life, signal, checks, hold } = work;
  const may =
    life.phase === 'running' || (life.phase === 'failed' && life.end !== 'faulty');
  if (!may || !signal || !isComplete(signal)) return [work, []];
  if (hold) return [{ ...work, hold: { ...hold, completed: true } }, []];
  const session = life.phase === 'running' ? life.session : undefined;
  if (plan.gates.length === 0)
    return [withLife(atRest(work, at), { phase: 'done', session }), []];
  const judged = isEqual(checks?.signal, signal);
  return judged ? [work, []] : judge(work, at, plan);
}

/** A person asks: what is red, or could not be judged, is judged again. */
export function checkAsked(
  work: Work,
  { at }: Of<'checkAsked'>,
  plan: Workstream,
): Stepped {
  const { checks } = work;
  if (!mayCheck(work, plan) || !checks) return [work, []];
  return judge({ ...work, checks: { ...checks, red: 0 } }, at, plan);
}

/** Whether its gates were red and can run again. */
export function mayCheck({ life, checks }: Work, plan: Workstream): boolean {
  const stands = life.phase === 'running' || life.phase === 'failed';
  return stands && checks?.why !== undefined && plan.gates.length > 0;
}

/** Its work counts as done as it is; what was red stays to be seen. */
export function gateOverridden(
  work: Work,
  { at, by, reason }: Of<'gateOverridden'>,
  plan: Workstream,
): Work {
  const { checks, life } = work;
  if (!mayCheck(work, plan) || !checks) return work;
  const gates = checks.gates.map(overridden);
  const session = life.phase === 'running' ? life.session : undefined;
  const next = { ...checks, gates, why: undefined, red: 0, override: { at, by, reason } };
  return withLife({ ...atRest(work, at), checks: next }, { phase: 'done', session });
}

function overridden(gate: GateReport): GateReport {
  const isGreen = gate.state === 'passed' || gate.state === 'flaky';
  return isGreen ? gate : { ...gate, state: 'overridden' };
}

export function checkStarted(work: Work, event: Of<'checkStarted'>): Work {
  const { life } = work;
  if (life.phase !== 'checking' || life.round !== event.round) return work;
  return withLife(work, { ...life, gates: event.gates, process: event.process });
}

export function checked(work: Work, event: Of<'checked'>, plan: Workstream): Stepped {
  const { life } = work;
  const { at, round, gates, verdict, ms } = event;
  if (life.phase !== 'checking' || life.round !== round) return [work, []];
  const { session } = life;
  const checks = {
    red: redAfter(work, verdict.type),
    runs: (work.checks?.runs ?? 0) + 1,
    gates,
    why: verdict.type === 'green' ? undefined : verdict.why,
    told: false,
    signal: work.signal,
    ms: ms + (work.checks?.ms ?? 0),
  };
  const judged = { ...work, checks };
  if (verdict.type === 'green') return [withLife(judged, { phase: 'done', session }), []];
  if (session === undefined) {
    const why = `${verdict.why}, and its agent has ended`;
    return [withLife(judged, { phase: 'failed', why, end: 'faulty' }), []];
  }
  const { seen, approved } = life;
  const again = { session, seen, approved, review: undefined, clock: at };
  return [withLife(judged, { ...again, phase: 'running' }), redEffects(judged, plan)];
}

/** What to do about red work: have the agent mend it, or call a person. */
export function redEffects(
  { checks, hold }: Work,
  { id }: Workstream,
): readonly Effect[] {
  if (checks?.why === undefined || checks.told) return [];
  if (checks.red < MAX_RED && hold) return [];
  if (checks.red < MAX_RED) return [{ type: 'tellRed', workstream: id }];
  return [{ type: 'notify', level: 'warning', text: `${id} is blocked: ${checks.why}` }];
}

/** Its agent was told of red as often as it may be: a person must look. */
export function isOutOfTries({ checks }: Work): boolean {
  return checks?.why !== undefined && checks.red >= MAX_RED;
}

/** Ends the gate that runs, of a workstream that is taken out of its agent's hands. */
export function endGate({ life }: Work): readonly Effect[] {
  if (life.phase !== 'checking' || life.process === undefined) return [];
  return [{ type: 'endGate', process: life.process }];
}

function judge(work: Work, at: Timestamp, { id }: Workstream): Stepped {
  const { life } = work;
  const running = life.phase === 'running' ? life : undefined;
  const next: Checking = {
    phase: 'checking',
    session: running?.session,
    seen: running?.seen ?? UNSEEN,
    approved: running?.approved,
    round: at,
    gates: [],
    process: undefined,
  };
  return [withLife(atRest(work, at), next), [{ type: 'checkWork', workstream: id }]];
}

function redAfter({ checks }: Work, verdict: 'green' | 'red' | 'refused'): number {
  if (verdict === 'green') return 0;
  return verdict === 'refused' ? MAX_RED : (checks?.red ?? 0) + 1;
}

/** A journal keeps no `undefined`, so texts are compared. */
function isEqual(one: Signal | undefined, other: Signal): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
