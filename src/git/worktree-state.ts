/** What git can tell of one worktree, read without writing anything, its index included. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { divergence, gitFolder, headOf, resolveCommit } from './refs.js';
import type { Repository } from './repository.js';
import { fields, git, readable } from './run.js';
import type { CommitId } from '../domain/ids.js';

export type WorktreeState = {
  readonly head: CommitId | undefined;
  /** Commits of the branch that the base lacks, and the other way round. */
  readonly ahead: number;
  readonly behind: number;
  readonly dirty: boolean;
  readonly inProgress: Operation | undefined;
};

export type Operation = 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect';

/** What agents report by, as long as nobody adds it: not work, so it makes nothing dirty. */
export const AGENT_REPORTS: readonly string[] = ['progress.md', '.claude/'];

const MARKS: readonly (readonly [file: string, operation: Operation])[] = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
];

/** `base` is a ref; where it or the branch is missing, nothing is ahead or behind. */
export async function worktreeState(
  repo: Repository,
  where: { readonly path: string; readonly branch: string; readonly base: string },
): Promise<WorktreeState> {
  const [head, base, tip, changes, inProgress] = await Promise.all([
    headOf(where.path),
    resolveCommit(repo, where.base),
    resolveCommit(repo, `refs/heads/${where.branch}`),
    uncommitted(where.path),
    operationIn(where.path),
  ]);
  const apart = base && tip ? await divergence(repo, tip, base) : { ahead: 0, behind: 0 };
  return { head, ...apart, dirty: changes.length > 0, inProgress };
}

/** Paths with uncommitted changes, untracked files too, agents' reports left out. */
export async function uncommitted(folder: string): Promise<readonly string[]> {
  const args = [
    'status',
    '--porcelain=v1',
    '-z',
    '--no-renames',
    '--untracked-files=normal',
  ];
  return fields(await git({ folder, args }))
    .filter((entry) => !isReport(entry))
    .map((entry) => readable(entry.slice(3)));
}

/** The merge, rebase or the like that is under way in a worktree. */
export async function operationIn(folder: string): Promise<Operation | undefined> {
  const own = await gitFolder(folder);
  return MARKS.find(([file]) => existsSync(join(own, file)))?.[1];
}

function isReport(entry: string): boolean {
  if (!entry.startsWith('?? ')) return false;
  const path = entry.slice(3);
  return AGENT_REPORTS.some((report) =>
    report.endsWith('/') ? path.startsWith(report) : path === report,
  );
}
