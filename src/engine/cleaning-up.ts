/** Puts finished worktrees into the trash, and takes them out again. */
import { existsSync } from 'node:fs';
import { ok, type Result } from '../base/result.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Cleaning, TrashEntry } from '../domain/trash.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused } from '../protocol/refusal.js';
import type { PlanState } from '../workflow/plan-state.js';
import type { EngineContext } from './context.js';
import { chainOf } from '../workflow/merge-order.js';
import { allMade, factsOf } from './plan-facts.js';
import { judgeWorktrees, type Candidate, type Judged } from './trash/cleaning.js';
import { restore, throwAway, trashEntries } from './trash/trash.js';

/** What is done, or with `dryRun` would be, with every worktree that the plan has made. */
export async function clean(
  context: EngineContext,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Result<readonly Cleaning[], Refusal>> {
  const { state } = context.plan;
  const candidates = candidatesOf(context);
  const targets = (id: WorkstreamId) => targetsOf(state, id);
  const judged = await judgeWorktrees(context.repo, candidates, targets);
  const cleaned: Cleaning[] = [];
  for (const one of judged)
    cleaned.push(dryRun ? cleaningOf(one) : await putAway(context, one));
  context.feed.changed();
  return ok(cleaned);
}

export async function restoreFromTrash(
  context: EngineContext,
  id: string,
): Promise<Result<TrashEntry, Refusal>> {
  const back = await restore(context, id);
  if (!back.ok) return refused(back.failure.why);
  context.trashed.delete(back.value.path);
  return ok(back.value);
}

/** What an engine must know at its start: these worktrees are not lost. */
export async function rememberTrash(context: EngineContext): Promise<void> {
  for (const { path } of await trashEntries(context)) context.trashed.add(path);
}

/** Whether a worktree that is not there was put away. */
export function isInTrash({ trashed }: EngineContext, path: string): boolean {
  return trashed.has(path) && !existsSync(path);
}

function candidatesOf(context: EngineContext): readonly Candidate[] {
  const { plan, sessions } = context;
  return allMade(plan.state)
    .filter(({ path }) => !isInTrash(context, path))
    .flatMap((made) => {
      const facts = factsOf(plan.state, made.workstream);
      if (!facts) return [];
      const running = [...sessions.values()].some(
        ({ cwd, status }) => cwd === made.path && status.type === 'running',
      );
      return [{ made, state: facts.state, running }];
    });
}

/** Where the work of a workstream may have gone: its waves' targets, and the base. */
function targetsOf({ plan }: PlanState, id: WorkstreamId): readonly string[] {
  const waves = plan.waves.filter((wave) =>
    chainOf(plan, wave.id).some(({ holds }) => holds.includes(id)),
  );
  return [...new Set([...waves.map(({ target }) => target), plan.base])];
}

async function putAway(context: EngineContext, one: Judged): Promise<Cleaning> {
  const { made, commit, verdict } = one;
  const cleaning = cleaningOf(one);
  if (verdict.type === 'stays' || commit === undefined) return cleaning;
  const { workstream, branch, path } = made;
  context.trashed.add(path);
  const what = { workstream, branch, path, commit, at: context.now() };
  const moved = await throwAway(context, what);
  if (moved.ok) return { ...cleaning, entry: moved.value.id };
  context.trashed.delete(path);
  return { ...cleaning, kept: moved.failure.why };
}

function cleaningOf({ made, verdict }: Judged): Cleaning {
  const { workstream, branch, path } = made;
  const goes = verdict.type === 'goes';
  return {
    workstream,
    branch,
    path,
    proof: goes ? verdict.proof : null,
    kept: goes ? null : verdict.why,
    entry: null,
  };
}
