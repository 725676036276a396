/**
 * What merging two commits would give, remembered for as long as the pair is asked for: a
 * branch that moved costs its own row of the matrix and nothing else.
 */
import { availableParallelism } from 'node:os';
import type { Result } from '../../base/result.js';
import { mergeTrees } from '../../git/merge-tree.js';
import type { ConflictedPath, MergedTree, Pair } from '../../git/merged-tree.js';
import type { Quarantined } from '../../git/quarantined.js';
import type { Why } from '../../git/repository.js';

export type Outcome = Result<readonly ConflictedPath[], Why>;

/** Fewer merges are done before a further process has started. */
const PAIRS_FOR_A_PROCESS = 100;

/** More would take the machine from the agents at work. */
const MAX_PROCESSES = 4;

export class PairCache {
  #known: ReadonlyMap<string, Outcome> = new Map();

  /**
   * The outcomes of `pairs`, in their order. `quarantine` is called with what is to be
   * merged when something is, and has it done in a repository that may be written to.
   */
  async outcomes(
    pairs: readonly Pair[],
    quarantine: (merge: (repo: Quarantined) => Promise<void>) => Promise<void>,
  ): Promise<readonly Outcome[]> {
    const before = this.#known;
    const wanted = new Map(pairs.map((pair) => [keyOf(pair), pair]));
    const missing = [...wanted.values()].filter((pair) => !before.has(keyOf(pair)));
    const fresh = new Map<string, Outcome>();
    if (missing.length > 0)
      await quarantine(async (repo) => {
        const merged = await mergeMany(repo, missing);
        for (const [index, pair] of missing.entries()) {
          const one = merged[index];
          if (one) fresh.set(keyOf(pair), outcomeOf(one));
        }
      });
    const outcomes = new Map<string, Outcome>();
    for (const key of wanted.keys()) {
      const one = fresh.get(key) ?? before.get(key);
      if (one) outcomes.set(key, one);
    }
    this.#known = outcomes;
    return pairs.flatMap((pair) => outcomes.get(keyOf(pair)) ?? []);
  }
}

async function mergeMany(
  repo: Quarantined,
  pairs: readonly Pair[],
): Promise<readonly Result<MergedTree, Why>[]> {
  const processes = Math.min(availableParallelism(), MAX_PROCESSES);
  const size = Math.max(PAIRS_FOR_A_PROCESS, Math.ceil(pairs.length / processes));
  const count = Math.ceil(pairs.length / size);
  const parts = Array.from({ length: count }, (_, at) =>
    pairs.slice(at * size, (at + 1) * size),
  );
  await repo.attributes.learn(pairs.map(([ours]) => ours));
  return (await Promise.all(parts.map((part) => mergeTrees(repo, part)))).flat();
}

function outcomeOf(merged: Result<MergedTree, Why>): Outcome {
  return merged.ok ? { ok: true, value: merged.value.conflicts } : merged;
}

function keyOf([ours, theirs]: Pair): string {
  return `${ours} ${theirs}`;
}
