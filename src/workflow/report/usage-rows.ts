/** What agents used, as a report tells it: of each workstream, and of all. */
import type { ContextReport, UsageReport } from '../../domain/plan-report.js';
import { percentFull, type ContextUse, type Usage } from '../../domain/usage.js';
import { usageOf } from '../usage.js';
import type { Work } from '../work.js';

export function usageReport(work: Work): UsageReport | null {
  const usage: Usage | null = usageOf(work);
  if (!usage) return null;
  const { tokens, cost, context } = usage;
  return { tokens, cost, context: context && contextReport(context) };
}

/** What was consumed is of the window that it had at last. */
function contextReport({ start, now, most, consumed }: ContextUse): ContextReport {
  const consumedPercent = percentFull({ tokens: consumed, window: now.window });
  const keptPercent =
    consumedPercent === null ? null : Math.max(0, 100 - consumedPercent);
  return { start, end: now, most, consumed, consumedPercent, keptPercent };
}
