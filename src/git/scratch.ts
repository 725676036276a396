/**
 * Worktrees of our own in which gates run: detached, locked under our name, and made
 * without running the user's hooks. They are removed by hand: a `git worktree add` that
 * was killed leaves a record at which every `git worktree` command stops.
 */
import { mkdir, readdir, realpath, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitId } from '../domain/ids.js';
import { headOf } from './refs.js';
import { mustInRepository, type Repository } from './repository.js';
import { fields, git } from './run.js';

/** What no other worktree's folder is called, so that ours are known by their name alone. */
const PREFIX = 'wtmux-gate-';

/**
 * A worktree of `commit` in `folder`, where only scratch worktrees of this repository are.
 * Gives its path, symbolic links resolved. The caller holds the lock on merges.
 */
export async function addScratch(
  repo: Repository,
  folder: string,
  commit: CommitId,
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // A git command that outlived its engine may still write to the place of before.
  const place = `${PREFIX}${process.pid}-${commit.slice(0, 12)}`;
  const path = join(await realpath(folder), place);
  const lock = ['--detach', '--lock', '--reason', 'wtmux'];
  await mustInRepository(repo, {
    args: ['worktree', 'add', ...lock, '--', path, commit],
    config: ['core.hooksPath=/dev/null'],
  });
  return path;
}

/**
 * Removes all of them, with what their programs made there and what a kill left; or those
 * alone whose name begins with `prefix`.
 */
export async function removeScratches(
  repo: Repository,
  folder: string,
  prefix = PREFIX,
): Promise<void> {
  const records = join(repo.commonDir, 'worktrees');
  for (const place of [folder, records])
    for (const name of await namesIn(place))
      if (name.startsWith(prefix))
        await rm(join(place, name), { recursive: true, force: true });
  if ((await namesIn(records)).length === 0) await rmdir(records).catch(() => undefined);
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

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
