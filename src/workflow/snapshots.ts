/**
 * Snapshots: how far each workstream at work is, noted from time to time. One that would
 * say what the last one said is not taken: silence grows no journal.
 */
import type { Snapshot } from '../domain/plan-report.js';
import type { Milliseconds, Timestamp } from '../domain/time.js';
import type { PlanEvent } from './event.js';
import type { PlanState } from './plan-state.js';
import { isActive, type Work } from './work.js';

const HOUR_MS: Milliseconds = 3_600_000;

/** More than these of one workstream are thinned out; the journal has them all. */
const MAX_SNAPSHOTS = 200;

/** 0 while there is nothing to note. */
export function snapshotEvery({ plan, active }: PlanState): Milliseconds {
  return active === 0 ? 0 : (plan.snapshotMs ?? HOUR_MS);
}

export type Observed = {
  readonly ahead: number;
  readonly changed: number;
  /** When its screen changed last; 0 where that is not known. */
  readonly sign: Timestamp;
  readonly now: Timestamp;
};

/** Undefined where nothing is new since the last one, no sign of life either. */
export function snapshotOf(
  work: Work,
  { ahead, changed, sign, now }: Observed,
): Omit<Snapshot, 'at'> | undefined {
  if (!isActive(work)) return undefined;
  const { snapshot: last, progress, lastSign, firstStart, since } = work;
  const percent = progress?.percent ?? null;
  const signed = Math.max(lastSign ?? firstStart ?? since, sign);
  const isSame =
    last?.percent === percent && last.ahead === ahead && last.changed === changed;
  if (isSame && signed <= last.at) return undefined;
  return { percent, ahead, changed, quietMs: Math.max(0, now - signed) };
}

type Taken = Extract<PlanEvent, { readonly type: 'snapshotTaken' }>;

/** What is done meanwhile is no longer on its way. */
export function snapped(work: Work, event: Taken): Work {
  return isActive(work) ? { ...work, snapshot: snapshotIn(event) } : work;
}

export function snapshotIn({ at, percent, ahead, changed, quietMs }: Taken): Snapshot {
  return { at, percent, ahead, changed, quietMs };
}

/** With one more; of too many, every other one is forgotten. */
export function withSnapshot(
  all: readonly Snapshot[],
  one: Snapshot,
): readonly Snapshot[] {
  const kept = all.length < MAX_SNAPSHOTS ? all : all.filter((_, at) => at % 2 === 0);
  return [...kept, one];
}
