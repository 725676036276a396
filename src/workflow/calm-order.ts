/**
 * The order of a wave's members that leaves the fewest conflicts to a person: an owner's
 * rule decides only once the owner is merged. Dependencies come first, then the plan's
 * own order.
 */
import type { WaveId } from '../domain/ids.js';
import type { Plan } from '../domain/plan.js';
import { chainOf, comesAfterIn, type ChainMember } from './merge-order.js';

/** How many conflicts are left open when `member` is merged onto all of `before`. */
export type Unruled = (member: ChainMember, before: readonly ChainMember[]) => number;

/** All orders of more would take seconds; beyond it the next member is the calmest one. */
const MAX_EXACT = 12;

export function calmestOrder(
  plan: Plan,
  wave: WaveId,
  unruled: Unruled,
): readonly ChainMember[] {
  const planned = chainOf(plan, wave);
  if (unruledIn(planned, unruled) === 0) return planned;
  const found =
    planned.length <= MAX_EXACT
      ? exact(freeIn(plan, planned), planned, unruled)
      : greedy(freeIn(plan, planned), planned, unruled);
  const better = unruledIn(found, unruled) < unruledIn(planned, unruled);
  return better ? found : planned;
}

/** How many conflicts an order leaves open. */
export function unruledIn(order: readonly ChainMember[], unruled: Unruled): number {
  return order.reduce(
    (sum, member, index) => sum + unruled(member, order.slice(0, index)),
    0,
  );
}

/** What is left to merge decides the rest, however the ones before were ordered. */
function exact(
  free: Free,
  planned: readonly ChainMember[],
  unruled: Unruled,
): readonly ChainMember[] {
  const known = new Map<string, Rest>();

  function best(left: readonly ChainMember[]): Rest {
    if (left.length === 0) return { cost: 0, order: [] };
    const key = left.map(({ id }) => id).join('\n');
    const seen = known.get(key);
    if (seen) return seen;
    const before = planned.filter((one) => !left.includes(one));
    const rests = free(new Set(left)).map((next) => {
      const rest = best(left.filter((one) => one !== next));
      return {
        cost: unruled(next, before) + rest.cost,
        order: [next, ...rest.order],
      };
    });
    const found = rests.reduce((calmest, one) =>
      one.cost < calmest.cost ? one : calmest,
    );
    known.set(key, found);
    return found;
  }

  return best(planned).order;
}

type Rest = { readonly cost: number; readonly order: readonly ChainMember[] };

function greedy(
  free: Free,
  planned: readonly ChainMember[],
  unruled: Unruled,
): readonly ChainMember[] {
  const order: ChainMember[] = [];
  const left = new Set(planned);
  while (left.size > 0) {
    const candidates = free(left);
    const costs = candidates.map((one) => unruled(one, order));
    const least = costs.reduce((least, cost) => Math.min(least, cost), Infinity);
    const next = candidates[costs.indexOf(least)];
    if (!next) break;
    order.push(next);
    left.delete(next);
  }
  return order;
}

type Free = (left: ReadonlySet<ChainMember>) => readonly ChainMember[];

/** Those that wait for none of the others; all of them where soft dependencies go round. */
function freeIn(plan: Plan, planned: readonly ChainMember[]): Free {
  const waits = comesAfterIn(plan, planned).map((places) =>
    places.flatMap((place) => planned[place] ?? []),
  );
  const before = new Map(planned.map((member, at) => [member, waits[at] ?? []]));
  return (left) => {
    const all = [...left];
    const found = all.filter(
      (member) => !before.get(member)?.some((other) => left.has(other)),
    );
    return found.length > 0 ? found : all;
  };
}
