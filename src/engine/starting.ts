/** Starts the session of a workstream: its worktree brought up to date, its agent in it. */
import { existsSync } from 'node:fs';
import { canResume, launch, plansAtPrompt } from '../agents/launch.js';
import { fail, ok, type Result } from '../base/result.js';
import { Serial } from '../base/serial.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { Workstream } from '../domain/plan.js';
import type { Timestamp } from '../domain/time.js';
import { workOf, type PlanState } from '../workflow/plan-state.js';
import { agentOf, type ResolvedAgent } from './agent-of.js';
import { isInTrash } from './cleaning-up.js';
import type { EngineContext } from './context.js';
import { recordExit } from './exits.js';
import { agentLine, ownLine } from './plan-commands.js';
import { endBefore } from './handing-over.js';
import { hookEnvironment } from './hooks/environment.js';
import { setUpHooks } from './hooks/set-up.js';
import { factsOf, workstreamOf, type WorkstreamFacts } from './plan-facts.js';
import { unmetCondition } from './preconditions.js';
import { removedText } from './removed-worktree.js';
import { Preparing } from './preparing.js';
import { messageFor } from './prompt.js';
import { workEnvironment } from './work-environment.js';
import { takeUpGrounds } from './taking-up.js';
import { conversationIn, isSessionOf, sessionFor } from './session-name.js';

/** Before a console says how large it shows the session: the size of a plain terminal. */
export const FIRST_SIZE = { columns: 80, rows: 24 };

/**
 * Starts workstreams in the order in which it is asked, so that panes are numbered so; one
 * whose worktree takes long to set up lets others pass.
 */
export class Starting {
  readonly #context: EngineContext;
  readonly #preparing: Preparing;
  readonly #turns = new Serial();

  constructor(context: EngineContext) {
    this.#context = context;
    this.#preparing = new Preparing(context);
  }

  /**
   * Ends in `sessionStarted` or `startFailed`, unless the workstream is not about to start
   * any more. Never throws for what a plan can cause.
   */
  async start(id: WorkstreamId): Promise<void> {
    if (!(await this.#attempt(id, () => endBefore(this.#context, id)))) return;
    const isApart = this.#preparing.takesLong(id);
    if (isApart && !(await this.#attempt(id, () => this.#makeReady(id)))) return;
    // Several are made ready at once; only their sessions come in turn.
    const ready = this.#makeReady(id).catch(inWords);
    await this.#turns.run(() => this.#attempt(id, () => this.#start(id, ready)));
  }

  /** Whether it succeeded. A fault of one that was stopped meanwhile is of no matter. */
  async #attempt(
    id: WorkstreamId,
    deed: () => Promise<Result<void, Why>>,
  ): Promise<boolean> {
    const { plan, host } = this.#context;
    // Another start of it was done meanwhile (the host was replaced), or it was stopped.
    const since = startOf(plan.state, id);
    if (since === undefined) return false;
    const done = await deed().catch(inWords);
    if (done.ok) return true;
    // Without its host it is about to start still: the next one has it started.
    if (startOf(plan.state, id) === since && host.connected)
      await plan.record({ type: 'startFailed', workstream: id, why: done.failure.why });
    return false;
  }

  async #start(
    id: WorkstreamId,
    ready: Promise<Result<void, Why>>,
  ): Promise<Result<void, Why>> {
    const context = this.#context;
    const facts = factsOf(context.plan.state, id);
    if (!facts) return fail({ why: `there is no workstream ${id}` });
    const agent = agentOf(context, facts.workstream);
    if (!agent.ok) return agent;
    const { name } = agent.value;
    const orphan = orphanOf(context, id);
    if (orphan) {
      const owed = await owedMessage(context, facts, agent.value);
      if (!owed.ok) return owed;
      return started(context, { id, session: orphan, agent: name, owed: owed.value });
    }

    const made = await ready;
    if (!made.ok) return made;
    const session = sessionFor(id, context.now());
    const spawned = await spawn(context, { id, session, agent: agent.value });
    if (!spawned.ok) return spawned;
    return started(context, { id, session, agent: name, owed: spawned.value });
  }

  /** Its worktree is there, up to date, and has what its agent needs. */
  async #makeReady(id: WorkstreamId): Promise<Result<void, Why>> {
    const context = this.#context;
    const facts = factsOf(context.plan.state, id);
    const starts = startOf(context.plan.state, id) !== undefined;
    if (!facts || !starts || orphanOf(context, id)) return ok(undefined);
    const { workstream, made } = facts;
    if (isInTrash(context, made.path))
      return fail({
        why: 'its worktree is in the trash; wtmux trash restore brings it back',
      });
    if (!existsSync(made.path)) return fail({ why: removedText(made) });
    const current = await takeUpGrounds(context, workstream, made);
    if (!current.ok) return current;
    const unmet = await unmetCondition(context, workstream, made);
    return unmet === undefined ? this.#preparing.prepare(id) : fail({ why: unmet });
  }
}

type Why = { readonly why: string };

/** Since when it is about to start; undefined when it is not. */
function startOf(state: PlanState, id: WorkstreamId): Timestamp | undefined {
  const work = workOf(state, id);
  return work?.life.phase === 'starting' ? work.since : undefined;
}

/** Its worktree is gone, git does not run: a reason like any other not to start. */
function inWords(error: unknown): Result<never, Why> {
  return fail({ why: error instanceof Error ? error.message : String(error) });
}

type Started = {
  readonly id: WorkstreamId;
  readonly session: SessionId;
  readonly agent: string;
  /** Its first message, where its launch did not tell it. */
  readonly owed: string | undefined;
};

async function started(
  context: EngineContext,
  { id, session, agent, owed }: Started,
): Promise<Result<void, never>> {
  await context.plan.record({
    type: 'sessionStarted',
    workstream: id,
    session,
    agent,
    ...(owed === undefined ? {} : { owed }),
  });
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

type Spawn = {
  readonly id: WorkstreamId;
  readonly session: SessionId;
  readonly agent: ResolvedAgent;
};

/** Gives the first message that its launch does not tell. */
async function spawn(
  context: EngineContext,
  wish: Spawn,
): Promise<Result<string | undefined, Why>> {
  const { id, session, agent } = wish;
  const facts = factsOf(context.plan.state, id);
  if (!facts) return fail({ why: `there is no workstream ${id}` });
  const { workstream, made, lastSession } = facts;
  const line = commandLine(workstream, agent);
  if (line !== undefined && !(await context.consent.covers([line])))
    return fail({
      why:
        'its command was not agreed to by you on this machine; ' +
        `\`wtmux up\` asks, \`wtmux restart ${workstream.id}\` starts it then`,
    });
  const prompt = await messageFor(context, facts);
  if (!prompt.ok) return prompt;
  const isOwed = prompt.value.trim() !== '' && owesMessage(facts, agent);
  const before = conversationOf(facts, agent);
  const { command, env } = launch(agent.spec, {
    id: workstream.id,
    prompt: isOwed ? '' : prompt.value,
    conversation: (before && facts.conversationName) ?? conversationIn(before ?? session),
    resumes: before !== undefined,
    change: agent.change,
    command: workstream.command,
    hooks: await setUpHooks(context, agent, made.path),
  });
  const spawned = await context.host.ask({
    type: 'spawn',
    session,
    command,
    cwd: made.path,
    env: {
      ...env,
      ...workEnvironment(context, facts),
      ...hookEnvironment(context, session),
    },
    size: FIRST_SIZE,
    ...(lastSession === undefined ? {} : { follows: lastSession }),
  });
  if (!spawned.ok) return fail({ why: spawned.failure.message });
  return ok(isOwed ? prompt.value : undefined);
}

async function owedMessage(
  context: EngineContext,
  facts: WorkstreamFacts,
  agent: ResolvedAgent,
): Promise<Result<string | undefined, Why>> {
  return owesMessage(facts, agent) ? messageFor(context, facts) : ok(undefined);
}

/** Whether it is to plan first, and to be told so at its prompt, in a conversation that it begins. */
function owesMessage(facts: WorkstreamFacts, agent: ResolvedAgent): boolean {
  const { workstream } = facts;
  if (workstream.command !== undefined || workstream.approval === 'none') return false;
  if (conversationOf(facts, agent) !== undefined) return false;
  return plansAtPrompt(agent.spec, agent.change);
}

/** The conversation that its agent goes on with, in place of getting its prompt again. */
function conversationOf(
  { workstream, conversation, conversationName, agent: before }: WorkstreamFacts,
  { name, spec, change }: ResolvedAgent,
): SessionId | undefined {
  const same = workstream.command === undefined && before === name;
  const named = conversationName !== undefined;
  return same && canResume(spec, { change, named }) ? conversation : undefined;
}

/** What needs consent, asked for again here: a journal may come with a repository. */
function commandLine(
  { command }: Workstream,
  { name, change }: ResolvedAgent,
): string | undefined {
  return command ? ownLine(command) : agentLine(name, change);
}
