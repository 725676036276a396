/**
 * Worktrees of our own in which gates run: detached, locked under our name, and made
 * without running the user's hooks.
 */
import { mkdir, realpath, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { CommitId } from '../domain/ids.js';
import { inRepository, mustInRepository, type Repository } from './repository.js';
import { fields, git } from './run.js';
import { headOf } from './refs.js';
import { worktrees } from './worktrees.js';

const WITHOUT_HOOKS = ['core.hooksPath=/dev/null'];

/**
 * Replaces whatever an earlier run left at `place`, which must be one of ours. Gives the
 * worktree's path, symbolic links resolved.
 */
export async function addScratch(
  repo: Repository,
  place: string,
  commit: CommitId,
): Promise<string> {
  await removeScratch(repo, place);
  const path = await realPlace(place);
  const lock = ['--detach', '--lock', '--reason', 'wtmux'];
  await mustInRepository(repo, {
    args: ['worktree', 'add', ...lock, '--', path, commit],
    config: WITHOUT_HOOKS,
  });
  return path;
}

/** Removes it with all that its programs made there. Nothing to do is fine. */
export async function removeScratch(repo: Repository, place: string): Promise<void> {
  const path = await realPlace(place);
  const known = (await worktrees(repo)).some((entry) => entry.path === path);
  if (known) {
    const args = ['worktree', 'remove', '--force', '--force', '--', path];
    await inRepository(repo, { args, config: WITHOUT_HOOKS });
  }
  await rm(path, { recursive: true, force: true });
}

/** As `git worktree list` tells it. */
async function realPlace(place: string): Promise<string> {
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  return join(await realpath(dirname(place)), basename(place));
}

/** Tracked files that differ from `commit`, `HEAD` when that itself was moved. */
export async function changedSince(
  path: string,
  commit: CommitId,
): Promise<readonly string[]> {
  if ((await headOf(path)) !== commit) return ['HEAD'];
  const args = ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=no'];
  return fields(await git({ folder: path, args })).map((entry) => entry.slice(3));
}
