/** What is watched while a plan runs: its escalations, its budgets, its snapshots. */
import type { Budget, Escalation, Plan } from '../domain/plan.js';
import { spanText } from '../domain/time.js';
import { costText, countText } from '../domain/usage.js';
import { ruleText } from '../workflow/escalations.js';
import type { Cell } from './table.js';

const ALL = 'all';

export function escalationCells(rule: Escalation): readonly Cell[] {
  const { workstream = ALL, hold = false, notify = false } = rule;
  return [
    { text: workstream, colour: 'bold' },
    { text: ruleText(rule) },
    { text: consequence({ hold, notify }), colour: 'dim' },
  ];
}

/** That of all together first, then those of the workstreams that are shown. */
export function budgetCells(
  { budget, workstreams }: Pick<Plan, 'budget' | 'workstreams'>,
  folded: ReadonlySet<string>,
): readonly (readonly Cell[])[] {
  const own = workstreams.filter(({ id }) => !folded.has(id));
  return [{ id: `${ALL} together`, budget }, ...own].flatMap(({ id, budget }) =>
    budget ? [budgetRow(id, budget)] : [],
  );
}

function budgetRow(id: string, budget: Budget): readonly Cell[] {
  const { tokens, cost, warn, hold, notify = false } = budget;
  const most = [
    ...(tokens === undefined ? [] : [`${countText(tokens)} tokens`]),
    ...(cost === undefined ? [] : [costText(cost)]),
  ];
  return [
    { text: id, colour: 'bold' },
    { text: most.join(', ') },
    { text: `told at ${Math.round(100 * warn)}% and at all of it` },
    { text: consequence({ hold, notify }), colour: 'dim' },
  ];
}

function consequence({ hold, notify }: Required<Pick<Budget, 'hold' | 'notify'>>) {
  const words = [...(hold ? ['then on hold'] : []), ...(notify ? ['desktop told'] : [])];
  return words.join(', ');
}

/** Nothing where the plan leaves it at every hour. */
export function snapshotLines({ snapshotMs }: Plan): readonly string[] {
  if (snapshotMs === undefined) return [];
  return [snapshotMs === 0 ? 'none' : `every ${spanText(snapshotMs)}`];
}
