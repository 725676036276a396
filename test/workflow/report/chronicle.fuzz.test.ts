/** The chronicle looks at few records for each event; what it misses would stand here. */
import { expect, it } from 'vitest';
import { PlanMachine } from '../../../src/workflow/plan-machine.js';
import { activityOfWave, activityOfWork } from '../../../src/workflow/report/activity.js';
import { random, seeds } from '../../helpers/random.js';
import { fact } from '../a-fact.js';
import { plan, wave, ws } from '../a-plan.js';

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(20);

const SUBJECTS = ['A', 'B', 'C', 'D', 'one', 'two'] as const;

const VERBS = [
  'runs',
  'runs',
  'exits 1',
  'waits',
  'busy',
  'plans r1',
  'approved r1',
  'completes',
  'completes',
  'stopped',
  'restarted',
  'merging',
  'lands',
  'lands-without B',
  'blocked',
  'rolled-back',
  'is-parked',
  'is-resumed',
  'back',
] as const;

const taken = plan(
  [ws('A'), ws('B < A'), ws('C < ~A'), ws('D < B', { gates: ['unit'] })],
  [wave('one: A B'), wave('two: @one C D', { approval: 'auto' })],
  3,
);

it.each([...regressions, ...fresh])(
  'what it holds for under way is what the state says (seed %i)',
  (seed) => {
    const rng = random(seed);
    const machine = new PlanMachine();
    machine.apply({ at: 0, type: 'planTaken', plan: taken, made: [] });
    for (let at = 1; at < 300; at++) {
      const event = `${rng.pick(SUBJECTS)} ${rng.pick(VERBS)}`;
      machine.apply({ at, ...fact(event) });
      expect({ event, ...held(machine) }).toEqual({ event, ...said(machine) });
    }
  },
);

function held({ chronicle }: PlanMachine) {
  return {
    works: taken.workstreams.map(({ id }) => chronicle.ofWork(id)?.open?.activity),
    waves: taken.waves.map(({ id }) => chronicle.ofWave(id)?.open?.activity),
  };
}

function said({ state }: PlanMachine) {
  const waves = state.waves.flat();
  return {
    works: state.works.flat().map(activityOfWork),
    waves: taken.waves.map((one, at) => {
      const record = waves[at];
      return record && activityOfWave(record, one);
    }),
  };
}
