/** Rules over time. The plan is taken at 0 and every event happens at its `@second`. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import type { Escalation } from '../../src/domain/plan.js';
import { approvalsOf } from '../../src/workflow/approvals.js';
import { escalationsDue, ruleText } from '../../src/workflow/escalations.js';
import { step } from '../../src/workflow/step.js';
import { fact } from './a-fact.js';
import { plan, play, ws } from './a-plan.js';

type When = Escalation['when'];

const HOUR = 3600;
const A = workstreamId('A');

function ruled(when: When, workstream?: string) {
  const rule: Escalation = {
    workstream: workstream === undefined ? undefined : workstreamId(workstream),
    when,
    afterMs: HOUR * 1000,
  };
  const estimateMs = 2 * HOUR * 1000;
  return { ...plan([ws('A', { estimateMs }), ws('B < A')]), escalations: [rule] };
}

/** What is due at a second of the plan, and since which. */
function due(when: When, events: readonly string[], second: number): readonly string[] {
  const { state } = play(ruled(when), events);
  return escalationsDue(state, new Map(), second * 1000)
    .filter(({ at }) => at <= second * 1000)
    .map(({ text, at }) => `${text} @${at / 1000}`);
}

const below: When = { type: 'progressBelow', percent: 50 };

describe('an escalation', () => {
  it.each([
    ['is not due before its time', below, ['A runs @0'], 3599, []],
    [
      'below a percentage by a time',
      below,
      ['A runs @0', 'A reports 20 @60'],
      3600,
      ['A: it reports 20% after 1h, less than 50% @3600'],
    ],
    [
      'is not due where enough is reported',
      below,
      ['A runs @0', 'A reports 50 @60'],
      9999,
      [],
    ],
    ['is not due of what is done', below, ['A runs @0', 'A completes @60'], 9999, []],
    [
      'of silence counts from the last sign of life',
      { type: 'silent' },
      ['A runs @0', 'A busy @100'],
      3700,
      ['A: no sign of life for 1h @3700'],
    ],
    [
      'of silence is not due while a person is waited for',
      { type: 'silent' },
      ['A runs @0', 'A waits @100'],
      9999,
      [],
    ],
    [
      'of a conflict counts from its begin',
      { type: 'conflict' },
      ['A runs @0', 'A collides @100', 'A collides @200'],
      3700,
      ['A: in conflict for 1h @3700'],
    ],
    [
      'of a conflict is not due when it is over',
      { type: 'conflict' },
      ['A runs @0', 'A collides @100', 'A collides-not @200'],
      9999,
      [],
    ],
    [
      'of the estimate counts the time at work',
      { type: 'overEstimate' },
      ['A runs @0', 'A waits @100', 'A busy @1100'],
      3 * HOUR + 1000,
      [`A: 1h longer at work than the 2h estimated @${3 * HOUR + 1000}`],
    ],
  ] satisfies [string, When, string[], number, string[]][])(
    '%s',
    (_rule, when, events, second, expected) => {
      expect(due(when, events, second)).toEqual(expected);
    },
  );

  it('of a conflict is raised once for those that are in it, and names them', () => {
    const when = { type: 'conflict' } as const;
    const rule = { workstream: undefined, when, afterMs: 60_000 };
    const three = plan([ws('A'), ws('B'), ws('C')]);
    const texts = (events: readonly string[], hold: boolean, raisedFirst: boolean) => {
      const taken = { ...three, escalations: [{ ...rule, hold }] };
      const runs = ['A runs @0', 'B runs @0', 'C runs @0', 'B collides A @1'];
      let { state } = play(taken, [...runs, 'A collides B @1']);
      if (raisedFirst)
        for (const one of escalationsDue(state, new Map(), 61_000))
          [state] = step(state, { type: 'escalated', ...one });
      for (const [at, event] of events.entries())
        [state] = step(state, { at: 70_000 + at, ...fact(event) });
      return escalationsDue(state, new Map(), 500_000).map(({ text }) => text);
    };
    expect(texts([], false, false)).toEqual(['A: in conflict with B for 1m']);
    expect(texts([], false, true)).toEqual([]);
    expect(texts(['C collides B', 'B collides A+C'], false, false)).toEqual([
      'A: in conflict with B for 1m',
      'B: in conflict with A, C for 1m',
    ]);
    // A was told of before C came into it.
    expect(texts(['A collides B+C', 'C collides A'], false, true)).toEqual([
      'C: in conflict with A for 1m',
    ]);
    expect(texts([], true, false)).toEqual([
      'A: in conflict with B for 1m',
      'B: in conflict with A for 1m',
    ]);
  });

  it('of a conflict is not held back by one that is due later', () => {
    const rule = {
      workstream: undefined,
      when: { type: 'conflict' },
      afterMs: 60_000,
    } as const;
    const taken = { ...plan([ws('A'), ws('B')]), escalations: [rule] };
    const events = ['A runs @0', 'B runs @0', 'B collides A @1', 'A collides B @50'];
    const all = escalationsDue(play(taken, events).state, new Map(), 70_000);
    const due = all.filter(({ at }) => at <= 70_000).map(({ text }) => text);
    expect(due).toEqual(['B: in conflict with A for 1m']);
  });

  it('tells when to look again', () => {
    const { state } = play(ruled(below), ['A runs @10']);
    expect(escalationsDue(state, new Map(), 20_000)).toMatchObject([{ at: 3_610_000 }]);
    const silent = play(ruled({ type: 'silent' }), ['A runs @10']).state;
    const signs = new Map([[A, 50_000]]);
    expect(escalationsDue(silent, signs, 60_000)).toMatchObject([{ at: 3_650_000 }]);
  });

  it('is raised once, is in the inbox until somebody has seen to it', () => {
    let { state } = play(ruled(below, 'A'), ['A runs @0']);
    const [one] = escalationsDue(state, new Map(), 4_000_000);
    if (!one) throw new Error('nothing is due');
    const raise = { type: 'escalated', ...one, at: 4_000_000 } as const;
    const [next, effects] = step(state, raise);
    expect(effects).toMatchObject([{ type: 'notify', text: one.text }]);
    expect(step(next, raise)).toEqual([next, []]);
    expect(escalationsDue(next, new Map(), 5_000_000)).toEqual([]);
    expect(approvalsOf(next)).toEqual([
      { id: 'escalation:A', kind: 'escalation', subject: 'A', since: 4_000_000 },
    ]);
    [state] = step(next, { at: 5e6, type: 'acknowledged', workstream: A, by: 'me' });
    expect(approvalsOf(state)).toEqual([]);
    expect(state.raised).toMatchObject([{ acknowledgedBy: 'me' }]);
    expect(escalationsDue(state, new Map(), 6e6)).toEqual([]);
  });

  it('is of no matter when the work is done, unless it is a conflict', () => {
    const rules = [
      { workstream: undefined, when: { type: 'silent' }, afterMs: 1000 },
      { workstream: undefined, when: { type: 'conflict' }, afterMs: 1000 },
    ] as const;
    const taken = { ...plan([ws('A'), ws('B')]), escalations: rules };
    let { state } = play(taken, ['A runs @0', 'B runs @0', 'A collides B @0']);
    const due = escalationsDue(state, new Map(), 5000).filter(({ at }) => at <= 5000);
    for (const one of due) [state] = step(state, { type: 'escalated', ...one, at: 5000 });
    const open = () =>
      state.raised.filter((one) => one.acknowledgedBy === undefined).map(({ id }) => id);
    expect(open()).toEqual([
      'A:silent after 1s',
      'B:silent after 1s',
      'A:conflict after 1s',
    ]);
    [state] = step(state, { at: 6000, ...fact('A completes') });
    expect(open()).toEqual(['B:silent after 1s', 'A:conflict after 1s']);
    expect(state.raised[0]?.acknowledgedBy).toBe('plan');
  });

  it('tells the desktop where its rule says so', () => {
    const rules = ruled(below, 'A');
    const [rule] = rules.escalations;
    if (!rule) throw new Error('no rule');
    const loud = { ...rules, escalations: [{ ...rule, notify: true }] };
    const { state } = play(loud, ['A runs @0']);
    const [one] = escalationsDue(state, new Map(), 4_000_000);
    if (!one) throw new Error('nothing is due');
    const [, effects] = step(state, { type: 'escalated', ...one });
    expect(effects).toEqual([
      { type: 'notify', level: 'warning', text: one.text, calls: 'A' },
    ]);
  });

  it('is named by what the plan says', () => {
    const rule = { workstream: undefined, when: below, afterMs: 5_400_000 };
    expect(ruleText(rule)).toBe('progress < 50% after 1h30m');
  });
});
