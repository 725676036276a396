/** Makes the worktrees and branches of a plan: all of them, or none. */
import { existsSync } from 'node:fs';
import { readdir, rmdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fail, ok, type Result } from '../base/result.js';
import type { CommitId } from '../domain/ids.js';
import type { Workstream } from '../domain/plan.js';
import { worktreePath } from '../formats/worktree-checks.js';
import type { Repository, Why } from '../git/repository.js';
import {
  createWorktree,
  isUntouched,
  removeMadeWorktree,
  type MadeWorktree,
} from '../git/worktree.js';
import type { Made } from '../workflow/event.js';

type Wish = {
  readonly repo: Repository;
  readonly template: string;
  readonly start: CommitId;
  /** Looks at each when it is there; a failure counts as if it could not be made. */
  readonly judge?: (path: string) => Promise<Result<void, Why>>;
  /** Hears of each that is there how many are by then. */
  readonly progress?: (made: number) => void;
};

/**
 * One worktree for each of `workstreams`, from `start`. One that is there and untouched is
 * taken, so that a start that was killed is begun again. Where one cannot be made, those
 * made here are removed again, nothing else is touched, and the failure names the cause.
 */
export async function makeWorktrees(
  wish: Wish,
  workstreams: readonly Workstream[],
): Promise<Result<readonly Made[], Why>> {
  const missing = workstreams.flatMap((one) => missingAbove(pathOf(wish, one)));
  const made: MadeWorktree[] = [];
  const result: Made[] = [];
  for (const workstream of workstreams) {
    const one = await makeOne(wish, workstream, made);
    if (!one.ok) {
      const left = await removeAll(wish.repo, made);
      for (const folder of missing) await removeEmpty(folder);
      return fail({ why: [`${workstream.id}: ${one.failure.why}`, ...left].join('\n') });
    }
    result.push(one.value);
    wish.progress?.(result.length);
  }
  return ok(result);
}

/** Adds to `made` what was not there before. */
async function makeOne(
  wish: Wish,
  workstream: Workstream,
  made: MadeWorktree[],
): Promise<Result<Made, Why>> {
  const { repo, start, judge } = wish;
  const path = pathOf(wish, workstream);
  const { branch, id } = workstream;
  const wanted = { path, branch, start };
  if (!(await isUntouched(repo, wanted))) {
    const one = await createWorktree(repo, wanted);
    if (!one.ok) return one;
    made.push(one.value);
  }
  const judged = await judge?.(path);
  return judged?.ok === false ? judged : ok({ workstream: id, ...wanted });
}

function pathOf({ repo, template }: Wish, workstream: Workstream): string {
  return resolve(repo.root, worktreePath(template, repo.name, workstream));
}

/** The folders above `path` that are not there yet, the innermost first. */
function missingAbove(path: string): readonly string[] {
  const missing: string[] = [];
  for (let folder = dirname(path); !existsSync(folder); folder = dirname(folder))
    missing.push(folder);
  return missing;
}

/** One in which somebody has put something stays, as does one that was never made. */
async function removeEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => undefined);
  if (names?.length === 0) await rmdir(folder);
}

/** The lines that say what could not be removed, and why. */
async function removeAll(
  repo: Repository,
  made: readonly MadeWorktree[],
): Promise<readonly string[]> {
  const left: string[] = [];
  for (const one of made.toReversed()) {
    const removed = await removeMadeWorktree(repo, one);
    if (!removed.ok) left.push(`not removed again: ${removed.failure.why}`);
  }
  return left;
}
