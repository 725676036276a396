/**
 * Puts workstreams on hold and lets them go on. An agent is interrupted only while its
 * screen says that it is at work, by the key that its file names; one whose key is not
 * known is left in peace. No program is ever stopped or ended for it.
 */
import { agentState } from '../agents/agent-state.js';
import { isTyped } from '../agents/prompt-line.js';
import { ok, type Result } from '../base/result.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { AgentSpec } from '../formats/agent-file.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { mayHold } from '../workflow/holding.js';
import { workOf, type PlanState } from '../workflow/plan-state.js';
import { isOnHold, isResumed } from '../workflow/work.js';
import { urgencies } from '../workflow/start-order.js';
import { agentOf } from './agent-of.js';
import { sendNow } from './sending.js';
import type { EngineContext } from './context.js';
import { factsOf, type WorkstreamFacts } from './plan-facts.js';
import { messageFor } from './prompt.js';

/** Between two steps an agent may show for a moment that it rests. */
const LULL_MS = 1500;

/** What an agent is told that was interrupted. */
const GO_ON = 'Go on with what you were doing.';

type Pause = Extract<EngineRequest, { readonly type: 'pause' }>;

/** All that are named, or none. Of those that are not critical: what can be held. */
export async function pause(
  { plan }: Pick<EngineContext, 'plan'>,
  { workstreams, by, why }: Pause,
): Promise<Result<readonly WorkstreamId[], Refusal>> {
  const named = workstreams === 'nonCritical' ? notCritical(plan.state) : workstreams;
  for (const id of named) {
    const hindrance = hindranceToHold(plan.state, id);
    if (hindrance) return hindrance;
  }
  for (const workstream of named)
    await plan.record({ type: 'held', workstream, by, why });
  return ok(named);
}

type Resume = Extract<EngineRequest, { readonly type: 'resume' }>;

/** All that are named, or none. */
export async function resume(
  { plan }: Pick<EngineContext, 'plan'>,
  { workstreams, by }: Resume,
): Promise<Result<readonly WorkstreamId[], Refusal>> {
  const named = workstreams === 'all' ? allHeld(plan.state) : workstreams;
  for (const id of named) {
    const work = workOf(plan.state, id);
    if (!work) return unknown(id);
    if (!work.hold) return refused(`${id} is not on hold`);
    if (isResumed(work))
      return refused(`${id} was resumed, and goes on as soon as a session is free`);
  }
  for (const workstream of named) await plan.record({ type: 'released', workstream, by });
  return ok(named);
}

/** Asks the agent of one on hold to stop, if it is at work and can be asked. */
export async function interruptAgent(
  context: EngineContext,
  id: WorkstreamId,
): Promise<void> {
  const facts = factsOf(context.plan.state, id);
  if (facts?.hold?.interrupt !== 'due' || facts.session === undefined) return;
  const agent = agentOf(context, facts.workstream);
  const spec = agent.ok ? agent.value.spec : undefined;
  const keys = spec?.interrupt;
  const busy = keys !== undefined && (await isBusy(context, facts.session, spec));
  const stillHeld = factsOf(context.plan.state, id)?.hold?.interrupt === 'due';
  if (!stillHeld) return;
  if (busy && keys !== undefined) context.host.type(facts.session, keys);
  await context.plan.record({ type: 'interrupted', workstream: id, pressed: busy });
}

/** Tells an agent that was interrupted to go on, unless it does. */
export async function nudgeAgent(
  context: EngineContext,
  id: WorkstreamId,
): Promise<void> {
  const facts = factsOf(context.plan.state, id);
  if (!facts || facts.hold || facts.session === undefined) return;
  if (facts.seen?.doing !== 'busy') {
    const told = (await sendsAgain(context, facts))
      ? ok(null)
      : await sendNow(context, id, GO_ON);
    if (!told.ok)
      context.feed.notify(
        'warning',
        `${id} could not be told to go on: ${told.failure.message}`,
      );
  }
  await context.plan.record({ type: 'nudged', workstream: id });
}

/**
 * An agent that was interrupted before it said anything may have put what it was told back at
 * its prompt (Claude Code does): that is sent again as it stands.
 */
async function sendsAgain(
  context: EngineContext,
  facts: WorkstreamFacts,
): Promise<boolean> {
  const { session } = facts;
  if (session === undefined) return false;
  const { host } = context;
  const captured = await host.ask({ type: 'capture', session, scrollback: false });
  const message = await messageFor(context, facts);
  if (!captured.ok || !message.ok) return false;
  const { lines } = captured.value;
  if (!isTyped(message.value, lines)) return false;
  const sent = await host.ask({ type: 'press', session, keys: '\r', shown: lines });
  return sent.ok && sent.value;
}

async function isBusy(
  { screens }: EngineContext,
  session: SessionId,
  spec: AgentSpec | undefined,
): Promise<boolean> {
  if (!spec) return false;
  const shown = screens.text(session);
  if (shown && agentState(spec, shown).doing === 'busy') return true;
  return screens.shows(
    session,
    (text) => agentState(spec, text).doing === 'busy',
    LULL_MS,
  );
}

function hindranceToHold(
  state: PlanState,
  id: WorkstreamId,
): Result<never, Refusal> | undefined {
  const work = workOf(state, id);
  if (!work) return unknown(id);
  if (mayHold(work)) return undefined;
  if (work.hold) return refused(`${id} is on hold already`);
  return refused(`${id} does not work and will not start; there is nothing to pause`);
}

/** What no critical workstream needs, and can be held. */
function notCritical(state: PlanState): readonly WorkstreamId[] {
  const { workstreams } = state.plan;
  const urgency = urgencies(workstreams);
  return workstreams.flatMap(({ id }, at) => {
    const work = workOf(state, id);
    return urgency[at] !== 'critical' && work && mayHold(work) ? [id] : [];
  });
}

function allHeld(state: PlanState): readonly WorkstreamId[] {
  return state.plan.workstreams.flatMap(({ id }) =>
    isOnHold(workOf(state, id)) ? [id] : [],
  );
}

function unknown(id: WorkstreamId): Result<never, Refusal> {
  return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
}
