/** When a plan began and ended, and the longest chain in it. */
import type { Report } from '../../domain/plan-report.js';
import type { Milliseconds, Timestamp } from '../../domain/time.js';
import type { PlanState } from '../plan-state.js';
import type { Work } from '../work.js';

type Course = Pick<Report, 'startedAt' | 'endedAt' | 'makespanMs'>;

/** From the first start to the last landing; to `now` while something is still to land. */
export function courseOf(state: PlanState, now: Timestamp): Course {
  const works = state.works.flat();
  const waves = state.waves.flat();
  const starts = works.flatMap(({ firstStart }) => firstStart ?? []);
  if (starts.length === 0) return { startedAt: null, endedAt: null, makespanMs: 0 };
  const startedAt = starts.reduce((least, at) => Math.min(least, at), Infinity);
  const finished =
    waves.every(({ life }) => life.phase === 'landed') &&
    works.every(({ life }) => isOver(life.phase));
  const ends = [
    ...works.map(({ life, since }) =>
      isOver(life.phase) && life.phase !== 'landed' ? since : 0,
    ),
    ...waves.map(({ since }) => since),
  ];
  const endedAt = finished ? largest(ends) : null;
  // A clock that was put back makes no plan shorter than nothing.
  return { startedAt, endedAt, makespanMs: Math.max(0, (endedAt ?? now) - startedAt) };
}

/** A person has the last word on what he stopped; what failed waits for one. */
function isOver(phase: Work['life']['phase']): boolean {
  return phase === 'done' || phase === 'landed' || phase === 'skipped';
}

/** Over the nodes of `waitsFor`; a wave's own link has no length. */
export function longestChain(
  waitsFor: readonly (readonly number[])[],
  lengths: readonly Milliseconds[],
): Milliseconds {
  const longest: (Milliseconds | undefined)[] = waitsFor.map(() => undefined);
  for (const start of waitsFor.keys()) {
    const path = [start];
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const open =
        waitsFor[node]?.filter((before) => longest[before] === undefined) ?? [];
      if (open.length > 0 && longest[node] === undefined) path.push(...open);
      else {
        const before = (waitsFor[node] ?? []).map((other) => longest[other] ?? 0);
        longest[node] = (lengths[node] ?? 0) + largest(before);
        path.pop();
      }
    }
  }
  return largest(longest.map((length) => length ?? 0));
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}
