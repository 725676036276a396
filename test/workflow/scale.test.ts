import { expect, it } from 'vitest';
import { waveId } from '../../src/domain/ids.js';
import type { Effect } from '../../src/workflow/effect.js';
import { chainOf } from '../../src/workflow/merge-order.js';
import { initialState } from '../../src/workflow/plan-state.js';
import { step } from '../../src/workflow/step.js';
import { workStateOf } from '../../src/workflow/state-names.js';
import { random } from '../helpers/random.js';
import { fact } from './a-fact.js';
import { plan, wave, ws } from './a-plan.js';

it('10,000 workstreams with 30,000 dependencies cost each as much as 2,500 do', () => {
  const few = ran(2500);
  const many = ran(10_000);
  expect([few.unfinished, many.unfinished]).toEqual([[], []]);
  // Four times as many: sixteen times as much would be a walk over all for each.
  expect(many.cpuMs).toBeLessThan(10 * few.cpuMs + SLACK_MS);
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
  const few = ordered(1250);
  const many = ordered(5000);
  expect(many.chain).toEqual(many.ids.toReversed());
  expect(many.cpuMs).toBeLessThan(10 * few.cpuMs + SLACK_MS);
});

/** What the compiler and the collector take whenever they like. */
const SLACK_MS = 500;

/** A plan of `count` workstreams with three dependencies each, from its start to its end. */
function ran(count: number) {
  const rng = random(7);
  const workstreams = Array.from({ length: count }, (_, at) => {
    const before = Array.from(
      { length: Math.min(at, 3) },
      () => `w${rng.between(0, at - 1)}`,
    );
    return ws(`w${at} < ${[...new Set(before)].join(' ')}`);
  });
  const taken = plan(workstreams, [], 50);
  const started = process.cpuUsage();
  const begun = { at: 0, type: 'planTaken', plan: taken, made: [] } as const;
  let [state, effects] = step(initialState(), begun);
  const open: Effect[] = [...effects];
  for (let effect = open.shift(); effect; effect = open.shift()) {
    if (effect.type !== 'startSession') continue;
    for (const what of ['runs', 'busy', 'completes', 'exits 0']) {
      [state, effects] = step(state, { at: 1, ...fact(`${effect.workstream} ${what}`) });
      open.push(...effects);
    }
  }
  const spent = cpuMs(started);
  const unfinished = state.works.flat().filter((work) => workStateOf(work) !== 'done');
  return { cpuMs: spent, unfinished };
}

/** A wave of `count`, of which each waits for the next in the list. */
function ordered(count: number) {
  const workstreams = Array.from({ length: count }, (_, at) =>
    ws(at === count - 1 ? `w${at}` : `w${at} < w${at + 1}`),
  );
  const ids = workstreams.map(({ id }) => id);
  const started = process.cpuUsage();
  const waves = [wave(`one: ${ids.join(' ')}`)];
  const chain = chainOf(plan(workstreams, waves), waveId('one')).map(({ id }) => id);
  return { ids, chain, cpuMs: cpuMs(started) };
}

/** Processor time: what else the machine does is no matter of ours. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
