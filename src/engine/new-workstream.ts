/** One more workstream, with or without a plan: a worktree, a branch and a session. */
import { ok, type Result } from '../base/result.js';
import { workstreamId } from '../domain/ids.js';
import type { Workstream } from '../domain/plan.js';
import { defaultBranch } from '../formats/plan-file.js';
import { slug } from '../formats/slug.js';
import { resolveCommit } from '../git/refs.js';
import type { EngineAnswers, EngineRequest } from '../protocol/engine.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { agentOf } from './agent-of.js';
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

  const wish = { repo: context.repo, template: plan.worktrees, start };
  const made = await makeWorktrees(wish, [workstream]);
  if (!made.ok) return refused(`nothing was started: ${made.failure.why}`);
  const [one] = made.value;
  // Who asks for a command agrees to it.
  await context.consent.give(workstream.command ? [ownLine(workstream.command)] : []);
  if (one) await context.plan.record({ type: 'workstreamAdded', workstream, made: one });
  return ok({ workstream: workstream.id });
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
