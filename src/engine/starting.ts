/** Starts the session of a workstream: its worktree brought up to date, its agent in it. */
import { canResume, launch } from '../agents/launch.js';
import { fail, ok, type Result } from '../base/result.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { Workstream } from '../domain/plan.js';
import { fastForward } from '../git/fast-forward.js';
import { resolveCommit } from '../git/refs.js';
import type { Made } from '../workflow/event.js';
import { agentOf, type ResolvedAgent } from './agent-of.js';
import { isInTrash } from './cleaning-up.js';
import type { EngineContext } from './context.js';
import { recordExit } from './exits.js';
import { agentLine, ownLine } from './plan-commands.js';
import {
  factsOf,
  landedTargetsFor,
  workstreamOf,
  type WorkstreamFacts,
} from './plan-facts.js';
import { unmetCondition } from './preconditions.js';
import { messageFor } from './prompt.js';
import { conversationIn, isSessionOf, sessionFor } from './session-name.js';

/** Before a console says how large it shows the session: the size of a plain terminal. */
const FIRST_SIZE = { columns: 80, rows: 24 };

/**
 * Ends in `sessionStarted` or `startFailed`, unless the workstream is not about to start
 * any more. Never throws for what a plan can cause.
 */
export async function startSession(
  context: EngineContext,
  id: WorkstreamId,
): Promise<void> {
  // Another start of it was done meanwhile (the host was replaced), or it was stopped.
  if (factsOf(context.plan.state, id)?.state !== 'starting') return;
  const started = await tryStart(context, id).catch(inWords);
  // Without its host it is about to start still: the next one has it started.
  if (!started.ok && context.host.connected)
    await context.plan.record({
      type: 'startFailed',
      workstream: id,
      why: started.failure.why,
    });
}

type Why = { readonly why: string };

/** Its worktree is gone, git does not run: a reason like any other not to start. */
function inWords(error: unknown): Result<never, Why> {
  return fail({ why: error instanceof Error ? error.message : String(error) });
}

async function tryStart(
  context: EngineContext,
  id: WorkstreamId,
): Promise<Result<void, Why>> {
  const facts = factsOf(context.plan.state, id);
  if (!facts) return fail({ why: `there is no workstream ${id}` });
  const { workstream, made } = facts;
  if (isInTrash(context, made.path))
    return fail({
      why: 'its worktree is in the trash; wtmux trash restore brings it back',
    });

  const orphan = orphanOf(context, id);
  const agent = agentOf(context, workstream);
  if (!agent.ok) return agent;
  if (orphan) return started(context, { id, session: orphan, agent: agent.value.name });

  const current = await takeUpDependencies(context, workstream, made);
  if (!current.ok) return current;
  const unmet = await unmetCondition(context, workstream, made);
  if (unmet !== undefined) return fail({ why: unmet });
  const session = sessionFor(id, context.now());
  const spawned = await spawn(context, { facts, session, agent: agent.value });
  if (!spawned.ok) return spawned;
  return started(context, { id, session, agent: agent.value.name });
}

type Started = {
  readonly id: WorkstreamId;
  readonly session: SessionId;
  readonly agent: string;
};

async function started(
  context: EngineContext,
  { id, session, agent }: Started,
): Promise<Result<void, never>> {
  await context.plan.record({ type: 'sessionStarted', workstream: id, session, agent });
  const live = context.sessions.get(session);
  if (live) await recordExit(context, live);
  return ok(undefined);
}

/** A live session of this workstream that an engine started and died before it wrote so. */
function orphanOf(context: EngineContext, id: WorkstreamId): SessionId | undefined {
  return [...context.sessions.values()].find(
    (session) =>
      isSessionOf(session.id, id) &&
      session.status.type === 'running' &&
      !context.ending.has(session.id) &&
      workstreamOf(context.plan.state, session.id) === undefined,
  )?.id;
}

/** Fast-forwards an untouched branch to what its dependencies landed, in landing order. */
async function takeUpDependencies(
  context: EngineContext,
  workstream: Workstream,
  made: Made,
): Promise<Result<void, Why>> {
  for (const target of landedTargetsFor(context.plan.state, workstream)) {
    const commit = await resolveCommit(context.repo, target);
    if (!commit) continue;
    const forward = await fastForward(context.repo, {
      path: made.path,
      branch: made.branch,
      commit,
    });
    if (!forward.ok)
      return fail({
        why: `its worktree cannot take up ${target}: ${forward.failure.why}`,
      });
  }
  return ok(undefined);
}

type Spawn = {
  readonly facts: WorkstreamFacts;
  readonly session: SessionId;
  readonly agent: ResolvedAgent;
};

async function spawn(context: EngineContext, wish: Spawn): Promise<Result<void, Why>> {
  const { facts, session, agent } = wish;
  const { workstream, made, lastSession } = facts;
  const line = commandLine(workstream, agent);
  if (line !== undefined && !(await context.consent.covers([line])))
    return fail({
      why:
        'its command was not agreed to by you on this machine; ' +
        `\`wtmux up\` asks, \`wtmux restart ${workstream.id}\` starts it then`,
    });
  const prompt = await messageFor(context, workstream, made);
  if (!prompt.ok) return prompt;
  const before = conversationOf(facts, agent);
  const { command, env } = launch(agent.spec, {
    id: workstream.id,
    prompt: prompt.value,
    conversation: conversationIn(before ?? session),
    resumes: before !== undefined,
    change: agent.change,
    command: workstream.command,
  });
  const spawned = await context.host.ask({
    type: 'spawn',
    session,
    command,
    cwd: made.path,
    env: { ...env, WTMUX_WORKSTREAM: workstream.id, WTMUX_SESSION: session },
    size: FIRST_SIZE,
    ...(lastSession === undefined ? {} : { follows: lastSession }),
  });
  return spawned.ok ? ok(undefined) : fail({ why: spawned.failure.message });
}

/** The conversation that its agent goes on with, in place of getting its prompt again. */
function conversationOf(
  { workstream, conversation, agent: before }: WorkstreamFacts,
  { name, spec, change }: ResolvedAgent,
): SessionId | undefined {
  const same = workstream.command === undefined && before === name;
  return same && canResume(spec, change) ? conversation : undefined;
}

/** What needs consent, asked for again here: a journal may come with a repository. */
function commandLine(
  { command }: Workstream,
  { name, change }: ResolvedAgent,
): string | undefined {
  return command ? ownLine(command) : agentLine(name, change);
}
