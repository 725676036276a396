/** Moves a checked-out branch forward, together with its files, and never otherwise. */
import { fail, ok, type Result } from '../base/result.js';
import type { CommitId } from '../domain/ids.js';
import { branchIn, headOf, isAncestor } from './refs.js';
import type { Repository, Why } from './repository.js';
import { reason, runGit } from './run.js';
import { changedFiles, operationIn } from './worktree-state.js';

/**
 * Brings the worktree at `path` up to `commit`. Fails, and leaves the worktree as it is,
 * when another branch is checked out there, when there are uncommitted changes or
 * commits that `commit` lacks, or when git refuses.
 */
export async function fastForward(
  repo: Repository,
  where: { readonly path: string; readonly branch: string; readonly commit: CommitId },
): Promise<Result<void, Why>> {
  const { path, branch, commit } = where;
  const head = await headOf(path);
  if (head === commit) return ok(undefined);
  const obstacle = await inTheWay(path, branch);
  if (obstacle !== undefined) return fail({ why: `${path} ${obstacle}` });
  if (head && !(await isAncestor(repo, head, commit)))
    return fail({ why: `${branch} has commits that ${commit.slice(0, 12)} lacks` });
  const args = ['merge', '--ff-only', '--no-autostash', commit];
  const output = await runGit({ folder: path, args });
  return output.code === 0 ? ok(undefined) : fail({ why: reason(output) });
}

/** Why the files of a worktree must not be moved now; undefined when they may. */
export async function inTheWay(
  path: string,
  branch: string,
): Promise<string | undefined> {
  const current = await branchIn(path);
  if (current !== branch)
    return `has ${current ?? 'no branch'} checked out, not ${branch}`;
  const operation = await operationIn(path);
  if (operation) return `has a ${operation} in progress`;
  // Files that it does not track git never writes over, and says so.
  const [changed] = await changedFiles(path);
  return changed === undefined ? undefined : `has uncommitted changes (${changed})`;
}
