/** How what an agent asks is read and answered. */
import { describe, expect, it } from 'vitest';
import { approvalId, workstreamId } from '../../src/domain/ids.js';
import {
  aConsole,
  aStatus,
  aWorkstream,
  after,
  asked,
  NOW,
} from '../helpers/console-state.js';
import { eventsOf, place, press } from '../helpers/press.js';

const B = workstreamId('B');

const plan = {
  workstream: B,
  text: '# Plan\nfirst',
  revision: 'r1',
  kind: 'plan',
  source: 'hook',
} as const;

describe('an approval', () => {
  it('reads the plan, shows it, and answers exactly what was read', () => {
    const asks = asked(aConsole(), eventsOf(aConsole(), 'a'));
    expect(asks).toEqual([{ type: 'readPlan', workstream: B }]);

    const reading = press(aConsole(), 'a');
    expect(asked(reading, eventsOf(reading, 'a'))).toEqual([]);

    const read = after(reading, [{ type: 'planRead', plan }]);
    expect(asked(read, eventsOf(read, 'a'))).toEqual([
      {
        type: 'ask',
        request: { type: 'approve', workstream: B, revision: 'r1' },
        done: 'B: approved',
      },
    ]);
  });

  it('is selected again when it was refused, though the next one was meanwhile', () => {
    const status = aStatus({
      workstreams: ['A', 'B', 'C'].map((id) =>
        aWorkstream(id, { state: 'waiting', asks: 'plan' }),
      ),
    });
    const three = press(after(aConsole(), [{ type: 'status', status }]), 'ctrl+space s');
    const read = after(press(three, 'a'), [
      { type: 'planRead', plan: { ...plan, workstream: workstreamId('A') } },
    ]);
    const next = press(read, 'a');
    expect(next.selected?.id).not.toBe('A');
    const refused = {
      type: 'refused',
      text: 'no',
      at: NOW,
      of: workstreamId('A'),
    } as const;
    expect(after(next, [refused]).selected?.id).toBe('A');
    const typing = press(next, 'alt+2');
    expect(place(after(typing, [refused]))).toBe(place(typing));
  });

  it('may be leave to do something, as text that is read before', () => {
    const asks = aStatus({
      workstreams: [aWorkstream('B', { state: 'waiting', asks: 'permission' })],
    });
    const waiting = after(aConsole(), [{ type: 'status', status: asks }]);
    expect(asked(waiting, eventsOf(waiting, 'a'))).toEqual([
      { type: 'readPlan', workstream: B },
    ]);
    const read = after(press(waiting, 'a'), [
      { type: 'planRead', plan: { ...plan, kind: 'permission' } },
    ]);
    expect(read.view).toMatchObject({ type: 'plan', asks: 'permission' });
    expect(asked(read, eventsOf(read, 's'))).toMatchObject([
      { request: { type: 'approve', workstream: B, revision: 'r1', always: true } },
    ]);
  });

  it('may be a question, which is answered in words', () => {
    const asks = aStatus({
      workstreams: [aWorkstream('B', { state: 'waiting', asks: 'question' })],
    });
    const waiting = after(aConsole(), [{ type: 'status', status: asks }]);
    const read = after(press(waiting, 'a'), [
      { type: 'planRead', plan: { ...plan, kind: 'question' } },
    ]);
    const typed = press(read, 'a 2 ; r e d');
    expect(asked(typed, eventsOf(typed, 'enter'))).toMatchObject([
      { request: { type: 'answer', workstream: B, answers: ['2', 'red'] } },
    ]);
  });

  it('is followed by the next one that waits, in the sidebar', () => {
    const two = aStatus({
      workstreams: [
        aWorkstream('B', { state: 'plan_review' }),
        aWorkstream('A', { state: 'plan_review' }),
      ],
      approvals: ['B', 'A'].map((subject) => {
        return { id: approvalId(`plan:${subject}`), kind: 'plan', subject, since: 0 };
      }),
    });
    const waiting = after(aConsole(), [{ type: 'status', status: two }]);
    const read = after(press(waiting, 'a'), [{ type: 'planRead', plan }]);
    expect(place(press(read, 'a'))).toBe('sidebar A | A');
  });

  it('can be refused with a message', () => {
    const typed = press(
      after(press(aConsole(), 'a'), [{ type: 'planRead', plan }]),
      'r n o ! backspace',
    );
    expect(asked(typed, eventsOf(typed, 'enter'))).toMatchObject([
      { type: 'ask', request: { type: 'reject', workstream: B, message: 'no' } },
    ]);
  });

  it.each([
    ['Escape closes it', 'escape'],
    ['a refusal of the engine closes it and is shown', ''],
  ])('%s', (_rule, key) => {
    const open = press(aConsole(), 'a');
    const closed = key
      ? press(open, key)
      : after(open, [{ type: 'refused', text: 'no\x1b[2J', at: NOW }]);
    expect(closed.view.type).toBe('panes');
    expect(closed.notice?.text).toBe(key ? undefined : 'no\u{fffd}[2J');
  });

  it('says so when nothing waits', () => {
    const none = after(aConsole(), [
      { type: 'status', status: aStatus({ workstreams: [aWorkstream('A')] }) },
    ]);
    expect(press(none, 'a')).toMatchObject({
      view: { type: 'panes' },
      notice: { text: 'nothing waits for approval' },
    });
  });
});
