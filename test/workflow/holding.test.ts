/** A workstream on hold. Every event happens a second after the one before. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { approvalsOf } from '../../src/workflow/approvals.js';
import { workOf } from '../../src/workflow/plan-state.js';
import { urgencies } from '../../src/workflow/start-order.js';
import { step } from '../../src/workflow/step.js';
import { workedUntil } from '../../src/workflow/work.js';
import { waitsForOf } from '../../src/workflow/words.js';
import { picture, plan, play, wishes, ws } from './a-plan.js';

const two = plan([ws('A', { gates: ['unit'] }), ws('B < A')]);
const atRest = ['A runs', 'A idle', 'A held', 'A is-at-rest'];
const stopped = ['A runs', 'A busy', 'A held', 'A is-interrupted', 'A idle'];

describe('a workstream on hold', () => {
  it.each([
    ['H1 is not started', plan([ws('A')], [], 0), ['A held'], 'held'],
    ['H1 starts when it is resumed', two, ['A held', 'A released', 'A runs'], 'working'],
    ['H1 does not come up when it was about to', two, ['A held', 'A runs'], 'held'],
    ['H2 keeps its agent', two, ['A runs', 'A held'], 'held'],
    ['H2 goes on when it is resumed', two, ['A runs', 'A held', 'A released'], 'working'],
    ['H3 is not judged', two, [...atRest, 'A completes'], 'held'],
    [
      'H3 is judged when it is resumed',
      two,
      [...atRest, 'A completes', 'A released'],
      'gating',
    ],
    [
      'H3 is judged when it is resumed, though its agent has ended',
      two,
      [...atRest, 'A completes', 'A exits 0', 'A released'],
      'failed',
    ],
    [
      'H4 shows its plan that waits',
      two,
      ['A runs', 'A held', 'A plans r1'],
      'plan_review',
    ],
    [
      'H4 shows that it needs a person',
      two,
      ['A runs', 'A held', 'A waits y'],
      'waiting',
    ],
    [
      'H5 stays so when the engine was away',
      two,
      ['A runs', 'A held', '- back A'],
      'held',
    ],
    [
      'H5 stays so when the plan is down',
      two,
      ['A runs', 'A held', '- is-parked'],
      'held',
    ],
    [
      'H5 stays so when the plan is up again',
      two,
      ['A runs', 'A held', '- is-parked', '- is-resumed'],
      'held',
    ],
    [
      'H6 that was lost starts by being resumed',
      two,
      [...atRest, '- back', 'A released', 'A runs'],
      'working',
    ],
    [
      'H7 is no more when it was stopped',
      two,
      ['A held', 'A stopped', 'A restarted', 'A runs'],
      'working',
    ],
    [
      'H7 is no more when it is done',
      two,
      ['A runs', 'A completes', 'A held', 'A green 2'],
      'done',
    ],
    ['H7 is none when it failed', two, ['A cannot-start', 'A held'], 'failed'],
  ])('%s', (_rule, taken, events, state) => {
    expect(picture(play(taken, events).state)).toMatch(new RegExp(`^A:${state}\\b`));
  });

  it.each([
    ['H1 is not started', ['A held', 'B held'], ['start A']],
    [
      'H1 is started when it is resumed',
      ['A held', 'A released'],
      ['start A', 'start A'],
    ],
    ['H1 is ended when it comes up', ['A held', 'A runs'], ['start A', 'end s-A']],
    ['H2 is interrupted', ['A runs', 'A busy', 'A held'], ['start A', 'interrupt A']],
    [
      'H2 is interrupted when the engine was away before it was',
      ['A runs', 'A held', '- back A'],
      ['start A', 'interrupt A', 'interrupt A'],
    ],
    [
      'H2 is interrupted once',
      [...stopped, 'A busy', '- back A'],
      ['start A', 'interrupt A'],
    ],
    [
      'H2 is told to go on',
      [...stopped, 'A released'],
      ['start A', 'interrupt A', 'nudge A'],
    ],
    [
      'H2 is told so when the engine was away before it was',
      [...stopped, 'A released', '- back A'],
      ['start A', 'interrupt A', 'nudge A', 'nudge A'],
    ],
    [
      'H2 is told so once',
      [...stopped, 'A released', 'A nudged', 'A held', 'A is-at-rest', 'A released'],
      ['start A', 'interrupt A', 'nudge A', 'interrupt A'],
    ],
    [
      'H2 is told nothing when it rested',
      [...atRest, 'A released'],
      ['start A', 'interrupt A'],
    ],
    [
      'H3 is not told what is red until it is resumed',
      ['A runs', 'A completes', 'A held', 'A red 2', 'A released'],
      ['start A', 'check A', 'tell A'],
    ],
  ])('%s', (_rule, events, wished) => {
    expect(
      wishes(play(plan([ws('A', { gates: ['unit'] }), ws('B < A')]), events).effects),
    ).toEqual(wished);
  });

  it('H4 has no plan approved by policy until it is resumed', () => {
    const taken = plan([ws('A', { approval: 'auto' })]);
    const events = ['A runs', 'A held', 'A is-at-rest', 'A plans r1'];
    expect(wishes(play(taken, events).effects)).not.toContain('approve A r1 plan');
    const { effects } = play(taken, [...events, 'A released']);
    expect(wishes(effects)).toContain('approve A r1 plan');
  });

  it('H8 leaves its session to another while its agent rests', () => {
    const one = plan([ws('A'), ws('B')], [], 1);
    const busy = ['A runs', 'A busy', 'A held', 'A is-interrupted'];
    expect(picture(play(one, busy).state)).toBe('A:held B:ready');
    expect(picture(play(one, [...busy, 'A idle']).state)).toBe('A:held B:starting');
  });

  describe('H11 that left its session to another', () => {
    const one = plan([ws('A'), ws('B'), ws('C')], [], 1);
    const left = ['A runs', 'A busy', 'A held', 'A is-interrupted', 'A idle', 'B runs'];
    const resumed = [...left, 'A released'];
    const done = ['B completes', 'B exits 0'];

    it.each([
      ['waits in line when it is resumed', resumed, 'A:ready B:working C:ready'],
      [
        'goes on when a session is free, in its turn',
        [...resumed, ...done],
        'A:idle B:done C:ready',
      ],
      [
        'lets those start first that come before it',
        [...resumed, 'C first', ...done],
        'A:ready B:done C:starting',
      ],
      [
        'goes on at once where one is free',
        [...left, 'C held', ...done, 'A released'],
        'A:idle B:done C:held',
      ],
      [
        'goes on when a person set its agent to work',
        [...resumed, 'A busy'],
        'A:working B:working C:ready',
      ],
      [
        'is done without a session when its agent said so',
        [...resumed, 'A completes'],
        'A:done B:working C:ready',
      ],
      [
        'shows its plan that waits',
        [...resumed, 'A plans r1'],
        'A:plan_review B:working C:ready',
      ],
      ['may be put on hold again', [...resumed, 'A held'], 'A:held B:working C:ready'],
      [
        'may fail meanwhile',
        [...resumed, 'A exits 1', ...done],
        'A:failed B:done C:starting',
      ],
      [
        'waits in line still when the engine was away',
        [...resumed, '- back A,B'],
        'A:ready B:working C:ready',
      ],
      [
        'is lost with its host like any other',
        [...resumed, '- back B', 'A restarted'],
        'A:ready B:working C:ready',
      ],
      [
        'is on hold no more when the plan is up again',
        [...resumed, '- is-parked', '- is-resumed'],
        'A:starting B:ready C:ready',
      ],
    ])('%s', (_rule, events, expected) => {
      const { state } = play(one, events);
      expect(picture(state)).toBe(expected);
    });

    it('takes no session too many', () => {
      const { state, effects } = play(one, [...resumed, ...done]);
      expect(state.active).toBe(1);
      expect(wishes(effects)).toEqual(['start A', 'interrupt A', 'start B', 'nudge A']);
    });

    it('has no session of its group too many', () => {
      const group = { id: 'g', name: 'api', members: one.workstreams.slice(0, 2) };
      const members = group.members.map(({ id }) => id);
      const grouped = {
        ...plan(one.workstreams, [], 9),
        groups: [{ ...group, members, maxSessions: 1 }],
      };
      const { state } = play(grouped, resumed);
      expect(picture(state)).toBe('A:ready B:working C:starting');
      expect(waitsForOf(state, 0)).toBe('a session of api (1 of 1 are taken)');
      expect(picture(play(grouped, [...resumed, ...done]).state)).toMatch(
        /^A:idle B:done/,
      );
    });

    it('says what it waits for', () => {
      const free = 'a free session (1 of 1 are taken)';
      expect(waitsForOf(play(one, resumed).state, 0)).toBe(free);
      expect(waitsForOf(play(one, [...resumed, 'A plans r1']).state, 0)).toBe(
        'your approval of its plan; it goes on as soon as a session is free',
      );
    });
  });

  it('H9 is not at work while its agent rests', () => {
    const { state } = play(plan([ws('A')]), [...stopped, 'A released @60']);
    const work = workOf(state, workstreamId('A'));
    expect(work && workedUntil(work, 61_000)).toBe(4000 + 1000);
  });

  it('H10 says who paused it, and what else it waits for', () => {
    const paused = '`wtmux resume A` (paused by me: too dear';
    expect(words(stopped)).toBe(`${paused})`);
    expect(words(['A runs', 'A busy', 'A held'])).toBe(
      `${paused}; its agent is still at work)`,
    );
    expect(words(['B held'], 1)).toBe(
      '`wtmux resume B` (paused by me: too dear), then A to be done',
    );
    expect(words(['A runs', 'A held', 'A plans r1'])).toBe(
      'your approval of its plan; it is on hold (`wtmux resume A`)',
    );
  });
});

it('an escalation that holds is seen to by who resumes the workstream', () => {
  const { state } = play(plan([ws('A')]), ['A runs']);
  const about = { at: 9000, workstream: workstreamId('A') };
  const due = { type: 'escalated', id: 'A:silent after 1h', text: 'A: silent' } as const;
  const [raised, effects] = step(state, { ...about, ...due, hold: true });
  expect(picture(raised)).toBe('A:held');
  expect(wishes(effects)).toEqual(['interrupt A']);
  expect(approvalsOf(raised)).toMatchObject([{ kind: 'escalation', subject: 'A' }]);
  const [free] = step(raised, { ...about, type: 'released', by: 'me' });
  expect(picture(free)).toBe('A:working');
  expect(free.raised).toMatchObject([{ acknowledgedBy: 'me' }]);
});

it('what a critical workstream needs is as urgent', () => {
  const workstreams = [
    ws('A', { priority: 'low' }),
    ws('B < A', { priority: 'critical' }),
    ws('C < ~A'),
    ws('D < B', { priority: 'low' }),
  ];
  expect(urgencies(workstreams)).toEqual(['critical', 'critical', 'medium', 'low']);
});

function words(events: readonly string[], at = 0): string | null {
  return waitsForOf(play(two, events).state, at);
}
