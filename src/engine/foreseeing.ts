/**
 * Foresees conflicts between the workstreams at work: looks whenever a branch moved, warns
 * of two that begin to collide, and answers what the whole matrix is.
 */
import { join } from 'node:path';
import { plainText } from '../base/plain-text.js';
import { ok, type Result } from '../base/result.js';
import { coalesced, Serial } from '../base/serial.js';
import type { Collision, Foresight } from '../domain/foresight.js';
import { mergeTree } from '../git/merge-tree.js';
import type { Quarantined } from '../git/quarantined.js';
import type { Repository } from '../git/repository.js';
import { snapshot } from '../git/snapshot.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { Refusal } from '../protocol/envelope.js';
import { usage } from '../protocol/refusal.js';
import type { PlanState } from '../workflow/plan-state.js';
import type { EngineContext } from './context.js';
import type { Feed } from './feed.js';
import { collisionsOf, foresightOf, type Met } from './foresee/foresight.js';
import { hunksOf } from './foresee/hunks.js';
import { PairCache } from './foresee/pair-cache.js';
import {
  candidatesOf,
  meetings,
  type Candidate,
  type Meeting,
} from './foresee/parties.js';
import { inQuarantine } from './merge/quarantine.js';

type Request = Extract<EngineRequest, { readonly type: 'conflicts' }>;

export type ForeseeingContext = Pick<
  EngineContext,
  'repo' | 'paths' | 'collisions' | 'log'
> & {
  readonly plan: { readonly state: PlanState };
  readonly feed: Pick<Feed, 'notify' | 'changed'>;
};

export class Foreseeing {
  readonly #context: ForeseeingContext;
  readonly #cache = new PairCache();
  /** One at a time: the cache knows what the last one asked for. */
  readonly #turns = new Serial();
  readonly #look: () => void;
  #looks = 0;

  constructor(context: ForeseeingContext) {
    this.#context = context;
    this.#look = coalesced(
      () => this.#warn(),
      (error) => context.log(`conflicts: ${String(error)}`),
    );
  }

  /** A branch moved, or may have. Returns at once. */
  look(): void {
    this.#look();
  }

  /** How often it has looked at all branches. */
  get looks(): number {
    return this.#looks;
  }

  async foresee(request: Request): Promise<Result<Foresight, Refusal>> {
    const { pair } = request;
    if (!request.uncommitted && pair === null) return ok(await this.#asCommitted());
    return inQuarantine(this.#context, async ({ repo, folder }) => {
      const { plan } = this.#context;
      const committed = await candidatesOf(repo, plan.state);
      const candidates = request.uncommitted
        ? await this.#withUncommitted(repo, folder, committed)
        : committed;
      const all = meetings(candidates);
      const chosen = pair === null ? all : meetingsOf(all, pair);
      if (pair !== null && chosen.length === 0) return unknownPair(all, pair);
      const outcomes = await new PairCache().outcomes(asPairs(chosen), (merge) =>
        merge(repo),
      );
      const foresight = foresightOf(plan.state, candidates, meet(chosen, outcomes));
      return ok(pair === null ? foresight : await withHunks(repo, foresight, chosen));
    });
  }

  #asCommitted(): Promise<Foresight> {
    return this.#turns.run(async () => {
      const { repo, plan } = this.#context;
      const candidates = await candidatesOf(repo, plan.state);
      const all = meetings(candidates);
      const outcomes = await this.#cache.outcomes(asPairs(all), (merge) =>
        inQuarantine(this.#context, ({ repo: place }) => merge(place)),
      );
      return foresightOf(plan.state, candidates, meet(all, outcomes));
    });
  }

  async #withUncommitted(
    repo: Repository,
    folder: string,
    candidates: readonly Candidate[],
  ): Promise<readonly Candidate[]> {
    const seen: Candidate[] = [];
    for (const [index, candidate] of candidates.entries()) {
      const made = await snapshot(
        repo,
        candidate.worktree,
        join(folder, `index-${index}`),
      ).catch((error: unknown) => String(error));
      const why =
        typeof made === 'string' ? made : made.ok ? undefined : made.failure.why;
      if (why !== undefined)
        this.#context.feed.notify('warning', plainText(`${candidate.id}: ${why}`));
      const held = typeof made !== 'string' && made.ok ? made.value : {};
      seen.push({ ...candidate, ...held });
    }
    return seen;
  }

  async #warn(): Promise<void> {
    const { collisions, feed } = this.#context;
    const found = collisionsOf(await this.#asCommitted());
    const before = new Map(collisions);
    const news = [...found].flatMap(([id, all]) =>
      all
        .filter((one) => id < one.with && !isKnown(before.get(id), one))
        .map((one) => `${id} and ${one.with} collide in ${one.path}`),
    );
    const changed = JSON.stringify([...before]) !== JSON.stringify([...found]);
    collisions.clear();
    for (const [id, all] of found) collisions.set(id, all);
    // What an engine finds at its start is no news.
    if (this.#looks > 0) for (const text of news) feed.notify('warning', plainText(text));
    this.#looks++;
    if (changed) feed.changed();
  }
}

function isKnown(
  before: readonly Collision[] | undefined,
  collision: Collision,
): boolean {
  return before?.some((one) => one.with === collision.with) ?? false;
}

function asPairs(all: readonly Meeting[]) {
  return all.map(({ ours, theirs }) => [ours.commit, theirs.commit] as const);
}

function meet(
  all: readonly Meeting[],
  outcomes: Awaited<ReturnType<PairCache['outcomes']>>,
): readonly Met[] {
  return all.flatMap((meeting, index) => {
    const outcome = outcomes[index];
    return outcome ? [{ ...meeting, outcome }] : [];
  });
}

/** In the order of their merging, in whichever order they were named. */
function meetingsOf(
  all: readonly Meeting[],
  pair: readonly string[],
): readonly Meeting[] {
  const named = pair.toSorted().join('\n');
  return all.filter(
    ({ ours, theirs }) => [ours.name, theirs.name].toSorted().join('\n') === named,
  );
}

function unknownPair(all: readonly Meeting[], pair: readonly string[]) {
  const known = new Set(all.flatMap(({ ours, theirs }) => [ours.name, theirs.name]));
  const unknown = pair.find((name) => !known.has(name));
  const names = [...known].join(', ') || 'none';
  return usage(
    unknown === undefined
      ? `${pair.join(' and ')} never meet: name two workstreams, or one and its target`
      : `"${unknown}" is nothing that will be merged; known: ${names}`,
  );
}

/** Merged once more, because the trees of the whole matrix are not kept. */
async function withHunks(
  repo: Quarantined,
  foresight: Foresight,
  [meeting]: readonly Meeting[],
): Promise<Foresight> {
  const [clash] = foresight.clashes;
  if (!clash || !meeting) return foresight;
  const pair = [meeting.ours.commit, meeting.theirs.commit] as const;
  const merged = await mergeTree(repo, ...pair);
  if (!merged.ok) return foresight;
  const { tree, conflicts } = merged.value;
  const shown = [];
  for (const [index, conflict] of clash.conflicts.entries()) {
    const found = conflicts[index];
    const hunks = found ? await hunksOf(repo, { tree, pair }, found) : null;
    shown.push({ ...conflict, hunks });
  }
  return { ...foresight, clashes: [{ ...clash, conflicts: shown }] };
}
