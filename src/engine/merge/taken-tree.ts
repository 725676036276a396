/**
 * What was made of a conflict in its worktree, as a tree. What nobody has resolved is not
 * taken for resolved: git puts markers into lines alone, and of a binary file, a link, a
 * submodule or a file that one side deleted it leaves one side as if that were the result.
 */
import { lstat, readFile } from 'node:fs/promises';
import { plainText } from '../../base/plain-text.js';
import { fail, ok, type Result } from '../../base/result.js';
import type { CommitId } from '../../domain/ids.js';
import type { ConflictedPath } from '../../git/merged-tree.js';
import { headOf } from '../../git/refs.js';
import type { Why } from '../../git/repository.js';
import { fields, git, readable } from '../../git/run.js';
import { hasMarkers } from './driver.js';

/** `theirs` was merged into `ours`. */
type Merged = { readonly ours: CommitId; readonly theirs: CommitId };

/** Fails, with the worktree at `folder` as it was, while something of it is unresolved. */
export async function takenTree(
  folder: string,
  merged: Merged,
  conflicts: readonly ConflictedPath[],
): Promise<Result<string, Why>> {
  const fault = await unresolvedIn(folder, merged, conflicts);
  if (fault !== undefined) return fail({ why: fault });
  const config = ['core.hooksPath=/dev/null', 'rerere.enabled=false'];
  await git({ folder, args: ['add', '--update', '--', '.'], config });
  return ok((await git({ folder, args: ['write-tree'] })).toString().trim());
}

/** What is not resolved yet, in words; the worktree stays as it is. */
export async function unresolvedIn(
  folder: string,
  merged: Merged,
  conflicts: readonly ConflictedPath[],
): Promise<string | undefined> {
  return (
    (await strayed(folder, merged)) ??
    (await marked(folder, conflicts)) ??
    (await leftByGit(folder))
  );
}

/** It may be committed there or not, but it must be this merge. */
async function strayed(
  folder: string,
  { ours, theirs }: Merged,
): Promise<string | undefined> {
  const args = ['rev-list', '--no-walk', '--parents', 'HEAD'];
  const commit = (await git({ folder, args })).toString().trim();
  const [head, ...parents] = commit.split(' ');
  if (head === ours)
    return (await headOf(folder, 'MERGE_HEAD')) === theirs
      ? undefined
      : `its merge was given up there (${folder}); have it opened anew`;
  return parents.join() === [ours, theirs].join()
    ? undefined
    : `${folder} has other commits than the merge`;
}

async function marked(
  folder: string,
  conflicts: readonly ConflictedPath[],
): Promise<string | undefined> {
  for (const { path } of conflicts)
    if (hasMarkers(await contentOf(folder, path)))
      return `${shown(path)} still has conflict markers`;
  return undefined;
}

/** A link is not followed: it may lead to a device that never ends. */
async function contentOf(folder: string, path: string): Promise<Buffer> {
  const place = placeIn(folder, path);
  const there = await lstat(place).catch(() => undefined);
  return there?.isFile() ? readFile(place) : Buffer.alloc(0);
}

/** Its files are in a repository of their own, so nothing here tells of a change. */
const SUBMODULE = '160000 ';

/** Of a path as git told it, whatever bytes it has. */
export function placeIn(folder: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path, 'latin1')]);
}

/** AUTO_MERGE is the tree of what git left in the worktree: git-diff(1). */
async function leftByGit(folder: string): Promise<string | undefined> {
  const listed = await git({ folder, args: ['ls-files', '--unmerged', '-z'] });
  const open = fields(listed).map((line) => ({
    path: line.slice(line.indexOf('\t') + 1),
    isSubmodule: line.startsWith(SUBMODULE),
  }));
  if (open.length === 0) return undefined;
  const args = ['diff', '--name-only', '--no-ext-diff', '--no-renames', '-z'];
  const changed = new Set(fields(await git({ folder, args: [...args, 'AUTO_MERGE'] })));
  const left = open.find(({ path, isSubmodule }) => isSubmodule || !changed.has(path));
  return left === undefined
    ? undefined
    : `${shown(left.path)} is as git left it: make it what it should be, then \`git add\` it there, or \`git rm\``;
}

function shown(path: string): string {
  return plainText(readable(path), 120);
}
