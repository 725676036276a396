/**
 * Copies what git does not track from the main worktree into a scratch worktree: settings
 * for tests, a folder of dependencies. Nothing leads out of either.
 */
import { cp, mkdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fail, ok, type Result } from '../../base/result.js';
import type { Repository, Why } from '../../git/repository.js';

/** `paths` are relative. What the commit has there stays as it is. */
export async function copyInto(
  folder: string,
  repo: Repository,
  paths: readonly string[],
): Promise<Result<void, Why>> {
  for (const path of paths) {
    const copied = await copyOne(folder, repo, path);
    if (!copied.ok) return copied;
  }
  return ok(undefined);
}

async function copyOne(
  folder: string,
  { root, bare }: Repository,
  path: string,
): Promise<Result<void, Why>> {
  const from = bare ? undefined : await realPath(join(root, path));
  if (from === undefined)
    return fail({ why: `${path}, which gates need a copy of, is not in ${root}` });
  if (!isInside(from, root)) return fail({ why: `${path} leads out of ${root}` });
  const to = join(folder, path);
  // A link of the commit's own may stand in the way and lead anywhere.
  const parent = await firstParent(dirname(to));
  if (parent !== folder && !isInside(parent, folder))
    return fail({ why: `${path} leads out of the worktree in which gates run` });
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, force: false, verbatimSymlinks: true });
  return ok(undefined);
}

/** The nearest folder that exists, links resolved. */
async function firstParent(path: string): Promise<string> {
  return (await realPath(path)) ?? (await firstParent(dirname(path)));
}

async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return undefined;
    throw error;
  }
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder + sep);
}
