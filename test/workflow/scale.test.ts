import { expect, it } from 'vitest';
import { waveId } from '../../src/domain/ids.js';
import type { Effect } from '../../src/workflow/effect.js';
import { chainOf } from '../../src/workflow/merge-order.js';
import { initialState } from '../../src/workflow/plan-state.js';
import { step } from '../../src/workflow/step.js';
import { workStateOf } from '../../src/workflow/state-names.js';
import { random } from '../helpers/random.js';
import { fact, plan, wave, ws } from './a-plan.js';

it('10,000 workstreams with 30,000 dependencies run to their end in little time', () => {
  const rng = random(7);
  const workstreams = Array.from({ length: 10_000 }, (_, at) => {
    const before = Array.from(
      { length: Math.min(at, 3) },
      () => `w${rng.between(0, at - 1)}`,
    );
    return ws(`w${at} < ${[...new Set(before)].join(' ')}`);
  });
  const taken = plan(workstreams, [], 50);
  const started = process.cpuUsage();
  let [state, effects] = step(initialState(), {
    at: 0,
    type: 'planTaken',
    plan: taken,
    made: [],
  });
  const open: Effect[] = [...effects];
  for (let effect = open.shift(); effect; effect = open.shift()) {
    if (effect.type !== 'startSession') continue;
    for (const what of ['runs', 'busy', 'completes', 'exits 0']) {
      [state, effects] = step(state, { at: 1, ...fact(`${effect.workstream} ${what}`) });
      open.push(...effects);
    }
  }
  expect(cpuMs(started)).toBeLessThan(3000);
  expect(state.works.flat().filter((work) => workStateOf(work) !== 'done')).toEqual([]);
});

it('a failure at the head of 10,000 in a row reaches all of them', () => {
  const workstreams = Array.from({ length: 10_000 }, (_, at) =>
    ws(at === 0 ? 'w0' : `w${at} < w${at - 1}`),
  );
  const taken = plan(workstreams, [wave('one: w0')]);
  let [state] = step(initialState(), { at: 0, type: 'planTaken', plan: taken, made: [] });
  [state] = step(state, { at: 1, ...fact('w0 cannot-start') });
  const names = state.works.flat().map(workStateOf);
  expect(names.filter((name) => name === 'upstream_failed')).toHaveLength(9999);
});

it('a wave of 5,000 members, each waiting for the next in the list, is put in order', () => {
  const count = 5000;
  const workstreams = Array.from({ length: count }, (_, at) =>
    ws(at === count - 1 ? `w${at}` : `w${at} < w${at + 1}`),
  );
  const members = workstreams.map(({ id }) => id).join(' ');
  const started = process.cpuUsage();
  const chain = chainOf(plan(workstreams, [wave(`one: ${members}`)]), waveId('one'));
  expect(cpuMs(started)).toBeLessThan(2000);
  expect(chain.map(({ id }) => id)).toEqual(workstreams.map(({ id }) => id).toReversed());
});

/** Processor time: what else the machine does is no matter of ours. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
