/** What git can tell of one worktree, read without writing anything, its index included. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ownCount } from './history.js';
import { branchDivergence, gitFolder } from './refs.js';
import type { Repository } from './repository.js';
import { fields, git, readable } from './run.js';

export type WorktreeState = {
  /** Commits of the branch that the base and what it builds upon lack. */
  readonly ahead: number;
  /** Commits of the base that the branch lacks. */
  readonly behind: number;
  /** Paths, untracked ones too, agents' reports left out. */
  readonly uncommitted: readonly string[];
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

type Where = {
  readonly path: string;
  readonly branch: string;
  readonly base: string;
  /** What else it builds upon: refs or commits, which may be missing. */
  readonly upon?: readonly string[];
};

/** `base` is a ref; where it or the branch is missing, nothing is ahead or behind. */
export async function worktreeState(
  repo: Repository,
  { path, branch, base, upon = [] }: Where,
): Promise<WorktreeState> {
  const [apart, own, changes] = await Promise.all([
    branchDivergence(repo, branch, base),
    upon.length > 0 ? ownCount(repo, `refs/heads/${branch}`, [base, ...upon]) : undefined,
    uncommitted(path),
  ]);
  return { ...apart, ahead: own ?? apart.ahead, uncommitted: changes };
}

/** Paths with uncommitted changes, untracked files too, agents' reports left out. */
export async function uncommitted(folder: string): Promise<readonly string[]> {
  const entries = await entriesOf(folder, 'normal');
  return entries.filter((entry) => !isReport(entry)).map(pathIn);
}

/** Those alone that git tracks. */
export async function changedFiles(folder: string): Promise<readonly string[]> {
  return (await entriesOf(folder, 'no')).map(pathIn);
}

async function entriesOf(
  folder: string,
  untracked: 'normal' | 'no',
): Promise<readonly string[]> {
  const form = ['status', '--porcelain=v1', '-z', '--no-renames'];
  const args = [...form, `--untracked-files=${untracked}`];
  return fields(await git({ folder, args }));
}

function pathIn(entry: string): string {
  return readable(entry.slice(3));
}

/** The merge, rebase or the like that is under way in a worktree. */
export async function operationIn(folder: string): Promise<Operation | undefined> {
  const own = await gitFolder(folder);
  return MARKS.find(([file]) => existsSync(join(own, file)))?.[1];
}

/** Of both versions of the format. */
function isReport(entry: string): boolean {
  const [, path] = /^\?\??(?: )([^]*)$/.exec(entry) ?? [];
  if (path === undefined) return false;
  return AGENT_REPORTS.some((report) =>
    report.endsWith('/') ? path.startsWith(report) : path === report,
  );
}
