/** Laws that hold whatever happens, in whatever order. */
import { expect, it } from 'vitest';
import {
  initialState,
  assembled,
  type PlanState,
} from '../../src/workflow/plan-state.js';
import { step } from '../../src/workflow/step.js';
import { isReady, takesSession } from '../../src/workflow/work.js';
import { random, seeds, type Random } from '../helpers/random.js';
import { fact } from './a-fact.js';
import { plan, wave, ws } from './a-plan.js';

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(20);

it.each([...regressions, ...fresh])(
  'counts kept event by event are those counted anew, and no session stays free (seed %i)',
  (seed) => {
    const rng = random(seed);
    const taken = somePlan(rng);
    const subjects = [...taken.workstreams, ...taken.waves].map(({ id }) => id);
    let [state] = step(initialState(), {
      at: 0,
      type: 'planTaken',
      plan: taken,
      made: [],
    });
    for (let at = 1; at < 400; at++) {
      const subject = subjects[rng.between(0, subjects.length - 1)] ?? '';
      const event = `${subject} ${rng.pick(VERBS)}`;
      [state] = step(state, { at, ...fact(event) });
      expect({ event, ...counts(state) }).toEqual({ event, ...counts(anew(state)) });
      const works = state.works.flat();
      const free = works.filter(takesSession).length < taken.maxSessions;
      expect({ event, idle: free && works.some(isReady) }).toEqual({
        event,
        idle: false,
      });
    }
  },
);

const VERBS = [
  'runs',
  'runs',
  'runs',
  'exits 1',
  'exits 0',
  'waits',
  'busy',
  'idle',
  'held',
  'first 1',
  'first 3',
  'last',
  'is-interrupted',
  'released',
  'plans r1',
  'approved r1',
  'completes',
  'completes',
  'stopped',
  'restarted',
  'merging',
  'lands',
  'blocked',
  'rolled-back',
  'back',
  'writes w1',
  'reads n1',
] as const;

function somePlan(rng: Random) {
  const count = rng.between(2, 12);
  const names = Array.from({ length: count }, (_, at) => `w${at}`);
  const workstreams = names.map((name, at) => {
    const before = names.slice(0, at).filter(() => rng.chance(0.3));
    return ws(
      `${name} < ${before.map((id) => (rng.chance(0.2) ? `~${id}` : id)).join(' ')}`,
    );
  });
  const cut = rng.between(1, count);
  const waves = [
    wave(`one: ${names.slice(0, cut).join(' ')}`),
    ...(cut < count ? [wave(`two: @one ${names.slice(cut).join(' ')}`)] : []),
  ];
  return plan(workstreams, waves, rng.between(1, 4));
}

function anew({ plan, works, waves }: PlanState): PlanState {
  return assembled(plan, works.flat(), waves.flat());
}

function counts({ works, waves, active, lost }: PlanState) {
  return {
    active,
    lost,
    works: works.flat().map(({ unmet, down }) => [unmet, down]),
    waves: waves.flat().map(({ unmet }) => unmet),
  };
}
