/** What agents use, and budgets. Tokens are told as `input/output/cacheRead/cacheWrite`. */
import { describe, expect, it } from 'vitest';
import { sessionId, workstreamId, type WorkstreamId } from '../../src/domain/ids.js';
import type { Budget, Plan } from '../../src/domain/plan.js';
import {
  usageText,
  type Counted,
  type Tokens,
  type Usage,
} from '../../src/domain/usage.js';
import { escalationsDue, type Due } from '../../src/workflow/escalations.js';
import type { Effect } from '../../src/workflow/effect.js';
import type { PlanEvent } from '../../src/workflow/event.js';
import { initialState, workOf, type PlanState } from '../../src/workflow/plan-state.js';
import { step } from '../../src/workflow/step.js';
import { usageOf } from '../../src/workflow/usage.js';
import { picture, plan, wishes, ws } from './a-plan.js';

const A = workstreamId('A');
const B = workstreamId('B');

function tokens(text: string): Tokens {
  const [input = 0, output = 0, cacheRead = 0, cacheWrite = 0] = text
    .split('/')
    .map(Number);
  return { input, output, cacheRead, cacheWrite };
}

function starts(workstream: WorkstreamId, session = `s-${workstream}`): PlanEvent {
  const id = sessionId(session);
  return { type: 'sessionStarted', at: 1000, workstream, session: id, agent: 'demo' };
}

function uses(
  workstream: WorkstreamId,
  counted: readonly Counted[],
  context: readonly [tokens: number, window: number | null] | null = null,
): PlanEvent {
  const fill = context && { tokens: context[0], window: context[1] };
  return { type: 'used', at: 2000, workstream, counted, context: fill };
}

type After = { readonly state: PlanState; readonly effects: readonly Effect[] };

function after(taken: Plan, events: readonly PlanEvent[]): After {
  const begin: After = { state: initialState(), effects: [] };
  const take: PlanEvent = { type: 'planTaken', at: 0, plan: taken, made: [] };
  return [take, ...events].reduce<After>(({ state, effects }, event) => {
    const [next, wished] = step(state, event);
    return { state: next, effects: [...effects, ...wished] };
  }, begin);
}

function raised(due: Due): PlanEvent {
  return { type: 'escalated', ...due };
}

function inWords(usage: Usage | null): string {
  return usage ? usageText(usage) : '';
}

/** What A has used. */
function usedBy(events: readonly PlanEvent[]) {
  const { state } = after(plan([ws('A')]), [starts(A), ...events]);
  const work = workOf(state, A);
  return work ? usageOf(work) : null;
}

describe('what an agent used', () => {
  it.each<[string, Counted[][], string, number | null]>([
    [
      'is what it told last of each place, together',
      [
        [{ source: 'a', tokens: tokens('1/2/3/4') }],
        [{ source: 'a', tokens: tokens('2/4/6/8') }],
        [{ source: 'b', tokens: tokens('10') }],
      ],
      '12/4/6/8',
      null,
    ],
    [
      'is counted once, however often it is told',
      [
        [{ source: 'a', tokens: tokens('5/5'), cost: 2 }],
        [{ source: 'a', tokens: tokens('5/5'), cost: 2 }],
      ],
      '5/5/0/0',
      2,
    ],
    [
      'goes on where a sum begins anew',
      [
        [{ source: 'a', tokens: tokens('9/9'), cost: 3 }],
        [{ source: 'a', tokens: tokens('1/1'), cost: 0.5 }],
        [{ source: 'a', tokens: tokens('2/3'), cost: 1 }],
      ],
      '11/12/0/0',
      4,
    ],
    [
      'amounts of dollars add up',
      [[{ source: 'a', cost: 0.3 }], [{ source: 'b', cost: 0.6 }]],
      '0/0',
      0.9,
    ],
  ])('%s', (_rule, told, sum, cost) => {
    const usage = usedBy(told.map((counted) => uses(A, counted)));
    expect(usage).toMatchObject({ tokens: tokens(sum), cost });
  });

  it('is of its last session what was told since that began', () => {
    const usage = usedBy([
      uses(A, [{ source: 'a', tokens: tokens('10'), cost: 1 }]),
      { type: 'stopped', at: 3000, workstream: A },
      { type: 'restarted', at: 4000, workstream: A },
      starts(A, 's-2'),
      uses(A, [{ source: 'a', tokens: tokens('14'), cost: 1.5 }]),
    ]);
    expect(usage).toMatchObject({
      tokens: tokens('14'),
      cost: 1.5,
      session: { id: 's-2', tokens: tokens('4'), cost: 0.5 },
    });
  });

  it('is its context at the start, at the end, at most, and all that it took in', () => {
    const usage = usedBy([
      uses(A, [], [20_000, null]),
      uses(A, [], [90_000, 200_000]),
      // It summed up what it knows.
      uses(A, [], [30_000, 200_000]),
      uses(A, [], [50_000, null]),
    ]);
    expect(usage?.context).toEqual({
      start: { tokens: 20_000, window: 200_000 },
      now: { tokens: 50_000, window: 200_000 },
      most: { tokens: 90_000, window: 200_000 },
      consumed: 90_000,
    });
  });

  it('is said in words, as far as it is known', () => {
    const told = [{ source: 'a', tokens: tokens('1200000/34000/9e9/0'), cost: 3.4 }];
    expect(inWords(usedBy([uses(A, told, [90_000, 200_000])]))).toBe(
      'context 45%, 1.2M tokens, $3.40',
    );
    expect(inWords(usedBy([uses(A, [], [90_000, null])]))).toBe('context 90k');
    expect(usedBy([])).toBeNull();
  });
});

describe('a budget', () => {
  const budget: Budget = { tokens: 1000, cost: 10, warn: 0.8, hold: true };
  const own = plan([ws('A', { budget }), ws('B')]);
  const common = { ...plan([ws('A'), ws('B'), ws('C < A')]), budget };

  it.each<[string, Plan, PlanEvent[], string[]]>([
    ['is quiet below its part', own, [uses(A, [{ source: 'a', cost: 7.9 }])], []],
    [
      'is told at a part of it',
      own,
      [uses(A, [{ source: 'a', tokens: tokens('700/100/5000/0') }])],
      ['A: it has used 800 of its budget of 1k tokens'],
    ],
    [
      'is told once when it is used up at once',
      own,
      [uses(A, [{ source: 'a', tokens: tokens('1000/0/0/100'), cost: 8 }])],
      [
        'A: it has used up its budget of 1k tokens: 1.1k (hold)',
        'A: it has used $8.00 of its budget of $10.00',
      ],
    ],
    [
      'of the plan counts all, and is told of who used the most',
      common,
      [uses(A, [{ source: 'a', cost: 3 }]), uses(B, [{ source: 'b', cost: 8 }])],
      [
        'B: the plan has used up its budget of $10.00: $11.00, the most of it here (hold)',
      ],
    ],
    ['of one without tells nothing', own, [uses(B, [{ source: 'b', cost: 99 }])], []],
  ])('%s', (_rule, taken, events, texts) => {
    const { state } = after(taken, [starts(A), starts(B), ...events]);
    const due = escalationsDue(state, new Map(), 5000);
    expect(due.map(({ text, hold }) => (hold ? `${text} (hold)` : text))).toEqual(texts);
    const all = [starts(A), starts(B), ...events, ...due.map(raised)];
    const next = after(taken, all).state;
    expect(escalationsDue(next, new Map(), 9000)).toEqual([]);
  });

  it('tells the desktop, too, of its part and of all, where it is to', () => {
    const loud = { ...budget, notify: true };
    expect(rings(plan([ws('A', { budget: loud })]), 8)).toEqual([
      { notify: true, hold: false },
    ]);
    expect(rings({ ...plan([ws('A')]), budget: loud }, 11)).toEqual([
      { notify: true, hold: true },
    ]);
    expect(rings(own, 11)).toEqual([{ notify: false, hold: true }]);
  });

  it('that is used up holds its workstream, that of a plan all of them', () => {
    const spent = uses(A, [{ source: 'a', cost: 11 }]);
    const begin = [starts(A), starts(B), spent];
    const held = (taken: Plan) => {
      const due = escalationsDue(after(taken, begin).state, new Map(), 5000);
      const { state, effects } = after(taken, [...begin, ...due.map(raised)]);
      return [picture(state), ...wishes(effects)];
    };
    expect(held(own)).toEqual(['A:held B:working', 'start A', 'start B', 'interrupt A']);
    expect(held(common)).toEqual([
      'A:held B:held C:held',
      'start A',
      'start B',
      'interrupt A',
      'interrupt B',
    ]);
  });
});

/** What comes of it when A has used that much. */
function rings(taken: Plan, cost: number) {
  const { state } = after(taken, [starts(A), uses(A, [{ source: 'a', cost }])]);
  return escalationsDue(state, new Map(), 5000).map(
    ({ notify = false, hold = false }) => ({
      notify,
      hold,
    }),
  );
}
