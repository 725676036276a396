/**
 * A workstream and its session: how it begins and ends, by the agent's own doing or a
 * person's, with its host, and with the engine away.
 */
import type { SessionId } from '../domain/ids.js';
import type { Workstream } from '../domain/plan.js';
import type { Timestamp } from '../domain/time.js';
import { endGate } from './checking.js';
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';
import { endSetUp } from './setting-up.js';
import { withSession } from './usage.js';
import {
  atRest,
  isDone,
  isResumed,
  sessionOf,
  UNSEEN,
  withLife,
  withoutSession,
  type Running,
  type Work,
} from './work.js';

type Stepped = readonly [work: Work, effects: readonly Effect[]];

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { readonly type: Type }>;

export function started(
  work: Work,
  event: Of<'sessionStarted'>,
  plan: Workstream,
): Stepped {
  const { at, session, agent, owed } = event;
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
    ...(owed === undefined ? {} : { owed: { text: owed, typed: false } }),
  };
  const firstStart = work.firstStart ?? at;
  const goesOn = work.agent === agent ? work.conversation : undefined;
  // What was told nothing holds no conversation.
  const conversation = goesOn ?? (owed === undefined ? session : undefined);
  const usage = withSession(work.usage);
  const kept = { agent, firstStart, lastSession: session, conversation, usage };
  const next = { ...withLife(work, life), ...kept, nudge: false };
  return [next, promptEffects(next, plan)];
}

/** What is heard of its first message. */
export function prompted(
  work: Work,
  { type, session }: Of<'promptTyped' | 'promptTold'>,
): Work {
  const { life } = work;
  if (life.phase !== 'running' || life.session !== session || !life.owed) return work;
  if (type === 'promptTyped')
    return withLife(work, { ...life, owed: { ...life.owed, typed: true } });
  const conversation = work.conversation ?? session;
  return { ...withLife(work, { ...life, owed: undefined }), conversation };
}

export function promptEffects({ life }: Work, { id }: Workstream): readonly Effect[] {
  const owes = life.phase === 'running' && life.owed !== undefined;
  return owes ? [{ type: 'tellPrompt', workstream: id }] : [];
}

export function exited(
  work: Work,
  event: Of<'sessionExited'>,
  plan: Workstream,
): Stepped {
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

/** Heard of a session that is not its own any more, it names nothing that it could go on with. */
export function conversationNamed(work: Work, event: Of<'conversationNamed'>): Work {
  const { session, name } = event;
  if (sessionOf(work) !== session) return work;
  return { ...work, conversationName: { of: work.conversation ?? session, name } };
}

function exitInWords({ code, signal }: Of<'sessionExited'>): string {
  if (code === 0) return 'its agent ended without a completion signal';
  if (code !== null) return `its agent exited with ${code}`;
  return signal === null ? 'its agent ended' : `its agent was ended by ${signal}`;
}

export function stopped(work: Work, at: Timestamp): Stepped {
  const session = sessionOf(work);
  const programs = [...endGate(work), ...endSetUp(work)];
  const effects: readonly Effect[] =
    session === undefined ? programs : [{ type: 'endSession', session }, ...programs];
  if (isDone(work)) return [withoutSession(work), effects];
  return [withLife(atRest(work, at), { phase: 'skipped' }), effects];
}

type Restart = Pick<Of<'restarted'>, 'at' | 'fresh'>;

export function restarted(work: Work, { at, fresh = false }: Restart): Stepped {
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
  // One that was about to go on is lost like any other.
  const hold = isResumed(work) ? undefined : work.hold;
  // Its last files are read again when the engine is back, and may hold its signal.
  return withLife({ ...atRest(work, at), hold }, { phase: 'failed', why, end: 'lost' });
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
