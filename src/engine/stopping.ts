/** Ends sessions, and starts them again when a person asks. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ok, type Result } from '../base/result.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { WorkstreamStateName } from '../domain/status.js';
import type { Milliseconds } from '../domain/time.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import type { EngineContext } from './context.js';
import { factsOf } from './plan-facts.js';
import { isSessionOf } from './session-name.js';

/** What a program gets to save its work after it was hung up on. */
const GRACE_MS = 3000;

/** Where there is no session to start again, and why. */
const NOTHING_TO_RESTART: Partial<Record<WorkstreamStateName, string>> = {
  planned: 'has not started yet; `wtmux status` says what it waits for',
  upstream_failed: 'has not started yet; `wtmux status` says what it waits for',
  ready: 'is about to start; it waits for a free session',
  starting: 'is starting',
  done: 'is done; `wtmux new NAME` starts another agent',
  landed: 'has landed; `wtmux new NAME` starts another agent',
  rolled_back: 'is done; its wave was rolled back and can be merged again',
};

/** What runs then is its gates or its set-up, or is about to; what has failed is given up. */
const STOPPED_WITHOUT: ReadonlySet<WorkstreamStateName> = new Set([
  'gating',
  'starting',
  'failed',
]);

export async function stop(
  context: EngineContext,
  id: WorkstreamId,
): Promise<Result<null, Refusal>> {
  const facts = factsOf(context.plan.state, id);
  if (!facts) return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  if (facts.session === undefined && !STOPPED_WITHOUT.has(facts.state))
    return refused(`${id} has no session`);
  await context.plan.record({ type: 'stopped', workstream: id });
  return ok(null);
}

type Restart = Pick<
  Extract<EngineRequest, { readonly type: 'restart' }>,
  'workstream' | 'fresh'
>;

export async function restart(
  context: EngineContext,
  { workstream: id, fresh = false }: Restart,
): Promise<Result<null, Refusal>> {
  const facts = factsOf(context.plan.state, id);
  if (!facts) return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  const { session, state, hold } = facts;
  if (session !== undefined && isRunning(context, session))
    return refused(`${id} is running; \`wtmux stop ${id}\` ends it first`);
  if ([...context.ending].some((one) => isSessionOf(one, id)))
    return refused(`${id} is still ending; try again in a moment`);
  if (hold && !hold.resumed)
    return refused(`${id} is on hold; \`wtmux resume ${id}\` starts it again`);
  // Of a plan that is down, one that is ready starts when it is asked for by name.
  const starts = state === 'ready' && context.plan.state.parked;
  const why = NOTHING_TO_RESTART[state];
  if (why !== undefined && !starts) return refused(`${id} ${why}`);
  await context.plan.record({
    type: 'restarted',
    workstream: id,
    ...(fresh ? { fresh } : {}),
  });
  return ok(null);
}

/** Hangs up, and kills what is still there after the grace. */
export async function endSession(
  context: EngineContext,
  session: SessionId,
): Promise<void> {
  context.ending.add(session);
  await context.host.ask({ type: 'signal', session, signal: 'SIGHUP' });
  const timer = setTimeout(() => {
    if (isRunning(context, session))
      void context.host.ask({ type: 'signal', session, signal: 'SIGKILL' });
  }, GRACE_MS);
  timer.unref();
}

/** A program that was killed is gone well before. */
const END_MS: Milliseconds = 15_000;

const ASK_AGAIN_MS = 50;

/** Ends what runs in a session and waits for that; false when it does not end. */
export async function hasEnded(
  context: EngineContext,
  session: SessionId,
): Promise<boolean> {
  if (isRunning(context, session) && !context.ending.has(session))
    await endSession(context, session);
  for (let waited = 0; waited < END_MS; waited += ASK_AGAIN_MS) {
    if (!isRunning(context, session)) return true;
    await sleep(ASK_AGAIN_MS);
  }
  return false;
}

/** Whether its program runs, as last told. */
export function isRunning(context: EngineContext, session: SessionId): boolean {
  return context.sessions.get(session)?.status.type === 'running';
}
