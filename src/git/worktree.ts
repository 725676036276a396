/**
 * Makes a worktree with its branch and takes back exactly what was made. Nothing here
 * forces: what is not as it was left is somebody's work.
 */
import { existsSync, realpathSync } from 'node:fs';
import { fail, ok, type Result } from '../base/result.js';
import type { CommitId } from '../domain/ids.js';
import { changeRefs, type RefFailure } from './ref-transaction.js';
import { branchTip, headOf, isBranchName, resolveCommit } from './refs.js';
import { inRepository, type Repository, type Why } from './repository.js';
import { reason } from './run.js';
import { uncommitted } from './worktree-state.js';
import { holderOf } from './worktrees.js';

export type WantedWorktree = {
  /** Absolute. */
  readonly path: string;
  readonly branch: string;
  /** Where the branch starts: a ref. */
  readonly start: string;
};

export type MadeWorktree = {
  readonly path: string;
  readonly branch: string;
  readonly commit: CommitId;
  /** False when a branch of that name stood on the very commit already. */
  readonly branchCreated: boolean;
};

/**
 * Fails, leaving nothing behind, when the path exists, the branch is in use or has other
 * commits, the start is unknown, or git refuses.
 */
export async function createWorktree(
  repo: Repository,
  wanted: WantedWorktree,
): Promise<Result<MadeWorktree, Why>> {
  const { path, branch } = wanted;
  if (!(await isBranchName(repo, branch)))
    return fail({ why: `${branch} cannot be the name of a branch` });
  if (existsSync(path)) return fail({ why: `${path} exists already` });
  const commit = await resolveCommit(repo, wanted.start);
  if (!commit)
    return fail({ why: `${wanted.start} is no commit to start ${branch} from` });

  const branchCreated = await claimBranch(repo, branch, commit);
  if (!branchCreated.ok) return branchCreated;
  const made = { path, branch, commit, branchCreated: branchCreated.value };
  const output = await inRepository(repo, {
    args: ['worktree', 'add', '--', path, branch],
  });
  if (output.code === 0) return ok(made);
  await removeMadeWorktree(repo, made);
  return fail({ why: `worktree ${path}: ${reason(output)}` });
}

/**
 * Whether the worktree that is wanted is there already, with nothing done in it: what a
 * kill leaves between making worktrees and writing down that they were made.
 */
export async function isUntouched(
  repo: Repository,
  { path, branch, start }: WantedWorktree,
): Promise<boolean> {
  const commit = await resolveCommit(repo, start);
  if (!commit || !existsSync(path)) return false;
  const holder = await holderOf(repo, branch);
  const itself = holder?.worktree === realpathSync(path) && holder.how === 'checked out';
  return itself && (await usedBy({ path, commit })) === undefined;
}

/** Fails, with everything left as it is, when the worktree was used in the meantime. */
export async function removeMadeWorktree(
  repo: Repository,
  made: MadeWorktree,
): Promise<Result<void, Why>> {
  const { path, branch, commit } = made;
  if (existsSync(path)) {
    const used = await usedBy(made);
    if (used !== undefined) return fail({ why: `${path} is kept: ${used}` });
    const output = await inRepository(repo, { args: ['worktree', 'remove', '--', path] });
    if (output.code !== 0) return fail({ why: `${path} is kept: ${reason(output)}` });
  }
  if (!made.branchCreated) return ok(undefined);
  const change = { type: 'delete', ref: `refs/heads/${branch}`, from: commit } as const;
  const deleted = await changeRefs(repo, [change], 'take back a worktree');
  if (!deleted.ok)
    return fail({ why: `branch ${branch} is kept: ${words(deleted.failure)}` });
  return ok(undefined);
}

/** Whether the branch had to be made. */
async function claimBranch(
  repo: Repository,
  branch: string,
  commit: CommitId,
): Promise<Result<boolean, Why>> {
  const tip = await branchTip(repo, branch);
  if (!tip) {
    const change = { type: 'create', ref: `refs/heads/${branch}`, to: commit } as const;
    const created = await changeRefs(repo, [change], 'begin a workstream');
    return created.ok
      ? ok(true)
      : fail({ why: `branch ${branch}: ${words(created.failure)}` });
  }
  const holder = await holderOf(repo, branch);
  if (holder)
    return fail({ why: `branch ${branch} is ${holder.how} in ${holder.worktree}` });
  if (tip === commit) return ok(false);
  return fail({ why: `branch ${branch} exists already, at ${tip.slice(0, 12)}` });
}

async function usedBy({
  path,
  commit,
}: Pick<MadeWorktree, 'path' | 'commit'>): Promise<string | undefined> {
  if ((await headOf(path)) !== commit) return 'it has commits of its own';
  const [changed] = await uncommitted(path);
  return changed === undefined ? undefined : `it has uncommitted changes (${changed})`;
}

function words(failure: RefFailure): string {
  if (failure.type === 'refused') return failure.why;
  return `it was moved by somebody else, to ${failure.is?.slice(0, 12) ?? 'nowhere'}`;
}
