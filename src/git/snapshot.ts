/**
 * A commit of all that a worktree holds, uncommitted work included. It is made through an
 * index of its own, so neither the worktree nor its index is touched.
 */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../base/result.js';
import type { CommitId } from '../domain/ids.js';
import { commitTree } from './commit.js';
import { gitFolder, headOf } from './refs.js';
import type { Repository, Why } from './repository.js';
import { reason, runGit } from './run.js';
import { AGENT_REPORTS, uncommitted } from './worktree-state.js';

const NOBODY = { name: 'wtmux', email: 'wtmux@localhost' };

/** The same work is the same commit, whenever it is looked at. */
const ALWAYS = '1000000000 +0000';

export type Snapshot = { readonly commit: CommitId; readonly uncommitted: boolean };

/**
 * `index` is where the index may be written; objects go where `repo` keeps its own. Fails
 * when there is no commit yet, or when git cannot read a file.
 */
export async function snapshot(
  repo: Repository,
  worktree: string,
  index: string,
): Promise<Result<Snapshot, Why>> {
  const head = await headOf(worktree);
  if (!head) return fail({ why: `${worktree} has no commit yet` });
  if ((await uncommitted(worktree)).length === 0)
    return ok({ commit: head, uncommitted: false });
  await copyIndex(worktree, index);
  const tree = await treeOf(repo, worktree, index);
  if (!tree.ok) return tree;
  const commit = await commitTree(repo, {
    tree: tree.value,
    parents: [head],
    message: 'uncommitted work\n',
    by: NOBODY,
    date: ALWAYS,
    sign: false,
  });
  return commit.ok ? ok({ commit: commit.value, uncommitted: true }) : commit;
}

/** What git knows of unchanged files spares reading them again. */
async function copyIndex(worktree: string, index: string): Promise<void> {
  try {
    await copyFile(join(await gitFolder(worktree), 'index'), index);
  } catch (error) {
    const none = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!none) throw error;
  }
}

async function treeOf(
  repo: Repository,
  worktree: string,
  index: string,
): Promise<Result<string, Why>> {
  const reports = AGENT_REPORTS.map((path) => `:(exclude,top)${path.replace(/\/$/, '')}`);
  const run = (...args: readonly string[]) =>
    runGit({
      folder: worktree,
      args,
      env: { ...repo.env, GIT_INDEX_FILE: index },
      config: ['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'core.fsync=none'],
    });
  const adding = [
    ['add', '--update', '--', ':/'],
    ['add', '--all', '--', ':/', ...reports],
  ];
  for (const args of adding) {
    const added = await run(...args);
    if (added.code !== 0) return fail({ why: `${worktree}: ${reason(added)}` });
  }
  const written = await run('write-tree');
  if (written.code !== 0) return fail({ why: `${worktree}: ${reason(written)}` });
  return ok(written.stdout.toString().trim());
}
