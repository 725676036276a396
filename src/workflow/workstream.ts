/**
 * The life of one workstream: it waits for others, an agent works on it, its plan is
 * approved, it is done and lands.
 *
 * `stepWork` knows this workstream alone. Whether what it waits for is met (`unmet`,
 * `down`), and when a session is free, is decided in `change.ts` and `step.ts`. An event
 * that does not fit the life (a late exit, an answer to an old plan) changes nothing.
 */
import { unreachable } from '../base/assert.js';
import type { SessionId } from '../domain/ids.js';
import type { Workstream } from '../domain/plan.js';
import type { Timestamp } from '../domain/time.js';
import {
  checkAsked,
  checked,
  checkStarted,
  completed,
  endGate,
  gateOverridden,
} from './checking.js';
import { contradictions, doubtEffects, isSame, signalDoubted } from './doubts.js';
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';
import { handed } from './handing-over.js';
import {
  clocked,
  held,
  interrupted,
  released,
  reviewEffects,
  withoutIdleHold,
} from './holding.js';
import { endSetUp, setUp, setUpStarted } from './setting-up.js';
import { isAbout } from './signal.js';
import { used, withSession } from './usage.js';
import {
  atRest,
  isDone,
  sessionOf,
  UNSEEN,
  withLife,
  withoutSession,
  type Running,
  type Work,
} from './work.js';

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
      return started(work, event);
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
      return [progressed(work, event), []];
    case 'signalled':
      return signalled(work, event, plan);
    case 'contextTold':
      return [{ ...work, context: event.context }, []];
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
      return released(work, event, plan);
    case 'nudged':
      return [{ ...work, nudge: false }, []];
    case 'stopped':
      return stopped(work, event.at);
    case 'restarted':
      return restarted(work, event);
    case 'handedOver':
      return isDone(work) ? [work, []] : restarted(handed(work, event), event);
    case 'permissionAnswered':
      return [{ ...work, permissions: work.permissions + 1 }, []];
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

function started(work: Work, event: Of<'sessionStarted'>): WorkStep {
  const { at, session, agent } = event;
  if (work.life.phase !== 'starting') {
    const known = sessionOf(work) === session;
    // Stopped while it started: nobody would ever end this session.
    return [work, known ? [] : [{ type: 'endSession', session }]];
  }
  const life: Running = {
    phase: 'running',
    session,
    seen: UNSEEN,
    review: undefined,
    approved: undefined,
    clock: at,
  };
  const firstStart = work.firstStart ?? at;
  const goesOn = work.agent === agent ? work.conversation : undefined;
  const conversation = goesOn ?? session;
  const usage = withSession(work.usage);
  const kept = { agent, firstStart, lastSession: session, conversation, usage };
  return [{ ...withLife(work, life), ...kept, nudge: false }, []];
}

function exited(work: Work, event: Of<'sessionExited'>, plan: Workstream): WorkStep {
  if (sessionOf(work) !== event.session) return [work, []];
  if (work.life.phase !== 'running') return [withoutSession(work), []];
  const rested = { ...atRest(work, event.at), conversation: conversationAfter(work) };
  if (event.code === 0 && plan.command !== undefined)
    return [withLife(rested, { phase: 'done', session: undefined }), []];
  const end = event.code === 0 ? 'peaceful' : 'faulty';
  return [withLife(rested, { phase: 'failed', why: exitInWords(event), end }), []];
}

/** An agent that ended before it was seen to do anything holds no conversation. */
function conversationAfter({ life, conversation }: Work): SessionId | undefined {
  if (life.phase !== 'running') return conversation;
  const { seen, review, approved } = life;
  const unseen = seen.source === 'process' && review === undefined;
  return unseen && approved === undefined ? undefined : conversation;
}

function exitInWords({ code, signal }: Of<'sessionExited'>): string {
  if (code === 0) return 'its agent ended without a completion signal';
  if (code !== null) return `its agent exited with ${code}`;
  return signal === null ? 'its agent ended' : `its agent was ended by ${signal}`;
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

/** An agent that got past a blocker names it no more. */
function progressed(work: Work, { progress }: Of<'progressed'>): Work {
  const blockers = [...new Set([...work.blockers, ...progress.blockers])];
  return { ...work, progress, blockers: blockers.slice(0, MAX_BLOCKERS) };
}

function collided(work: Work, { at, colliding }: Of<'collided'>): Work {
  if (!colliding) return { ...work, conflictSince: undefined };
  return { ...work, conflictSince: work.conflictSince ?? at };
}

function redTold(work: Work): Work {
  return work.checks ? { ...work, checks: { ...work.checks, told: true } } : work;
}

function stopped(work: Work, at: Timestamp): WorkStep {
  const session = sessionOf(work);
  const programs = [...endGate(work), ...endSetUp(work)];
  const effects: readonly Effect[] =
    session === undefined ? programs : [{ type: 'endSession', session }, ...programs];
  if (isDone(work)) return [withoutSession(work), effects];
  return [withLife(atRest(work, at), { phase: 'skipped' }), effects];
}

type Restart = Pick<Of<'restarted'>, 'at' | 'fresh'>;

function restarted(work: Work, { at, fresh = false }: Restart): WorkStep {
  const { life } = work;
  const conversation = fresh ? undefined : work.conversation;
  const checks = work.checks && { ...work.checks, red: 0, why: undefined };
  const rested = {
    ...atRest(work, at),
    signal: undefined,
    doubts: [],
    conversation,
    checks,
  };
  const again = withLife(rested, { phase: 'queued' });
  if (life.phase === 'running')
    return [again, [{ type: 'endSession', session: life.session }]];
  if (life.phase === 'checking') {
    const { session } = life;
    const ends: readonly Effect[] =
      session === undefined ? [] : [{ type: 'endSession', session }];
    return [again, [...ends, ...endGate(work)]];
  }
  return [life.phase === 'failed' || life.phase === 'skipped' ? again : work, []];
}

type AnswerEvent = Of<
  'agentSeen' | 'planWritten' | 'planApproved' | 'planEdited' | 'planRejected'
>;

function whileRunning(work: Work, event: AnswerEvent, plan: Workstream): WorkStep {
  const { life } = work;
  if (life.phase === 'checking' && event.type === 'agentSeen') {
    const { doing, source, detail } = event;
    return [withLife(work, { ...life, seen: { doing, source, detail } }), []];
  }
  if (life.phase !== 'running') return [work, []];
  const next = answered(life, event, plan);
  if (next === life) return [work, []];
  const asked = next.review !== undefined && next.review !== life.review;
  const stands = clocked(work, next, event.at);
  return [stands, asked ? reviewEffects(stands, plan) : []];
}

function answered(life: Running, event: AnswerEvent, plan: Workstream): Running {
  switch (event.type) {
    case 'agentSeen': {
      const { doing, source, detail } = event;
      return { ...life, seen: { doing, source, detail } };
    }
    case 'planWritten':
      if (plan.approval === 'none' || event.revision === life.approved) return life;
      return event.revision === life.review ? life : { ...life, review: event.revision };
    case 'planApproved':
      if (event.revision !== life.review) return life;
      return { ...life, seen: UNSEEN, review: undefined, approved: event.revision };
    case 'planEdited': {
      const { by, text } = event;
      return { ...life, seen: UNSEEN, review: undefined, edited: { by, text } };
    }
    case 'planRejected':
      return life.review === undefined
        ? life
        : { ...life, seen: UNSEEN, review: undefined };
    default:
      return unreachable(event);
  }
}

/** Its session ends without its own doing, and starts again later. */
export function park(work: Work, at: Timestamp): Work {
  const { phase } = work.life;
  if (phase === 'running' || phase === 'starting')
    return withLife(atRest(work, at), { phase: 'queued' });
  return withoutSession(work);
}

/** The engine was away: only the sessions that `isAlive` knows still run. */
export function awaken(
  work: Work,
  at: Timestamp,
  isAlive: (session: SessionId) => boolean,
): Work {
  const session = sessionOf(work);
  if (work.life.phase === 'starting') return withLife(work, { phase: 'queued' });
  if (session === undefined || isAlive(session)) return work;
  if (work.life.phase !== 'running') return withoutSession(work);
  const why = 'its session was lost with its host';
  // Its last files are read again when the engine is back, and may hold its signal.
  return withLife(atRest(work, at), { phase: 'failed', why, end: 'lost' });
}

/**
 * The session that was to be ended when its workstream let go of it. None while the
 * workstream has one or is to start, since a session of before is taken up again then.
 */
export function letGoOf(work: Work): SessionId | undefined {
  const { phase } = work.life;
  const keeps = phase === 'queued' || phase === 'starting' || sessionOf(work);
  return keeps ? undefined : work.lastSession;
}
