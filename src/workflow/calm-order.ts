/**
 * The order of a wave's members that leaves the fewest conflicts to a person: an owner's
 * rule decides only once the owner is merged. Dependencies come first, then the plan's
 * own order.
 */
import type { WaveId } from '../domain/ids.js';
import type { Plan } from '../domain/plan.js';
import { chainOf, comesAfter, type ChainMember } from './merge-order.js';

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
      ? exact(plan, planned, unruled)
      : greedy(plan, planned, unruled);
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
  plan: Plan,
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
    const rests = free(plan, left).map((next) => {
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
  plan: Plan,
  planned: readonly ChainMember[],
  unruled: Unruled,
): readonly ChainMember[] {
  const order: ChainMember[] = [];
  while (order.length < planned.length) {
    const candidates = free(
      plan,
      planned.filter((one) => !order.includes(one)),
    );
    const costs = candidates.map((one) => unruled(one, order));
    const next = candidates[costs.indexOf(Math.min(...costs))];
    if (!next) break;
    order.push(next);
  }
  return order;
}

/** Those that wait for none of the others; all of them where soft dependencies go round. */
function free(plan: Plan, left: readonly ChainMember[]): readonly ChainMember[] {
  const found = left.filter(
    (member) => !left.some((other) => comesAfter(plan, member, other)),
  );
  return found.length > 0 ? found : left;
}
