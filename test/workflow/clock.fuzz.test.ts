/** A clock that is put back decides nothing, and takes no time for less than none. */
import { expect, it } from 'vitest';
import { PlanMachine } from '../../src/workflow/plan-machine.js';
import { reportOf } from '../../src/workflow/report/report.js';
import { random, seeds } from '../helpers/random.js';
import { fact } from './a-fact.js';
import { picture, plan, wave, ws } from './a-plan.js';

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(20);

const VERBS = [
  'runs',
  'busy',
  'idle',
  'waits y',
  'plans r1',
  'approved r1',
  'held',
  'released',
  'completes',
  'exits 1',
  'restarted',
  'writes A',
  'merging',
  'lands',
] as const;

it.each([...regressions, ...fresh])('whatever happens (seed %i)', (seed) => {
  const rng = random(seed);
  const taken = plan(
    [ws('A', { estimateMs: 1000 }), ws('B < A'), ws('C')],
    [wave('one: A B'), wave('two: @one C > main')],
    2,
  );
  const steady = new PlanMachine();
  const jumping = new PlanMachine();
  for (const machine of [steady, jumping])
    machine.apply({ at: 5e6, type: 'planTaken', plan: taken, made: [] });
  for (let at = 1; at < 200; at += 1) {
    const event = `${rng.pick(['A', 'B', 'C', 'one', 'two'])} ${rng.pick(VERBS)}`;
    steady.apply({ at: 5e6 + at, ...fact(event) });
    jumping.apply({ at: rng.between(0, 1e7), ...fact(event) });
    expect([event, picture(jumping.state)]).toEqual([event, picture(steady.state)]);
  }
  const report = reportOf(jumping, rng.between(0, 1e7));
  expect(spansIn(report).filter(([, ms]) => ms < 0 || Number.isNaN(ms))).toEqual([]);
});

/** Every number of a report whose name says that it is a span of time, or a ratio of such. */
function spansIn(value: unknown): readonly (readonly [string, number])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'number'
      ? /Ms$|speedup|efficiency/.test(name)
        ? [[name, inner] as const]
        : []
      : spansIn(inner),
  );
}
