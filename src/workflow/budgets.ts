/**
 * Budgets: of a workstream, and of the plan. Told at a part of it, and when it is used up,
 * as an escalation is; of what agents do not tell, nothing is known and nothing raised.
 */
import type { WorkstreamId } from '../domain/ids.js';
import type { Budget } from '../domain/plan.js';
import type { Timestamp } from '../domain/time.js';
import {
  costText,
  countText,
  fresh,
  NO_TOKENS,
  spentTogether,
  type Spent,
} from '../domain/usage.js';
import type { Due } from './escalations.js';
import type { PlanState } from './plan-state.js';
import { isActive } from './work.js';

/** All that is not raised yet; due now. */
export function budgetsDue(
  state: PlanState,
  known: ReadonlySet<string>,
  now: Timestamp,
): readonly Due[] {
  return [...ofWorkstreams(state, now), ...ofPlan(state, now)].filter(
    ({ id }) => !known.has(id),
  );
}

export function hasBudget({ plan }: PlanState): boolean {
  return plan.budget !== undefined || plan.workstreams.some(({ budget }) => budget);
}

function ofWorkstreams({ plan, works }: PlanState, at: Timestamp): readonly Due[] {
  const all = works.flat();
  return plan.workstreams.flatMap(({ id, budget }, index) => {
    const work = all[index];
    if (!budget || !work?.usage) return [];
    return crossings(budget, work.usage).flatMap(({ full, limit, text }) => {
      if (!full && !isActive(work)) return [];
      const then = consequences(budget, full);
      const said = `${id}: it has used ${text}`;
      return [{ id: `${id}:budget ${limit}`, workstream: id, at, text: said, ...then }];
    });
  });
}

/** Told of the workstream that has used the most: there is the most to be saved. */
function ofPlan({ plan, works }: PlanState, at: Timestamp): readonly Due[] {
  const { budget } = plan;
  const spent = works.flat().map(({ usage }) => usage);
  const together = spentTogether(spent.flatMap((usage) => usage ?? []));
  if (!budget || !together) return [];
  return crossings(budget, together).flatMap(({ full, limit, text, amount }) => {
    const most = mostOf(spent, amount);
    const id: WorkstreamId | undefined = plan.workstreams[most]?.id;
    if (id === undefined) return [];
    const then = consequences(budget, full);
    const all = then.hold === true ? { all: true } : {};
    const said = `${id}: the plan has used ${text}, the most of it here`;
    return [
      { id: `plan:budget ${limit}`, workstream: id, at, text: said, ...then, ...all },
    ];
  });
}

function consequences(
  { hold, notify = false }: Budget,
  full: boolean,
): Pick<Due, 'hold' | 'notify'> {
  return { ...(full && hold ? { hold } : {}), ...(notify ? { notify } : {}) };
}

type Crossing = {
  readonly full: boolean;
  /** `80% of 2M tokens`: what was crossed. */
  readonly limit: string;
  readonly text: string;
  readonly amount: (spent: Spent) => number;
};

/** Of what is used up, that is told alone. */
function crossings(budget: Budget, spent: Spent): readonly Crossing[] {
  const kinds = [
    { most: budget.tokens, amount: tokensOf, inWords: countText, unit: ' tokens' },
    { most: budget.cost, amount: costOf, inWords: costText, unit: '' },
  ];
  return kinds.flatMap(({ most, amount, inWords, unit }) => {
    const used = amount(spent);
    if (most === undefined || used < budget.warn * most) return [];
    const full = used >= most;
    const whole = `${inWords(most)}${unit}`;
    const part = full ? 'all' : `${Math.round(100 * budget.warn)}%`;
    const text = full
      ? `up its budget of ${whole}: ${inWords(used)}`
      : `${inWords(used)} of its budget of ${whole}`;
    return [{ full, limit: `${part} of ${whole}`, text, amount }];
  });
}

function tokensOf({ tokens }: Spent): number {
  return fresh(tokens);
}

function costOf({ cost }: Spent): number {
  return cost ?? 0;
}

const NOTHING: Spent = { tokens: NO_TOKENS, cost: null };

function mostOf(
  spent: readonly (Spent | undefined)[],
  amount: (spent: Spent) => number,
): number {
  const amounts = spent.map((usage = NOTHING) => amount(usage));
  return amounts.indexOf(amounts.reduce((most, one) => Math.max(most, one), 0));
}
