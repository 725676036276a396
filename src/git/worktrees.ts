/** Which worktrees a repository has, and which of them holds a branch. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fields, git, readable } from './run.js';

export type WorktreeEntry = {
  readonly path: string;
  /** Short name; undefined when detached or bare. */
  readonly branch: string | undefined;
  readonly head: string | undefined;
  readonly bare: boolean;
  /** Why it is locked, maybe empty; undefined when it is not. */
  readonly locked: string | undefined;
  /** Its folder is gone. */
  readonly prunable: boolean;
};

export type BranchHolder = {
  readonly worktree: string;
  readonly how: 'checked out' | 'being rebased' | 'being bisected';
};

type Folder = {
  readonly commonDir: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** All worktrees, the main one first. */
export async function worktrees(repo: Folder): Promise<readonly WorktreeEntry[]> {
  const args = LIST_WORKTREES;
  return worktreesIn(await git({ folder: repo.commonDir, args, env: repo.env ?? {} }));
}

export const LIST_WORKTREES = ['worktree', 'list', '--porcelain', '-z'];

/** Of what `LIST_WORKTREES` prints. */
export function worktreesIn(listed: Buffer): readonly WorktreeEntry[] {
  const entries: WorktreeEntry[] = [];
  let lines: string[] = [];
  for (const field of fields(listed)) {
    if (field !== '') lines.push(field);
    else if (lines.length > 0) entries.push(parseEntry(lines.splice(0)));
  }
  if (lines.length > 0) entries.push(parseEntry(lines));
  return entries;
}

/**
 * The worktree in which `branch` is in use, so that moving it would pull the ground from
 * under somebody: checked out, or detached from it by a rebase or bisection under way.
 */
export async function holderOf(
  repo: Folder,
  branch: string,
): Promise<BranchHolder | undefined> {
  for (const entry of await worktrees(repo)) {
    if (entry.bare || entry.prunable) continue;
    if (entry.branch === branch) return { worktree: entry.path, how: 'checked out' };
    const how = await movingBranch(entry.path, branch);
    if (how) return { worktree: entry.path, how };
  }
  return undefined;
}

function parseEntry(lines: readonly string[]): WorktreeEntry {
  const known = new Map(
    lines.map((line) => {
      const [, name = '', value = ''] = /^(\S+) ?([^]*)$/.exec(line) ?? [];
      return [name, readable(value)];
    }),
  );
  return {
    path: known.get('worktree') ?? '',
    branch: known.get('branch')?.replace('refs/heads/', ''),
    head: known.get('HEAD'),
    bare: known.has('bare'),
    locked: known.get('locked'),
    prunable: known.has('prunable'),
  };
}

async function movingBranch(
  folder: string,
  branch: string,
): Promise<BranchHolder['how'] | undefined> {
  const own = await gitFolderOf(folder);
  for (const name of ['rebase-merge/head-name', 'rebase-apply/head-name'])
    if ((await content(join(own, name))) === `refs/heads/${branch}`)
      return 'being rebased';
  return (await content(join(own, 'BISECT_START'))) === branch
    ? 'being bisected'
    : undefined;
}

/** Read from the files, since this is asked of every worktree (gitrepository-layout(5)). */
async function gitFolderOf(folder: string): Promise<string> {
  const entry = join(folder, '.git');
  const named = (await content(entry))?.replace(/^gitdir: /, '');
  return named === undefined ? entry : resolve(folder, named);
}

async function content(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    return undefined;
  }
}
