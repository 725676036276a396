/**
 * Merges in the object database: no worktree, no index, no ref. Reads what
 * `git merge-tree --write-tree -z` prints (git-merge-tree(1), OUTPUT).
 */
import { fail, ok, type Result } from '../base/result.js';
import type { CommitId } from '../domain/ids.js';
import { inRepository, type Repository, type Why } from './repository.js';
import { fields, readable, reason } from './run.js';

/** A clean merge has no conflicts. */
export type MergedTree = {
  /** Holds conflict markers where there are conflicts. */
  readonly tree: string;
  readonly conflicts: readonly ConflictedPath[];
};

export type ConflictedPath = {
  /** Bytes as `latin1`; `readable` shows it. */
  readonly path: string;
  /** Git's own word: `contents`, `modify/delete`, `rename/delete`, ... */
  readonly kind: string;
  /** What the merge base and the two sides have there; missing where they have nothing. */
  readonly base: Entry | undefined;
  readonly ours: Entry | undefined;
  readonly theirs: Entry | undefined;
};

/** A file in a tree: `100644`, `100755`, `120000` (link) or `160000` (submodule). */
export type Entry = { readonly mode: string; readonly oid: string };

export type Pair = readonly [ours: CommitId, theirs: CommitId];

const OBJECT_NAME = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** What `git merge theirs` would make of `ours`. Fails when git cannot merge them at all. */
export async function mergeTree(
  repo: Repository,
  ...[ours, theirs]: Pair
): Promise<Result<MergedTree, Why>> {
  const args = ['merge-tree', '--write-tree', '-z', ours, theirs];
  const output = await inRepository(repo, { args });
  const [tree = '', ...rest] = fields(output.stdout);
  // A name that git does not know exits with 1 too, like a conflict.
  if (output.code > 1 || !OBJECT_NAME.test(tree)) return fail({ why: reason(output) });
  return ok({
    tree,
    conflicts: output.code === 0 ? [] : readConflicts(rest, 0).conflicts,
  });
}

/**
 * The same for many pairs, in the order of `pairs`. One process as long as git can merge
 * them: a pair that it cannot (unrelated histories) ends it, and another goes on behind.
 */
export async function mergeTrees(
  repo: Repository,
  pairs: readonly Pair[],
): Promise<readonly Result<MergedTree, Why>[]> {
  const merged: Result<MergedTree, Why>[] = [];
  while (merged.length < pairs.length) {
    const { done, why } = await mergeBatch(repo, pairs.slice(merged.length));
    merged.push(...done.map((tree) => ok(tree)));
    if (merged.length < pairs.length) merged.push(fail({ why }));
  }
  return merged;
}

/** As many of the pairs as git came to, and why it came no further. */
async function mergeBatch(
  repo: Repository,
  pairs: readonly Pair[],
): Promise<{ readonly done: readonly MergedTree[]; readonly why: string }> {
  const output = await inRepository(repo, {
    args: ['merge-tree', '--write-tree', '-z', '--stdin'],
    input: pairs.map((pair) => `${pair.join(' ')}\n`).join(''),
  });
  return { done: readBatch(fields(output.stdout)), why: reason(output) };
}

function readBatch(parts: readonly string[]): readonly MergedTree[] {
  const merged: MergedTree[] = [];
  let at = 0;
  while (at < parts.length) {
    // With --stdin 1 says clean and 0 conflict, the opposite of the exit status.
    const [status = '', tree = ''] = parts.slice(at, at + 2);
    if (!OBJECT_NAME.test(tree)) break;
    at += 2;
    const { conflicts, end } =
      status === '1' ? { conflicts: [], end: at } : readConflicts(parts, at);
    merged.push({ tree, conflicts });
    at = end + 1;
  }
  return merged;
}

type Stages = { base?: Entry; ours?: Entry; theirs?: Entry };

function readConflicts(parts: readonly string[], from: number) {
  const empty = parts.indexOf('', from);
  const gap = empty === -1 ? parts.length : empty;
  const stages = readStages(parts.slice(from, gap));
  const { told, end } = readTold(parts, gap + 1);
  const kinds = new Map(
    told.flatMap(({ paths, kind }) => paths.map((path) => [path, kind] as const)),
  );
  // A message also names where a renamed file was, which is no conflict of its own.
  const elsewhere = told.filter(({ paths }) => !paths.some((path) => stages.has(path)));
  const paths = new Set([
    ...stages.keys(),
    ...elsewhere.flatMap(({ paths: all }) => all),
  ]);
  const conflicts: readonly ConflictedPath[] = [...paths].map((path) => {
    const { base, ours, theirs } = stages.get(path) ?? {};
    return { path, kind: kinds.get(path) ?? 'contents', base, ours, theirs };
  });
  return { conflicts, end };
}

function readStages(parts: readonly string[]): Map<string, Stages> {
  const stages = new Map<string, Stages>();
  for (const part of parts) {
    const [, mode, oid, stage, path] = /^(\d+) (\w+) ([123])\t([^]*)$/.exec(part) ?? [];
    if (mode === undefined || oid === undefined || path === undefined) continue;
    const known = stages.get(path) ?? {};
    const side = stage === '1' ? 'base' : stage === '2' ? 'ours' : 'theirs';
    stages.set(path, { ...known, [side]: { mode, oid } });
  }
  return stages;
}

/** A conflict in git's words. */
type Told = { readonly paths: readonly string[]; readonly kind: string };

/** Reads `count, path..., type, text` until the empty field or the end. */
function readTold(parts: readonly string[], from: number) {
  const told: Told[] = [];
  let at = from;
  while (at < parts.length && parts[at] !== '') {
    const count = Number(parts[at]);
    const paths = parts.slice(at + 1, at + 1 + count);
    const [, kind] = /^CONFLICT \((.*)\)$/.exec(parts[at + 1 + count] ?? '') ?? [];
    if (kind !== undefined) told.push({ paths, kind: readable(kind) });
    at += count + 3;
  }
  return { told, end: at };
}
