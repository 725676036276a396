/** Joins the lines of both sides of a conflict, as git's `union` merge driver does. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../base/result.js';
import type { ConflictedPath, Entry } from './merged-tree.js';
import { mustInRepository, type Repository, type Why } from './repository.js';
import { reason, runGit } from './run.js';

/** Begins a file that only says where another one lies (Git LFS, docs/spec.md). */
const POINTER = Buffer.from('version https://git-lfs.github.com/spec/');

/** Whether both sides are plain text files, so that their lines can be joined. */
export function canUnite({ ours, theirs, kind }: ConflictedPath): boolean {
  return kind === 'contents' && isFile(ours) && isFile(theirs);
}

/**
 * Only where `canUnite`; `place` is a folder for files of its own. Fails for what has no
 * lines of its own to join.
 */
export async function unite(
  repo: Repository,
  place: string,
  { ours, theirs, base }: ConflictedPath,
): Promise<Result<Entry, Why>> {
  const folder = await mkdtemp(join(place, 'union-'));
  try {
    const paths: string[] = [];
    for (const [name, side] of Object.entries({ ours, base, theirs })) {
      const content = side ? await blob(repo, side.oid) : Buffer.of();
      if (content.subarray(0, POINTER.length).equals(POINTER))
        return fail({ why: 'it is a pointer of Git LFS, which has no lines to join' });
      const path = join(folder, name);
      await writeFile(path, content, { mode: 0o600 });
      paths.push(path);
    }
    const args = ['merge-file', '-p', '--union', ...paths];
    const merged = await runGit({ folder, args });
    if (merged.code !== 0) return fail({ why: reason(merged) });
    const hash = { args: ['hash-object', '-w', '--stdin'], input: merged.stdout };
    const oid = (await mustInRepository(repo, hash)).toString().trim();
    return ok({ mode: ours?.mode ?? '100644', oid });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function blob(repo: Repository, oid: string): Promise<Buffer> {
  return mustInRepository(repo, { args: ['cat-file', 'blob', oid] });
}

function isFile(entry: Entry | undefined): boolean {
  return entry?.mode.startsWith('100') ?? false;
}
