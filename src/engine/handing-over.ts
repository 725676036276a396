/**
 * Hands a workstream to another agent, in the same worktree: who had it is ended, and who
 * takes it is told what there is. It is one event, so a killed engine goes on with it.
 */
import { fail, ok, type Result } from '../base/result.js';
import { isOnPath } from '../config/on-path.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { WorkstreamStateName } from '../domain/status.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { AgentName, EngineAnswers } from '../protocol/engine-answers.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { waitsForOf } from '../workflow/words.js';
import { agentOf } from './agent-of.js';
import type { EngineContext } from './context.js';
import { agentLine } from './plan-commands.js';
import { factsOf } from './plan-facts.js';
import { hasEnded } from './stopping.js';

const NOTHING_TO_HAND: Partial<Record<WorkstreamStateName, string>> = {
  starting: 'is starting; try again in a moment',
  held: 'is on hold; `wtmux resume` it first',
  done: 'is done; `wtmux new NAME` starts another agent',
  landed: 'has landed; `wtmux new NAME` starts another agent',
  rolled_back: 'is done; its wave was rolled back and can be merged again',
};

/** Those whose programs are there, in the order of their names. */
export function agentsAtHand(context: EngineContext): readonly AgentName[] {
  const { agents, env, plan } = context;
  const names = new Set([...agents.keys(), ...Object.keys(plan.state.plan.agents)]);
  return [...names].sort().flatMap((agent) => {
    const found = agentOf(context, { agent, command: undefined });
    if (!found.ok) return [];
    const { spec, change } = found.value;
    const path = change.env?.['PATH'] ?? env['PATH'];
    const isThere = isOnPath(change.command ?? spec.command, { PATH: path });
    return isThere ? [{ name: agent, title: spec.title }] : [];
  });
}

type HandOver = Extract<EngineRequest, { readonly type: 'handOver' }>;

export async function handOverTo(
  context: EngineContext,
  { workstream: id, agent: name, by, message, consent }: HandOver,
): Promise<Result<EngineAnswers['handOver'], Refusal>> {
  const { plan } = context;
  const facts = factsOf(plan.state, id);
  if (!facts) return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  const agent = agentOf(context, { agent: name, command: undefined });
  if (!agent.ok) return usage(`handover: ${agent.failure.why}`);
  const isHeld = facts.hold && !facts.hold.resumed;
  const why = isHeld ? NOTHING_TO_HAND.held : NOTHING_TO_HAND[facts.state];
  if (why !== undefined) return refused(`${id} ${why}`);

  const line = agentLine(name, agent.value.change);
  const commands = line === undefined ? [] : [line];
  if (consent) await context.consent.give(commands);
  else if (!(await context.consent.covers(commands)))
    return ok({ type: 'needsConsent', commands });
  await plan.record({
    type: 'handedOver',
    workstream: id,
    agent: name,
    from: facts.agent ?? null,
    by,
    left: leftAt(context, id, facts.state),
    message,
  });
  return ok({ type: 'handedOver' });
}

function leftAt(
  { plan: { state } }: EngineContext,
  id: WorkstreamId,
  name: WorkstreamStateName,
): string {
  const waitsFor = waitsForOf(state, state.graph.workstreams.get(id) ?? -1);
  return waitsFor === null ? name : `${name}: ${waitsFor}`;
}

/** Ends who had the workstream before; two agents in one worktree undo each other's work. */
export async function endBefore(
  context: EngineContext,
  id: WorkstreamId,
): Promise<Result<void, { readonly why: string }>> {
  const session = factsOf(context.plan.state, id)?.handed?.session;
  if (session === undefined || (await hasEnded(context, session))) return ok(undefined);
  return fail({ why: `session ${session}, which had it before, does not end` });
}
