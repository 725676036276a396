/** What is said against a workstream's signal: kept with it, and told once. */
import type { Workstream } from '../domain/plan.js';
import { isComplete, type Signal } from '../domain/report.js';
import type { Effect } from './effect.js';
import type { Work } from './work.js';

/** What its life says against a signal: it comes too late, or takes back an earlier one. */
export function contradictions({ life, signal }: Work, next: Signal): readonly string[] {
  const wasComplete = signal !== undefined && isComplete(signal);
  if (life.phase === 'failed' && life.end === 'faulty' && isComplete(next))
    return [`it came after its agent had failed: ${life.why}`];
  if (life.phase === 'skipped' && isComplete(next)) return ['it came after the stop'];
  const settled = ['done', 'landed', 'rolled_back'].includes(life.phase);
  return settled && wasComplete && !isComplete(next)
    ? [`it was complete and is not any more: it says "${next.status}"`]
    : [];
}

export function signalDoubted(
  work: Work,
  { doubts }: { readonly doubts: readonly string[] },
  plan: Workstream,
): readonly [work: Work, effects: readonly Effect[]] {
  if (work.signal === undefined || isSame(work, { ...work, doubts })) return [work, []];
  const next = { ...work, doubts };
  return [next, doubtEffects(next, plan)];
}

export function doubtEffects(
  { doubts, signal }: Work,
  { id }: Workstream,
): readonly Effect[] {
  if (doubts.length === 0) return [];
  const text = `${id}: its signal ("${signal?.status}") is doubtful: ${doubts.join('; ')}`;
  return [{ type: 'notify', level: 'warning', text }];
}

/** Whether the signal and what is said against it are no news. */
export function isSame(one: Work, other: Work): boolean {
  return said(one) === said(other);
}

function said({ signal, doubts }: Work): string {
  return JSON.stringify([signal, doubts]);
}
