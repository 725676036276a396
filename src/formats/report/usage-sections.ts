/** What agents used, as rows of a report. What they did not tell is left blank. */
import type { Report, UsageReport } from '../../domain/plan-report.js';
import {
  costText,
  countText,
  fresh,
  percentFull,
  type ContextFill,
} from '../../domain/usage.js';

export const usageHead: readonly string[] = [
  'Workstream',
  'Context at start',
  'At end',
  'Fullest',
  'Consumed',
  'Kept',
  'Tokens',
  'From cache',
  'Cost',
];

export function usageRows({ workstreams }: Report): readonly (readonly string[])[] {
  return workstreams.flatMap(({ id, usage }) => (usage ? [[id, ...cells(usage)]] : []));
}

function cells({ tokens, cost, context }: UsageReport): readonly string[] {
  const used = fresh(tokens);
  return [
    context ? fillCell(context.start) : '',
    context ? fillCell(context.end) : '',
    context ? fillCell(context.most) : '',
    context ? withPercent(context.consumed, context.consumedPercent) : '',
    context?.keptPercent == null ? '' : `${context.keptPercent}%`,
    used === 0 ? '' : countText(used),
    tokens.cacheRead === 0 ? '' : countText(tokens.cacheRead),
    cost === null ? '' : costText(cost),
  ];
}

function fillCell(fill: ContextFill): string {
  return withPercent(fill.tokens, percentFull(fill));
}

/** `58% (116k)`, or `116k`. */
function withPercent(tokens: number, percent: number | null): string {
  const count = countText(tokens);
  return percent === null ? count : `${percent}% (${count})`;
}

/** Names and values, for the summary. */
export function usageSummary(report: Report): readonly (readonly [string, string])[] {
  const { usage, budget } = report;
  if (!usage) return [['context use', 'not told by the agents']];
  const { tokens, cost } = usage;
  const used = fresh(tokens);
  const cached = tokens.cacheRead;
  const ofTokens = budget?.tokens === undefined ? '' : ` of ${countText(budget.tokens)}`;
  const ofCost = budget?.cost === undefined ? '' : ` of ${costText(budget.cost)}`;
  const fromCache = cached === 0 ? '' : `, ${countText(cached)} from the cache`;
  return [
    ['context use', contextSummary(report)],
    ['tokens', used === 0 ? 'not told' : `${countText(used)}${ofTokens}${fromCache}`],
    ['cost', cost === null ? 'not told' : `${costText(cost)}${ofCost}`],
  ];
}

function contextSummary({ workstreams }: Report): string {
  const told = workstreams.flatMap(({ id, usage }) =>
    usage?.context ? [{ id, ...usage.context }] : [],
  );
  const [first] = told;
  if (!first) return 'not told by the agents';
  const consumed = countText(told.reduce((sum, one) => sum + one.consumed, 0));
  const most = told.reduce(
    (high, one) => (fillOf(one) > fillOf(high) ? one : high),
    first,
  );
  return `${consumed} consumed, fullest in ${most.id}: ${fillCell(most.most)}`;
}

/** By percent where a window is known. */
function fillOf({ most }: { readonly most: ContextFill }): number {
  return percentFull(most) ?? most.tokens / 1e12;
}
