/** How plans replace one another, go down and come up again, beside what a person starts. */
import { describe, expect, it } from 'vitest';
import { commitId, workstreamId } from '../../src/domain/ids.js';
import type { Made, PlanEvent } from '../../src/workflow/event.js';
import { initialState } from '../../src/workflow/plan-state.js';
import { step } from '../../src/workflow/step.js';
import { fact } from './a-fact.js';
import { landed, one, pair, picture, plan, play, wave, wishes, ws } from './a-plan.js';

describe('a plan that is taken again', () => {
  it.each([
    ['M1 keeps the work that it shares with the one before', ['A runs'], 'A:working'],
    ['M2 waits for what it adds', [...landed, 'B runs', 'B completes'], 'two:draft'],
    ['M3 keeps what has landed', landed, 'one:landed'],
    [
      'M4 looks anew at a wave that was blocked',
      ['A runs', 'A completes', 'one merging', 'one blocked'],
      'one:ready',
    ],
    ['M5 goes on when it was taken down', ['A runs', 'x is-parked'], 'A:starting'],
    ['M6 begins anew what it puts on another branch', ['C runs'], 'C:starting'],
  ])('%s', (_rule, events, state) => {
    const before = plan(
      [ws('A'), ws('B < A'), ws('C', { branch: 'elsewhere' })],
      pair.waves,
    );
    const after = plan(
      [ws('A'), ws('B < A'), ws('C'), ws('D')],
      [wave('one: A'), wave('two: B D')],
    );
    const places = ['A', 'B'].map(placed);
    const { state: played } = play(before, events, places);
    const taken = { type: 'planTaken', plan: after, made: places, at: 99 } as const;
    expect(picture(step(played, taken)[0]).split(' ')).toContain(state);
  });
});

describe('a plan that is taken down', () => {
  it.each([
    ['P1 starts nothing more', pair, [...landed, 'x is-parked'], 'B:ready'],
    ['P2 keeps what is done', pair, [...landed.slice(0, 2), 'x is-parked'], 'A:done'],
    ['P3 lets what was at work begin again', one, ['A runs', 'x is-parked'], 'A:ready'],
    [
      'P3 whatever its session ended with',
      one,
      ['A runs', 'x is-parked', 'A exits 1'],
      'A:ready',
    ],
    [
      'P4 but for one that a person starts by name',
      one,
      ['A runs', 'x is-parked', 'A restarted'],
      'A:starting',
    ],
    ['P4 stays down when the engine is back', one, ['x is-parked', 'x back'], 'A:ready'],
    [
      'P5 goes on when it is taken up again',
      pair,
      [...landed, 'x is-parked', 'x is-resumed'],
      'B:starting',
    ],
  ])('%s', (_rule, taken, events, state) => {
    expect(picture(play(taken, events).state).split(' ')).toContain(state);
  });
});

it('N1 a workstream of its own starts at once, whatever runs', () => {
  const busy = play(plan([ws('A')], [], 1), ['A runs']).state;
  const workstream = ws('fix');
  const start = commitId('a'.repeat(40));
  const made = { workstream: workstream.id, path: '/w/fix', branch: 'b', start };
  const event: PlanEvent = { at: 9, type: 'workstreamAdded', workstream, made };
  const [state, effects] = step(busy, event);
  expect([picture(state), wishes(effects)]).toEqual([
    'A:working fix:starting',
    ['start fix'],
  ]);
});

it('N1 without a plan all that a person started start again side by side', () => {
  const names = Array.from({ length: 20 }, (_, at) => `W${at}`);
  const started = names.reduce(
    (state, name) =>
      step(state, {
        at: 1,
        type: 'workstreamAdded',
        workstream: ws(name),
        made: placed(name),
      })[0],
    initialState(),
  );
  const events = ['runs', 'killed', 'restarted'].flatMap((verb) =>
    names.map((name): PlanEvent => ({ at: 2, ...fact(`${name} ${verb}`) })),
  );
  const again = events.reduce((state, event) => step(state, event)[0], started);
  expect(picture(again)).toBe(names.map((name) => `${name}:starting`).join(' '));
});

it('N2 a new plan leaves what still runs', () => {
  const before = play(plan([ws('A'), ws('B < A')]), ['A runs']).state;
  const [state] = step(before, {
    at: 9,
    type: 'planTaken',
    plan: plan([ws('X')]),
    made: [],
  });
  expect(picture(state)).toBe('X:starting A:working');
});

it('N3 what a plan has elsewhere by the same id begins anew, without the old session', () => {
  const before = play(one, ['A runs', 'A completes']).state;
  const event: PlanEvent = { at: 9, type: 'planTaken', plan: one, made: [] };
  const [state, effects] = step(before, event);
  expect([picture(state), wishes(effects)]).toEqual([
    'A:starting',
    ['end s-A', 'start A'],
  ]);
});

function placed(id: string): Made {
  const [path, branch] = [`/trees/${id}`, `workstream/${id}`];
  return {
    workstream: workstreamId(id),
    path,
    branch,
    start: commitId('a'.repeat(40)),
  };
}
