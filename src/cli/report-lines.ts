/** What a plan cost, as lines for people. */
import type { Report } from '../domain/status.js';
import type { Milliseconds } from '../domain/time.js';
import { duration } from './table.js';

/** `dayMs` makes days of the measured times, where a day of the plan has a length. */
export function reportLines(report: Report, dayMs?: Milliseconds): readonly string[] {
  const { workstreams, waves, sequentialMs, criticalPathMs, makespanMs, speedup } =
    report;
  const landed = workstreams.filter(({ state }) => state === 'landed').length;
  const merged = waves.filter(({ state }) => state === 'landed').length;
  // What was saved is known when all is done: until then a person's pauses weigh most.
  const finished = landed === workstreams.length && merged === waves.length;
  const time = (ms: Milliseconds) => {
    const plain =
      dayMs === undefined ? duration(ms) : `${days(ms / dayMs)} (${duration(ms)})`;
    return finished ? plain : `${plain} so far`;
  };
  return [
    `${landed} of ${workstreams.length} workstreams landed in ${merged} of ${waves.length} waves`,
    `one after another   ${time(sequentialMs)}`,
    `critical path       ${time(criticalPathMs)}`,
    `took                ${time(makespanMs)}`,
    ...(finished ? [`${speedup.toFixed(1)} times as fast`] : []),
  ];
}

function days(amount: number): string {
  return `${amount.toFixed(1)} days`;
}
