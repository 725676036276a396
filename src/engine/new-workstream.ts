/** One more workstream, with or without a plan: a worktree, a branch and a session. */
import { isAbsolute } from 'node:path';
import { launch } from '../agents/launch.js';
import { assert } from '../base/assert.js';
import { fail, ok, type Result } from '../base/result.js';
import { workstreamId, type CommitId } from '../domain/ids.js';
import type { Workstream } from '../domain/plan.js';
import { defaultBranch } from '../formats/read-workstream.js';
import { slug } from '../formats/slug.js';
import { resolveCommit } from '../git/refs.js';
import type { Why } from '../git/repository.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { EngineAnswers } from '../protocol/engine-answers.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import type { Made } from '../workflow/event.js';
import { agentOf, type ResolvedAgent } from './agent-of.js';
import type { EngineContext } from './context.js';
import { ownLine } from './plan-commands.js';
import { makeWorktrees } from './worktrees.js';

type New = Extract<EngineRequest, { type: 'new' }>;

export async function newWorkstream(
  context: EngineContext,
  request: New,
): Promise<Result<EngineAnswers['new'], Refusal>> {
  const id = slug(request.name);
  if (id === '')
    return usage(
      `new: "${request.name}" has none of a-z and 0-9, of which its id is made; add some`,
    );
  const { plan } = context.plan.state;
  if (plan.workstreams.some((known) => known.id === id))
    return refused(`there is a workstream "${id}" already; choose another name`);

  const workstream = workstreamOf(request, id);
  const agent = agentOf(context, workstream);
  if (!agent.ok) return usage(`new: ${agent.failure.why}`);
  const start = await resolveCommit(context.repo, 'HEAD');
  if (!start) return refused('this repository has no commit yet; make a first one');

  const made = await makeFor(context, { workstream, agent: agent.value, start });
  if (!made.ok) return made;
  // Who asks for a command agrees to it.
  await context.consent.give(workstream.command ? [ownLine(workstream.command)] : []);
  await context.plan.record({ type: 'workstreamAdded', workstream, made: made.value });
  return ok({ workstream: workstream.id });
}

type Wanted = {
  readonly workstream: Workstream;
  readonly agent: ResolvedAgent;
  readonly start: CommitId;
};

/** Its worktree and branch; neither, when its program cannot be found. */
async function makeFor(
  context: EngineContext,
  { workstream, agent, start }: Wanted,
): Promise<Result<Made, Refusal>> {
  const { repo, plan } = context;
  const find = (folder: string) => findProgram(context, { workstream, agent, folder });
  // What is named by a path of its own is found only where the branch has its files.
  const found = isOfWorktree(workstream) ? ok(undefined) : await find(repo.root);
  const wish = { repo, template: plan.state.plan.worktrees, start, judge: find };
  const made = found.ok ? await makeWorktrees(wish, [workstream]) : found;
  if (!made.ok) return refused(`nothing was started: ${made.failure.why}`);
  const [one] = made.value;
  assert(one, 'one worktree is made for one workstream');
  return ok(one);
}

function isOfWorktree({ command }: Workstream): boolean {
  const [program = ''] = command ?? [];
  return program.includes('/') && !isAbsolute(program);
}

type Sought = Omit<Wanted, 'start'> & { readonly folder: string };

/** Fails when the host says that there is no such program; it may not be there to say so. */
async function findProgram(
  context: EngineContext,
  { workstream, agent, folder }: Sought,
): Promise<Result<void, Why>> {
  const { id, prompt } = workstream;
  const { command, env } = launch(agent.spec, {
    id,
    prompt,
    conversation: id,
    resumes: false,
    change: agent.change,
    command: workstream.command,
  });
  const found = await context.host.ask({ type: 'find', command, cwd: folder, env });
  const missing = !found.ok && found.failure.kind === 'refused';
  return missing ? fail({ why: found.failure.message }) : ok(undefined);
}

function workstreamOf(request: New, id: string): Workstream {
  return {
    id: workstreamId(id),
    name: request.name,
    branch: defaultBranch(request.name),
    agent: request.agent ?? undefined,
    command: request.command.length > 0 ? request.command : undefined,
    role: '',
    prompt: request.prompt,
    estimateMs: undefined,
    priority: 'medium',
    dependsOn: [],
    owns: [],
    approval: 'none',
    gates: [],
    briefed: false,
  };
}
