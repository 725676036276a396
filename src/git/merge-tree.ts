/** Merges in the object database: no worktree but for attributes, no index, no ref. */
import { fail, ok, type Result } from '../base/result.js';
import { MergeAnswers, type MergedTree, type Pair } from './merged-tree.js';
import { attributedCall, type Quarantined } from './quarantined.js';
import type { Why } from './repository.js';
import { reason, runGit } from './run.js';

/** What `git merge theirs` would make of `ours`. Fails when git cannot merge them at all. */
export async function mergeTree(
  repo: Quarantined,
  ...pair: Pair
): Promise<Result<MergedTree, Why>> {
  const [ours] = pair;
  return repo.merger(await repo.attributes.folderOf(ours)).merge(pair);
}

/**
 * The same for many pairs, in the order of `pairs`. One process, for those whose first
 * side has the same attributes, as long as git can merge them: a pair that it cannot
 * (unrelated histories) ends it, and another goes on behind.
 */
export async function mergeTrees(
  repo: Quarantined,
  pairs: readonly Pair[],
): Promise<readonly Result<MergedTree, Why>[]> {
  await repo.attributes.learn([...new Set(pairs.map(([ours]) => ours))]);
  const places = new Map<string | undefined, number[]>();
  for (const [index, [ours]] of pairs.entries()) {
    const folder = await repo.attributes.folderOf(ours);
    places.set(folder, [...(places.get(folder) ?? []), index]);
  }
  const merged: Result<MergedTree, Why>[] = [];
  for (const [folder, indices] of places) {
    const some = indices.flatMap((index) => pairs.slice(index, index + 1));
    const results = await mergeAll(repo, folder, some);
    for (const [at, index] of indices.entries()) {
      const result = results[at];
      if (result) merged[index] = result;
    }
  }
  return merged;
}

async function mergeAll(
  repo: Quarantined,
  folder: string | undefined,
  pairs: readonly Pair[],
): Promise<readonly Result<MergedTree, Why>[]> {
  const merged: Result<MergedTree, Why>[] = [];
  while (merged.length < pairs.length) {
    const { done, why } = await mergeBatch(repo, folder, pairs.slice(merged.length));
    merged.push(...done.map((tree) => ok(tree)));
    if (merged.length < pairs.length) merged.push(fail({ why }));
  }
  return merged;
}

/** As many of the pairs as git came to, and why it came no further. */
async function mergeBatch(
  repo: Quarantined,
  folder: string | undefined,
  pairs: readonly Pair[],
): Promise<{ readonly done: readonly MergedTree[]; readonly why: string }> {
  const output = await runGit({
    ...attributedCall(repo, folder),
    args: ['merge-tree', '--write-tree', '-z', '--stdin'],
    input: pairs.map((pair) => `${pair.join(' ')}\n`).join(''),
  });
  return { done: new MergeAnswers().take(output.stdout), why: reason(output) };
}
