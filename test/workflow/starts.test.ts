/** Who of several starts first, and who waits for others of its group. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { assembled } from '../../src/workflow/plan-state.js';
import { picture, plan, play, wishes, ws } from './a-plan.js';

/** A group that has sessions of its own number. */
const own = (id: string, members: readonly string[], maxSessions: number) => {
  return { id, name: id, members: members.map(workstreamId), maxSessions };
};

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
