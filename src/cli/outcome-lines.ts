/** What a plan came to in time, in few lines. */
import type { Report } from '../domain/plan-report.js';
import { duration, type Milliseconds } from '../domain/time.js';

type Outcome = Pick<
  Report,
  'sequentialMs' | 'criticalPathMs' | 'makespanMs' | 'speedup'
> & {
  readonly workstreams: readonly Pick<Report['workstreams'][number], 'state'>[];
  readonly waves: readonly Pick<Report['waves'][number], 'state'>[];
};

/** What a plan counts in, where that has a length. */
export type Counted = {
  readonly unit: 'days' | 'minutes';
  readonly unitMs: Milliseconds;
};

/** `counted` says the measured times as the plan would. */
export function outcomeLines(outcome: Outcome, counted?: Counted): readonly string[] {
  const { workstreams, waves, sequentialMs, criticalPathMs, makespanMs, speedup } =
    outcome;
  const landed = workstreams.filter(({ state }) => state === 'landed').length;
  const merged = waves.filter(({ state }) => state === 'landed').length;
  // What was saved is known when all is done: until then a person's pauses weigh most.
  const finished = landed === workstreams.length && merged === waves.length;
  const time = (ms: Milliseconds) => {
    const plain =
      counted === undefined ? duration(ms) : `${inUnits(ms, counted)} (${duration(ms)})`;
    return finished ? plain : `${plain} so far`;
  };
  return [
    `${landed} of ${workstreams.length} workstreams landed in ${merged} of ${waves.length} waves`,
    `one after another   ${time(sequentialMs)}`,
    `critical path       ${time(criticalPathMs)}`,
    `took                ${time(makespanMs)}`,
    ...(finished ? [`${speedup.toFixed(2)} times as fast`] : []),
  ];
}

function inUnits(ms: Milliseconds, { unit, unitMs }: Counted): string {
  return `${(ms / unitMs).toFixed(1)} ${unit}`;
}
