/** Takes a plan: checks it, asks for consent, makes its worktrees and starts it. */
import { ok, type Result } from '../base/result.js';
import type { Plan, Workstream } from '../domain/plan.js';
import { readPlan } from '../formats/plan-file.js';
import { problemLine } from '../formats/problem.js';
import { currentBranch, resolveCommit } from '../git/refs.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { EngineAnswers } from '../protocol/engine-answers.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { sharedWork } from '../workflow/plan-state.js';
import type { EngineContext } from './context.js';
import { isAtWork } from './plan-facts.js';
import { commandsOf } from './plan-commands.js';
import { recommended } from './recommended.js';
import { makeWorktrees } from './worktrees.js';

type Up = Extract<EngineRequest, { type: 'up' }>;

export async function up(
  context: EngineContext,
  request: Up,
): Promise<Result<EngineAnswers['up'], Refusal>> {
  const read = readPlan(request.text, {
    file: request.file,
    defaultBase: await currentBranch(context.repo),
    defaultName: context.repo.name,
    autoSessions: context.maxSessions,
  });
  if (!read.ok) return usage(read.failure.map(problemLine).join('\n'));
  const { plan, notice } = await recommended(context, read.value);

  const hindrance = hindranceTo(context, plan);
  if (hindrance) return hindrance;
  const commands = commandsOf(plan);
  if (request.consent) await context.consent.give(commands);
  else if (!(await context.consent.covers(commands)))
    return ok({ type: 'needsConsent', commands });
  if (notice !== undefined) context.feed.notify('info', notice);
  if (!isSame(context.plan.state.plan, plan)) return take(context, plan);
  await context.plan.record({ type: 'resumed' });
  return ok({ type: 'started', created: [] });
}

async function take(
  context: EngineContext,
  plan: Plan,
): Promise<Result<EngineAnswers['up'], Refusal>> {
  const start = await resolveCommit(context.repo, plan.base);
  if (!start)
    return usage(
      `base: there is no commit "${plan.base}" in ${context.repo.root}; ` +
        'name a branch that has one (a new repository needs a first commit)',
    );
  const { state } = context.plan;
  const fresh = plan.workstreams.filter((one) => !sharedWork(state, one));
  const progress = (made: number) =>
    context.feed.tell({ type: 'worktreesMade', made, of: fresh.length });
  const wish = { repo: context.repo, template: plan.worktrees, start, progress };
  const made = await makeWorktrees(wish, fresh);
  if (!made.ok) return refused(`nothing was started: ${made.failure.why}`);
  await context.plan.record({ type: 'planTaken', plan, made: made.value });
  return ok({ type: 'started', created: made.value.map(({ path }) => path) });
}

/**
 * A plan at work may be mended but not replaced by another under its agents; unknown
 * agents are found first.
 */
function hindranceTo(
  context: EngineContext,
  plan: Plan,
): Result<never, Refusal> | undefined {
  const unknown = plan.workstreams.find(
    (workstream) => !knowsAgent(context, plan, workstream),
  );
  if (unknown)
    return usage(
      `workstream ${unknown.id}: unknown agent "${unknown.agent}"; ` +
        `known: ${[...context.agents.keys(), ...Object.keys(plan.agents)].join(', ')}`,
    );
  const { state } = context.plan;
  if (state.plan.name === plan.name || !isAtWork(state)) return undefined;
  return refused(
    `the plan "${state.plan.name}" is still at work here; ` +
      '`wtmux status` shows it, `wtmux down` ends it',
  );
}

function knowsAgent(context: EngineContext, plan: Plan, { agent }: Workstream): boolean {
  if (agent === undefined || context.agents.has(agent)) return true;
  return plan.agents[agent]?.command !== undefined;
}

function isSame(one: Plan, other: Plan): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
