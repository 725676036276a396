/** What a plan cost, from the times that its events carry. */
import type { Report } from '../domain/status.js';
import type { Milliseconds, Timestamp } from '../domain/time.js';
import type { PlanState } from './plan-state.js';
import { waveStateOf, workStateOf } from './state-names.js';
import { workedUntil, type Work } from './work.js';

export function reportOf(state: PlanState, now: Timestamp): Report {
  const works = state.works.flat();
  const waves = state.waves.flat();
  const worked = works.map((work) => workedUntil(work, now));
  const sequentialMs = worked.reduce((sum, ms) => sum + ms, 0);
  const makespanMs = makespan(state, works, now);
  return {
    workstreams: state.plan.workstreams.flatMap(({ id }, at) => {
      const work = works[at];
      return work ? [{ id, state: workStateOf(work) }] : [];
    }),
    waves: state.plan.waves.flatMap(({ id, target }, at) => {
      const wave = waves[at];
      if (!wave) return [];
      const { life } = wave;
      const commit = 'commit' in life ? life.commit : null;
      return [{ id, target, state: waveStateOf(wave), commit }];
    }),
    sequentialMs,
    criticalPathMs: longestChain(state.graph.waitsFor, worked),
    makespanMs,
    speedup: makespanMs === 0 ? 0 : Math.round((100 * sequentialMs) / makespanMs) / 100,
  };
}

/** From the first start to the last landing; to `now` while something is still to land. */
function makespan(
  state: PlanState,
  works: readonly Work[],
  now: Timestamp,
): Milliseconds {
  const starts = works.flatMap(({ firstStart }) => firstStart ?? []);
  if (starts.length === 0) return 0;
  const waves = state.waves.flat();
  const ends = [
    ...works.map(({ life, since }) => (life.phase === 'done' ? since : 0)),
    ...waves.map(({ since }) => since),
  ];
  const finished =
    waves.every(({ life }) => life.phase === 'landed') &&
    works.every(({ life }) => life.phase === 'done' || life.phase === 'landed');
  // A clock that was put back makes no plan shorter than nothing.
  return Math.max(0, (finished ? largest(ends) : now) - smallest(starts));
}

/** Over the nodes of `waitsFor`; a wave's own link has no length. */
function longestChain(
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

function smallest(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => Math.min(least, number), Infinity);
}
