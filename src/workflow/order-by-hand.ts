/** A wave's members in the order that a person wants, as far as the plan lets them come so. */
import { fail, ok, type Result } from '../base/result.js';
import type { Plan } from '../domain/plan.js';
import { comesAfterIn, type ChainMember } from './merge-order.js';

/**
 * `chain` as `order` names its members. Fails, in words, when that is not each of them once,
 * or when one would come before what it depends on, be it softly.
 */
export function byHand(
  plan: Plan,
  chain: readonly ChainMember[],
  order: readonly string[],
): Result<readonly ChainMember[], string> {
  const wanted = order.flatMap((name) => chain.find(({ id }) => id === name) ?? []);
  const all = new Set(wanted).size === chain.length;
  if (!all || order.length !== chain.length) {
    const names = chain.map(({ id }) => id).join(', ');
    return fail(`an order names each member once; these are: ${names}`);
  }
  for (const [place, before] of comesAfterIn(plan, wanted).entries()) {
    const late = before.find((other) => other > place);
    if (late === undefined) continue;
    const [early, first] = [wanted[place]?.id, wanted[late]?.id];
    return fail(`${early} depends on ${first} and cannot come before it`);
  }
  return ok(wanted);
}
