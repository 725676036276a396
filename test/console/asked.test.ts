/** A key that is pressed before it is known what an agent asks, and what is known better later. */
import { describe, expect, it } from 'vitest';
import type { ConsoleState } from '../../src/console/state.js';
import { approvalId, workstreamId } from '../../src/domain/ids.js';
import type { WorkstreamStatus } from '../../src/domain/status.js';
import type { PlanText } from '../../src/protocol/engine-answers.js';
import {
  aConsole,
  aStatus,
  aWorkstream,
  after,
  asked,
  NOW,
} from '../helpers/console-state.js';
import { eventsOf, press } from '../helpers/press.js';

const B = workstreamId('B');

const shown: PlanText = {
  workstream: B,
  text: 'Exit plan mode?',
  revision: 'r1',
  kind: 'plan',
  source: 'screen',
};

const told: PlanText = { ...shown, text: '# Plan', revision: 'r2', source: 'hook' };

const readPlan = { type: 'readPlan', workstream: B };

describe('an agent that shows that it waits, and not yet for what', () => {
  it.each([
    ['', 'a'],
    ['I', 'enter'],
  ])('is waited for at the keys %s %s', (before, last) => {
    const console = waiting({ since: NOW - 100 });
    const open = before === '' ? console : press(console, before);
    expect(asked(open, eventsOf(open, last))).toEqual([readPlan]);
    const read = after(press(open, last), [statusOf({}), planRead(told)]);
    expect(asked(read, eventsOf(read, 'a'))).toMatchObject([
      { request: { type: 'approve', workstream: B, revision: 'r2' } },
    ]);
  });

  it('can be told no meanwhile', () => {
    expect(press(waiting({ since: NOW - 100 }), 'r').view.type).toBe('text');
  });

  it('is one for its pane after a while', () => {
    const console = waiting({ since: NOW - 60_000, waitsFor: 'your login' });
    expect(press(console, 'a')).toMatchObject({
      view: { type: 'panes' },
      notice: { text: 'B waits for your login, in its pane' },
    });
    expect(press(console, 'r').view.type).toBe('panes');
  });
});

describe('what is read off a screen', () => {
  it('gives way to what the hook tells, which is then what is answered', () => {
    const open = after(press(aConsole(), 'a'), [planRead(shown)]);
    expect(asked(open, [statusOf({})])).toEqual([readPlan]);
    const better = after(open, [planRead(told)]);
    expect(better.view).toMatchObject({ plan: { value: { lines: ['# Plan'] } } });
    expect(asked(better, eventsOf(better, 'a'))).toMatchObject([
      { request: { revision: 'r2' } },
    ]);
    expect(asked(better, [statusOf({})])).toEqual([]);
  });

  it.each<[string, Partial<PlanText>, Partial<PlanText>]>([
    ['another plan by its hook', { source: 'hook' }, { text: '# Other', revision: 'r3' }],
    ['another screen', {}, { source: 'screen', text: 'Proceed?', revision: 'r3' }],
    ['another kind of question', {}, { kind: 'permission' }],
  ])('does not give way to %s', (_what, first, then) => {
    const open = after(press(aConsole(), 'a'), [planRead({ ...shown, ...first })]);
    const later = after(open, [planRead({ ...told, ...then })]);
    expect(later.view).toEqual(open.view);
  });
});

it('is closed when somebody else has answered', () => {
  const open = after(press(aConsole(), 'a'), [planRead(told)]);
  expect(after(open, [statusOf({ state: 'working', asks: null })])).toMatchObject({
    view: { type: 'panes' },
    notice: { text: 'B asks nothing any more' },
  });
});

it('stays open when another answer is refused', () => {
  const open = after(press(aConsole(), 'a'), [planRead(told)]);
  const refused = after(open, [{ type: 'refused', text: 'A did not', at: NOW }]);
  expect(refused.view).toEqual(open.view);
});

function planRead(plan: PlanText) {
  return { type: 'planRead', plan } as const;
}

function statusOf(change: Partial<WorkstreamStatus>) {
  const workstreams = [aWorkstream('B', { state: 'plan_review', ...change })];
  const kind = change.state === 'waiting' ? 'permission' : 'plan';
  const approvals = [{ id: approvalId('a1'), kind, subject: 'B', since: NOW }] as const;
  return { type: 'status', status: aStatus({ workstreams, approvals }) } as const;
}

function waiting(change: Partial<WorkstreamStatus>): ConsoleState {
  return after(aConsole(), [statusOf({ state: 'waiting', asks: null, ...change })]);
}
