/** A person gives workstreams other places among those that have yet to start. */
import { describe, expect, it } from 'vitest';
import { commitId } from '../../src/domain/ids.js';
import type { Workstream } from '../../src/domain/plan.js';
import type { Made } from '../../src/workflow/event.js';
import type { PlanState } from '../../src/workflow/plan-state.js';
import { step } from '../../src/workflow/step.js';
import { turnsOf, waitingIn } from '../../src/workflow/turns.js';
import { random } from '../helpers/random.js';
import { fact } from './a-fact.js';
import { picture, plan, play, wishes, ws } from './a-plan.js';

/** A runs; B, C and D are ready, E waits for D, F for A. */
const six = plan(
  [
    ws('A', { priority: 'critical' }),
    ws('B'),
    ws('C'),
    ws('D'),
    ws('E < D'),
    ws('F < ~A'),
  ],
  [],
  1,
);

describe('the place in line', () => {
  it.each([
    ['is that of the plan at first', [], 'D B C E F'],
    ['S2 becomes the first', ['C first'], 'C D B E F'],
    ['S2 becomes the last', ['B last'], 'D C E F B'],
    ['S2 becomes any', ['F first 2'], 'D F B C E'],
    ['S3 takes along what it waits for', ['B first', 'E first'], 'D E B C F'],
    ['S3 takes along what waits for it', ['D last'], 'B C F D E'],
    ['S4 is no other where it is already', ['C first 3'], 'D B C E F'],
    ['S4 of one that has started stays', ['A last'], 'D B C E F'],
    ['S5 is given one after the other', ['B first', 'C first'], 'C B D E F'],
  ])('%s', (_rule, events, order) => {
    expect(line(play(six, ['A runs', ...events]).state)).toBe(order);
  });

  it('S6 decides who gets the next session', () => {
    const { effects } = play(six, ['A runs', 'B first', 'A completes', 'A exits 0']);
    expect(wishes(effects)).toEqual(['start A', 'start B']);
  });

  it('S7 is kept when the plan is taken again, and when one is added', () => {
    const made = six.workstreams.map(madeFor);
    const { state } = play(six, ['A runs', 'B first', 'F first 2'], made);
    expect(line(state)).toBe('B F D C E');
    const shorter = {
      ...six,
      workstreams: six.workstreams.filter(({ id }) => id !== 'C'),
    };
    const taken = { type: 'planTaken', plan: shorter, made } as const;
    expect(line(step(state, { at: 9, ...taken })[0])).toBe('B F D E');
    const workstream = ws('N');
    const added = {
      type: 'workstreamAdded',
      workstream,
      made: madeFor(workstream),
    } as const;
    expect(line(step(state, { at: 9, ...added })[0])).toBe('B F D C E');
  });

  it('S8 is told of those that a person moved', () => {
    const { state } = play(six, ['A runs', 'C first', 'E last']);
    expect([...turnsOf(state)]).toEqual([
      ['C', 1],
      ['E', 5],
    ]);
    expect(picture(state)).toContain('C:ready');
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'S9 never comes before what it depends on (seed %i)',
    (seed) => {
      const rng = random(seed);
      const names = Array.from({ length: 12 }, (_, at) => `w${at}`);
      const taken = plan(
        names.map((name, at) => {
          const before = names.slice(0, at).filter(() => rng.chance(0.2));
          return ws(`${name} < ${before.join(' ')}`);
        }),
        [],
        0,
      );
      let { state } = play(taken, []);
      for (let round = 0; round < 30; round += 1) {
        const moved = `w${rng.between(0, 11)} first ${rng.between(1, 12)}`;
        [state] = step(state, { at: round, ...fact(moved) });
        const order = line(state).split(' ');
        const early = taken.workstreams.filter(({ id, dependsOn }) =>
          dependsOn.some((one) => order.indexOf(one.id) > order.indexOf(id)),
        );
        expect([moved, order.length, early]).toEqual([moved, 12, []]);
      }
    },
  );
});

function madeFor({ id, branch }: Workstream): Made {
  return { workstream: id, path: `/w/${id}`, branch, start: commitId('0'.repeat(40)) };
}

function line(state: PlanState): string {
  return waitingIn(state)
    .map((index) => state.plan.workstreams[index]?.id)
    .join(' ');
}
