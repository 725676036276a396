/**
 * The life of one workstream: it waits for others, an agent works on it, its plan is
 * approved, it is done and lands.
 *
 * `stepWork` knows this workstream alone. Whether what it waits for is met (`unmet`,
 * `down`), and when a session is free, is decided in `change.ts` and `step.ts`. An event
 * that does not fit the life (a late exit, an answer to an old plan) changes nothing.
 */
import { unreachable } from '../base/assert.js';
import type { Workstream } from '../domain/plan.js';
import {
  checkAsked,
  checked,
  checkStarted,
  completed,
  gateOverridden,
} from './checking.js';
import { contradictions, doubtEffects, isSame, signalDoubted } from './doubts.js';
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';
import { handed } from './handing-over.js';
import { held, interrupted, released, withoutIdleHold } from './holding.js';
import { whileRunning } from './plan-review.js';
import { snapped } from './snapshots.js';
import {
  conversationNamed,
  exited,
  prompted,
  restarted,
  started,
  stopped,
} from './session-life.js';
import { setUp, setUpStarted } from './setting-up.js';
import { isAbout } from './signal.js';
import { used } from './usage.js';
import { isDone, withLife, type Work } from './work.js';

/** Events about one workstream. */
export type WorkEvent = Exclude<
  Extract<PlanEvent, { readonly workstream: Workstream['id'] }>,
  { readonly type: 'escalated' | 'acknowledged' | 'prioritised' }
>;

export type WorkStep = readonly [work: Work, effects: readonly Effect[]];

/** More than these were no blockers. */
const MAX_BLOCKERS = 50;

const SIGNS: ReadonlySet<string> = new Set([
  'sessionStarted',
  'agentSeen',
  'planWritten',
  'progressed',
  'signalled',
  'contextTold',
]);

export function stepWork(work: Work, event: WorkEvent, plan: Workstream): WorkStep {
  const [stepped, effects] = stepLife(work, event, plan);
  const next = withoutIdleHold(stepped);
  if (!SIGNS.has(event.type)) return [next, effects];
  return [{ ...next, lastSign: event.at }, effects];
}

function stepLife(work: Work, event: WorkEvent, plan: Workstream): WorkStep {
  switch (event.type) {
    case 'sessionStarted':
      return begun(work, event, plan);
    case 'promptTyped':
    case 'promptTold':
      return [prompted(work, event), []];
    case 'portsGiven':
      return [{ ...work, ports: event.ports }, []];
    case 'setUpStarted':
      return setUpStarted(work, event);
    case 'setUp':
      return [setUp(work, event), []];
    case 'startFailed':
      if (work.life.phase !== 'starting') break;
      return [withLife(work, { phase: 'failed', why: event.why, end: 'faulty' }), []];
    case 'sessionExited':
      return exited(work, event, plan);
    case 'progressed':
      return progressed(work, event, plan);
    case 'signalled':
      return signalled(work, event, plan);
    case 'contextTold':
      return [{ ...work, context: event.context }, []];
    case 'conversationNamed':
      return [conversationNamed(work, event), []];
    case 'used':
      return [used(work, event), []];
    case 'signalDoubted':
      return signalDoubted(work, event, plan);
    case 'collided':
      return [collided(work, event), []];
    case 'checkStarted':
      return [checkStarted(work, event), []];
    case 'checked':
      return checked(work, event, plan);
    case 'checkAsked':
      return checkAsked(work, event, plan);
    case 'gateOverridden':
      return [gateOverridden(work, event, plan), []];
    case 'redTold':
      return [redTold(work), []];
    case 'held':
      return held(work, event, plan);
    case 'interrupted':
      return [interrupted(work, event), []];
    case 'released':
      return [released(work, event), []];
    case 'nudged':
      return [{ ...work, nudge: false }, []];
    case 'stopped':
      return stopped(work, event.at);
    case 'restarted':
      return restarted(work, event);
    case 'handedOver':
      return isDone(work) ? [work, []] : restarted(handed(work, event), event);
    case 'snapshotTaken':
      return [snapped(work, event), []];
    case 'permissionAnswered':
      return [{ ...work, giving: undefined, permissions: work.permissions + 1 }, []];
    case 'permissionGiving':
      return [{ ...work, giving: { asked: event.asked, by: event.by } }, []];
    case 'permissionNotGiven':
      return [{ ...work, giving: undefined }, []];
    case 'questionAnswered':
      break;
    case 'agentSeen':
    case 'planWritten':
    case 'planApproved':
    case 'planEdited':
    case 'planRejected':
      return whileRunning(work, event, plan);
    default:
      return unreachable(event);
  }
  return [work, []];
}

type Of<Type extends WorkEvent['type']> = Extract<WorkEvent, { readonly type: Type }>;

/** A quick agent has signalled before its start is on record; an older signal counts for nothing. */
function begun(work: Work, event: Of<'sessionStarted'>, plan: Workstream): WorkStep {
  const [next, effects] = started(work, event, plan);
  const writtenAt = work.signal?.writtenAt ?? -1;
  if (work.life.phase !== 'starting' || writtenAt < work.since) return [next, effects];
  const [done, more] = completed(next, event.at, plan);
  return [done, [...effects, ...more]];
}

function signalled(work: Work, event: Of<'signalled'>, plan: Workstream): WorkStep {
  const { signal, at } = event;
  if (!isAbout(signal, plan)) return [work, []];
  const doubts = [...contradictions(work, signal), ...(event.doubts ?? [])];
  const told = { ...work, signal, doubts };
  const news = isSame(work, told) ? [] : doubtEffects(told, plan);
  const [next, effects] = completed(told, at, plan);
  return [next, [...effects, ...news]];
}

/** An agent that got past a blocker names it no more, and may meet it again. */
function progressed(
  work: Work,
  { progress }: Of<'progressed'>,
  { id }: Workstream,
): WorkStep {
  const before = new Set(work.progress?.blockers);
  const news = progress.blockers.filter((blocker) => !before.has(blocker));
  const all = [...new Set([...work.blockers, ...progress.blockers])];
  const next = { ...work, progress, blockers: all.slice(0, MAX_BLOCKERS) };
  if (news.length === 0) return [next, []];
  const text = `${id} reports what blocks it: ${news.join('; ')}`;
  return [next, [{ type: 'notify', level: 'warning', text }]];
}

function collided(
  work: Work,
  { at, colliding, with: conflictWith = [] }: Of<'collided'>,
): Work {
  if (!colliding) return { ...work, conflictSince: undefined, conflictWith: [] };
  return { ...work, conflictSince: work.conflictSince ?? at, conflictWith };
}

function redTold(work: Work): Work {
  return work.checks ? { ...work, checks: { ...work.checks, told: true } } : work;
}
