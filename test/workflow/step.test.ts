/**
 * The rules of plans, each as a story: the plan, what happened, how it stands then. In
 * the plan `B < A` depends hard on A, `~A` only softly; `one: A` is a wave.
 */
import { describe, expect, it } from 'vitest';
import { commitId, workstreamId } from '../../src/domain/ids.js';
import type { Made, PlanEvent } from '../../src/workflow/event.js';
import { assembled, initialState } from '../../src/workflow/plan-state.js';
import { step } from '../../src/workflow/step.js';
import { fact } from './a-fact.js';
import { picture, plan, play, wave, wishes, ws } from './a-plan.js';

/** A group that has sessions of its own number. */
const own = (id: string, members: readonly string[], maxSessions: number) => {
  return { id, name: id, members: members.map(workstreamId), maxSessions };
};

const one = plan([ws('A')]);
const pair = plan([ws('A'), ws('B < A')], [wave('one: A'), wave('two: B')]);
const chain = plan([ws('A'), ws('B < A'), ws('C < B')]);
const landed = ['A runs', 'A completes', 'one merging', 'one lands'];

describe('a workstream', () => {
  it.each([
    ['W1 starts when it depends on nothing', one, [], 'A:starting'],
    ['W2 works once its session runs', one, ['A runs'], 'A:working'],
    ['W3 is done by a complete signal', one, ['A runs', 'A completes'], 'A:done'],
    ['W3 not by one whose validation failed', one, ['A runs', 'A invalid'], 'A:blocked'],
    ["W3 not by another's signal", one, ['A runs', 'A foreign'], 'A:working'],
    ['W3 not by a signal left from before', one, ['A completes', 'A runs'], 'A:working'],
    [
      'W4 fails when its agent exits with an error',
      one,
      ['A runs', 'A exits 1'],
      'A:failed',
    ],
    ['W4 fails when its agent is killed', one, ['A runs', 'A killed'], 'A:failed'],
    [
      'W4 fails when its agent exits without a signal',
      one,
      ['A runs', 'A exits 0'],
      'A:failed',
    ],
    [
      'W4 is done when the signal is read only after the exit',
      one,
      ['A runs', 'A exits 0', 'A completes'],
      'A:done',
    ],
    [
      'W4 stays failed when an agent that crashed had signalled',
      one,
      ['A runs', 'A exits 1', 'A completes'],
      'A:failed',
    ],
    [
      'W4 stays done when its session exits',
      one,
      [...landed.slice(0, 2), 'A exits 1'],
      'A:done',
    ],
    [
      'W5 a command of its own is done when it exits with 0',
      plan([ws('A', { command: ['make'] })]),
      ['A runs', 'A exits 0'],
      'A:done',
    ],
    ['W6 fails when it cannot start', one, ['A cannot-start'], 'A:failed'],
    ['W7 waits for a look at its plan', one, ['A runs', 'A plans r1'], 'A:plan_review'],
    [
      'W7 works on when its plan is approved',
      one,
      ['A runs', 'A waits', 'A plans r1', 'A approved r1'],
      'A:working',
    ],
    [
      'W7 an answer to an older plan approves nothing',
      one,
      ['A runs', 'A plans r1', 'A plans r2', 'A approved r1'],
      'A:plan_review',
    ],
    [
      'W7 rests when it is seen to before its approval is on record',
      one,
      ['A runs', 'A waits', 'A plans r1', 'A idle', 'A approved r1'],
      'A:idle',
    ],
    [
      'W7 works on its plan again when it is rejected',
      one,
      ['A runs', 'A plans r1', 'A rejected'],
      'A:working',
    ],
    [
      'W7 an approved plan is not asked about again',
      one,
      ['A runs', 'A plans r1', 'A approved r1', 'A plans r1'],
      'A:working',
    ],
    [
      'W7 without approvals no plan waits',
      plan([ws('A', { approval: 'none' })]),
      ['A runs', 'A plans r1'],
      'A:working',
    ],
    ['W8 waits when its agent asks', one, ['A runs', 'A waits'], 'A:waiting'],
    ['W8 is idle when its agent is', one, ['A runs', 'A idle'], 'A:idle'],
    [
      'W8 works when its agent is busy again',
      one,
      ['A runs', 'A waits', 'A busy'],
      'A:working',
    ],
    ['W9 is skipped when it is stopped', one, ['A runs', 'A stopped'], 'A:skipped'],
    [
      'W9 stays done when it is stopped',
      one,
      ['A runs', 'A completes', 'A stopped'],
      'A:done',
    ],
    [
      'W10 starts again after a failure',
      one,
      ['A runs', 'A exits 1', 'A restarted'],
      'A:starting',
    ],
    [
      'W10 starts again after a stop',
      one,
      ['A runs', 'A stopped', 'A restarted'],
      'A:starting',
    ],
    [
      'W10 the exit of its old session does it no harm',
      one,
      ['A runs', 'A restarted', 'A exits 1'],
      'A:starting',
    ],
    [
      'W10 what is done is not done again',
      one,
      ['A runs', 'A completes', 'A restarted'],
      'A:done',
    ],
  ])('%s', (_rule, taken, events, expected) => {
    expect(picture(play(taken, events).state)).toBe(expected);
  });
});

describe('dependencies', () => {
  it.each([
    ['D1 hold a workstream back', pair, [], 'A:starting B:planned one:draft two:draft'],
    [
      'D1 done is not enough: they must have landed',
      pair,
      landed.slice(0, 3),
      'A:done B:planned one:merging two:draft',
    ],
    ['D1 landed lets it start', pair, landed, 'A:landed B:starting one:landed two:draft'],
    [
      'D2 in no wave only have to be done',
      chain,
      landed.slice(0, 2),
      'A:done B:starting C:planned',
    ],
    [
      'D2 in the same wave only have to be done',
      plan([ws('A'), ws('B < A')], [wave('one: A B')]),
      landed.slice(0, 2),
      'A:done B:starting one:draft',
    ],
    [
      'D3 soft ones hold nothing back',
      plan([ws('A'), ws('B < ~A')]),
      [],
      'A:starting B:starting',
    ],
    [
      'D4 that fail stop all that follows',
      chain,
      ['A runs', 'A exits 1'],
      'A:failed B:upstream_failed C:upstream_failed',
    ],
    [
      'D4 that are started again free it',
      chain,
      ['A runs', 'A exits 1', 'A restarted'],
      'A:starting B:planned C:planned',
    ],
    [
      'D4 all that failed must recover',
      plan([ws('A'), ws('B'), ws('C < A B')]),
      ['A runs', 'B runs', 'A exits 1', 'B exits 1', 'A restarted'],
      'A:starting B:failed C:upstream_failed',
    ],
    [
      'D5 whose landing is rolled back hold back what has not started',
      plan(
        [ws('A', { priority: 'high' }), ws('X', { priority: 'high' }), ws('B < A')],
        [wave('one: A')],
        1,
      ),
      [...landed, 'X runs', 'one rolled-back'],
      'A:rolled_back X:working B:planned one:rolled_back',
    ],
  ])('%s', (_rule, taken, events, expected) => {
    expect(picture(play(taken, events).state)).toBe(expected);
  });
});

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

describe('a wave', () => {
  const shared = plan([ws('A'), ws('B')], [wave('one: A > next'), wave('two: B > next')]);
  const nested = plan([ws('A')], [wave('one: A'), wave('end: @one > main')]);
  const two = plan(
    [ws('A'), ws('B'), ws('C < A'), ws('D < B')],
    [wave('one: A B'), wave('end: C D > main')],
  );
  const both = ['A runs', 'A completes', 'B runs', 'B completes', 'one merging'];
  const mended = ['one lands-without A', 'A restarted', 'A runs', 'A completes'];
  it.each([
    [
      'V1 is a draft until its members are done',
      shared,
      ['A runs'],
      'A:working B:starting one:draft two:draft',
    ],
    [
      'V1 is ready when they are',
      shared,
      landed.slice(0, 2),
      'A:done B:starting one:ready two:draft',
    ],
    [
      'V2 waits for the earlier wave of its target',
      shared,
      ['B runs', 'B completes'],
      'A:starting B:done one:draft two:draft',
    ],
    [
      'V2 is ready when that has landed',
      shared,
      ['B runs', 'B completes', ...landed],
      'A:landed B:done one:landed two:ready',
    ],
    [
      'V3 waits for a wave among its members',
      nested,
      landed.slice(0, 3),
      'A:done one:merging end:draft',
    ],
    ['V3 is ready when that has landed', nested, landed, 'A:landed one:landed end:ready'],
    [
      'V4 gates after its merge',
      nested,
      ['A runs', 'A completes', 'one merging', 'one gating'],
      'A:done one:gating end:draft',
    ],
    [
      'V5 is blocked by a conflict',
      nested,
      [...landed.slice(0, 3), 'one blocked'],
      'A:done one:blocked end:draft',
    ],
    [
      'V5 may be tried again',
      nested,
      [...landed.slice(0, 3), 'one blocked', 'one merging'],
      'A:done one:merging end:draft',
    ],
    [
      'V6 may wait for a checkout',
      nested,
      [...landed.slice(0, 3), 'one waits-to-land'],
      'A:done one:ready_to_land end:draft',
    ],
    [
      'V7 takes its members back with it',
      nested,
      [...landed, 'one rolled-back'],
      'A:rolled_back one:rolled_back end:draft',
    ],
    [
      'V7 may be merged again',
      nested,
      [...landed, 'one rolled-back', 'one merging', 'one lands'],
      'A:landed one:landed end:ready',
    ],
    [
      'V9 leaves out who makes its gate red, and lands the rest',
      two,
      [...both, 'one lands-without A'],
      'A:failed B:landed C:upstream_failed D:starting one:landed end:draft',
    ],
    [
      'V9 is offered again when that is mended, with what needs it still waiting',
      two,
      [...both, ...mended, 'one merging'],
      'A:done B:landed C:upstream_failed D:starting one:merging end:draft',
    ],
    [
      'V9 has landed whole then',
      two,
      [...both, ...mended, 'one merging', 'one lands'],
      'A:landed B:landed C:starting D:starting one:landed end:draft',
    ],
    [
      'V10 is not asked about any more when a person leaves it',
      nested,
      [...landed.slice(0, 3), 'one blocked', 'one decided abort'],
      'A:done one:ready end:draft',
    ],
    [
      'V10 goes on as a person decides',
      nested,
      [...landed.slice(0, 3), 'one blocked', 'one decided find'],
      'A:done one:merging end:draft',
    ],
    [
      'V8 is not merged as a draft',
      nested,
      ['A runs', 'one merging', 'one lands'],
      'A:working one:draft end:draft',
    ],
    [
      'V8 lands once',
      nested,
      [...landed, 'one blocked', 'one merging'],
      'A:landed one:landed end:ready',
    ],
  ])('%s', (_rule, taken, events, expected) => {
    expect(picture(play(taken, events).state)).toBe(expected);
  });
});

describe('what the engine is asked to do', () => {
  const auto = plan(
    [ws('A', { approval: 'auto' })],
    [wave('one: A', { approval: 'auto' })],
  );
  const narrow = plan([ws('A'), ws('B'), ws('C')], [], 1);
  it.each([
    ['E1 to start what is ready', pair, [], ['start A']],
    ['E1 and what a landing has freed', pair, landed, ['start A', 'start B']],
    ['E2 no more than there are sessions', narrow, ['A runs'], ['start A']],
    ['E2 done sessions do not count', narrow, landed.slice(0, 2), ['start A', 'start B']],
    ['E2 nor failed ones', narrow, ['A cannot-start'], ['start A', 'start B']],
    [
      'E3 to approve by policy',
      auto,
      ['A runs', 'A plans r1', 'A plans r1'],
      ['start A', 'approve A r1 plan'],
    ],
    ['E4 to merge by policy', auto, landed.slice(0, 2), ['start A', 'merge one plan']],
    ['E5 to end what is stopped', one, ['A runs', 'A stopped'], ['start A', 'end s-A']],
    [
      'E5 even when it was just starting',
      one,
      ['A stopped', 'A runs'],
      ['start A', 'end s-A'],
    ],
    [
      'E6 to end the old session first',
      one,
      ['A runs', 'A restarted'],
      ['start A', 'end s-A', 'start A'],
    ],
    [
      'E7 after a crash, to go on merging',
      pair,
      [...landed.slice(0, 3), 'x back A'],
      ['start A', 'merge one me'],
    ],
    [
      'E7 after a crash, to merge by policy',
      auto,
      [...landed.slice(0, 2), 'x back A'],
      ['start A', 'merge one plan', 'merge one plan'],
    ],
    [
      'E7 after a crash, to approve by policy',
      auto,
      ['A runs', 'A plans r1', 'x back A'],
      ['start A', 'approve A r1 plan', 'approve A r1 plan'],
    ],
    [
      'E7 after a crash, to start what had not started',
      one,
      ['x back'],
      ['start A', 'start A'],
    ],
  ])('%s', (_rule, taken, events, expected) => {
    expect(wishes(play(taken, events).effects)).toEqual(expected);
  });
});

describe('an engine that comes back', () => {
  it.each([
    ['R1 finds what still runs', ['A runs', 'x back A'], 'A:working'],
    ['R2 takes a lost session for an exit', ['A runs', 'x back'], 'A:failed'],
    ['R2 leaves what was done', ['A runs', 'A completes', 'x back'], 'A:done'],
    [
      'R3 reads the signal of a lost session',
      ['A runs', 'x back', 'A completes'],
      'A:done',
    ],
  ])('%s', (_rule, events, expected) => {
    expect(picture(play(one, events).state)).toBe(expected);
  });
});

describe('the conversation that a restart goes on with', () => {
  it.each([
    ['R6 of a lost session is its own', ['A runs', 'x back'], 's-A'],
    ['R6 of a stopped one too', ['A runs', 'A stopped'], 's-A'],
    ['R6 of an agent that ended at work too', ['A runs', 'A busy', 'A exits 1'], 's-A'],
    ['R7 is none of an agent that only ended', ['A runs', 'A exits 1'], undefined],
    [
      'R7 is none when a person wants another',
      ['A runs', 'A busy', 'A exits 1', 'A renewed'],
      undefined,
    ],
  ])('%s', (_rule, events, expected) => {
    expect(play(one, events).state.works[0]?.[0]?.conversation).toBe(expected);
  });
});

describe('a session that was let go of', () => {
  it.each([
    ['R4 is ended after all', ['A runs', 'A stopped', 'x back A'], ['end s-A']],
    [
      'R4 also when its workstream is done',
      ['A runs', 'A completes', 'A stopped', 'x back A'],
      ['end s-A'],
    ],
    ['R5 is left to a workstream that starts', ['A runs', 'x is-parked', 'x back A'], []],
    ['R5 is left when it is gone', ['A runs', 'A stopped', 'x back'], []],
    ['R5 is left when it was not', ['A runs', 'A completes', 'x back A'], []],
  ])('%s', (_rule, events, expected) => {
    const before = play(one, events.slice(0, -1)).effects.length;
    expect(wishes(play(one, events).effects.slice(before))).toEqual(expected);
  });
});

describe('the sessions of a group', () => {
  const all = [ws('A'), ws('B'), ws('C'), ws('D')];

  it.each([
    [
      'are no more than it has, and others pass its members',
      [own('g', ['A', 'B', 'C'], 1)],
      [],
      'A:starting B:ready C:ready D:starting',
    ],
    [
      'are given on in turn',
      [own('g', ['A', 'B', 'C'], 1)],
      ['A runs', 'A completes'],
      'A:done B:starting C:ready D:starting',
    ],
    [
      'are those of the groups in it too',
      [own('all', ['A', 'B', 'C'], 2), own('in', ['A', 'B'], 1)],
      [],
      'A:starting B:ready C:starting D:starting',
    ],
  ] as const)('%s', (_rule, groups, events, expected) => {
    const { state } = play({ ...plan(all), groups }, events);
    expect(picture(state)).toBe(expected);
    expect(assembled(state.plan, state.works.flat(), []).crowded).toEqual(state.crowded);
  });
});

describe('the order of starts', () => {
  it.each([
    ['S1 the more urgent first', [ws('A'), ws('B', { priority: 'critical' })], 'B A'],
    [
      'S2 what the urgent need is urgent',
      [
        ws('A', { priority: 'high' }),
        ws('B', { priority: 'low' }),
        ws('C < B', { priority: 'critical' }),
      ],
      'B C A',
    ],
    [
      'S3 the longest way first',
      [
        ws('A', { estimateMs: 5 }),
        ws('B', { estimateMs: 1 }),
        ws('C < B', { estimateMs: 9 }),
      ],
      'B C A',
    ],
    [
      'S4 soft dependencies first',
      [ws('A < ~B', { priority: 'critical' }), ws('B', { priority: 'low' })],
      'B A',
    ],
    ['S5 else as in the plan', [ws('B'), ws('A')], 'B A'],
  ])('%s', (_rule, workstreams, expected) => {
    const events = workstreams.flatMap(() =>
      ['A', 'B', 'C'].flatMap((id) => [`${id} runs`, `${id} completes`]),
    );
    const started = wishes(play(plan(workstreams, [], 1), events).effects);
    const order = started.filter((wish) => wish.startsWith('start '));
    expect(order.map((wish) => wish.replace('start ', '')).join(' ')).toBe(expected);
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
