/**
 * Gives the conflict of a wave to an agent of its own, which works where the conflict
 * stands. It counts as nobody's workstream: a person looks at what it makes and takes it.
 */
import { conflictHandOver, type Side } from '../agents/conflict-hand-over.js';
import { launch } from '../agents/launch.js';
import { fail, ok, type Result } from '../base/result.js';
import { sessionId, workstreamId, type SessionId, type WaveId } from '../domain/ids.js';
import { workOf } from '../workflow/plan-state.js';
import { conflictPlace } from './merge/conflict-scratch.js';
import type { OpenConflict } from './merge/request.js';
import { agentOf, type ResolvedAgent } from './agent-of.js';
import type { EngineContext } from './context.js';
import { hookEnvironment } from './hooks/environment.js';
import { agentLine } from './plan-commands.js';
import { factsOf } from './plan-facts.js';
import { promptOf } from './prompt.js';
import { conversationIn } from './session-name.js';
import { FIRST_SIZE } from './starting.js';
import { endSession, hasEnded, isRunning } from './stopping.js';

type Why = { readonly why: string };

/** Starts one where the conflict stands; who was at it before is ended. */
export async function startConflictAgent(
  context: EngineContext,
  conflict: OpenConflict,
): Promise<Result<void, Why>> {
  const agent = await agentFor(context, conflict);
  if (!agent.ok) return agent;
  const { spec, change } = agent.value;
  const { wave, folder, conflicts } = conflict;
  const session = sessionOfConflict(wave);
  if (!(await hasEnded(context, session)))
    return fail({ why: `session ${session}, which is at it, does not end` });
  const names = new Set(conflicts.flatMap(({ ours, theirs }) => [ours, theirs]));
  const sides = await Promise.all([...names].map((name) => sideOf(context, name)));
  const { command, env } = launch(spec, {
    id: session,
    prompt: conflictHandOver({ folder, conflicts, sides }),
    conversation: conversationIn(sessionId(`${session}.${context.now()}`)),
    resumes: false,
    change,
  });
  const spawned = await context.host.ask({
    type: 'spawn',
    session,
    command,
    cwd: folder,
    env: { ...env, ...hookEnvironment(context, session) },
    size: FIRST_SIZE,
  });
  return spawned.ok ? ok(undefined) : fail({ why: spawned.failure.message });
}

/** That of the workstream whose work could not be merged. */
async function agentFor(
  context: EngineContext,
  { conflicts }: OpenConflict,
): Promise<Result<ResolvedAgent, Why>> {
  const theirs = workstreamId(conflicts[0]?.theirs ?? '');
  const name = factsOf(context.plan.state, theirs)?.workstream.agent;
  const agent = agentOf(context, { command: undefined, agent: name });
  if (!agent.ok) return agent;
  const line = agentLine(agent.value.name, agent.value.change);
  if (line !== undefined && !(await context.consent.covers([line])))
    return fail({
      why: 'its command was not agreed to by you on this machine; `wtmux up` asks',
    });
  return agent;
}

/** Nobody asks it any more. */
export async function endConflictAgent(
  context: EngineContext,
  wave: WaveId,
): Promise<void> {
  const session = sessionOfConflict(wave);
  if (isRunning(context, session)) await endSession(context, session);
}

/** Ends what was started where the conflict stands, such as a person's shell: it goes. */
export async function endConflictSessions(
  context: EngineContext,
  wave: WaveId,
): Promise<void> {
  const place = await conflictPlace(context, wave);
  for (const { id, cwd } of context.sessions.values())
    if (cwd === place && isRunning(context, id)) await endSession(context, id);
}

export function sessionOfConflict(wave: WaveId): SessionId {
  return sessionId(`${wave}-conflict`);
}

async function sideOf(context: EngineContext, name: string): Promise<Side> {
  const { state } = context.plan;
  const facts = factsOf(state, workstreamId(name));
  if (!facts) return { id: name, prompt: '', said: [] };
  const { workstream, made } = facts;
  const work = workOf(state, workstream.id);
  const prompt = await promptOf(workstream, made);
  const said = [
    work?.progress?.lastLine,
    ...(work?.progress?.blockers ?? []),
    work?.signal?.notes,
  ];
  return {
    id: name,
    prompt: prompt.ok ? prompt.value : '',
    said: said.flatMap((line) => line || []),
  };
}
