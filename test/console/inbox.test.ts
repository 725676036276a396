/** The dialog with all that waits for a person, from which it is answered. */
import { describe, expect, it } from 'vitest';
import type { ConsoleEffect } from '../../src/console/event.js';
import type { ConsoleState } from '../../src/console/state.js';
import { step } from '../../src/console/step.js';
import {
  aConsole,
  aStatus,
  aWorkstream,
  after,
  anInbox,
  aSession,
} from '../helpers/console-state.js';
import { approvalId, sessionId } from '../../src/domain/ids.js';
import { eventsOf, press } from '../helpers/press.js';

const filled = after(aConsole(), [{ type: 'status', status: anInbox }]);
const open = press(filled, 'I');
const asks = 'permission';

describe('the inbox', () => {
  it.each([
    ['reads the plan that waits', 'enter', 'plan', ['readPlan']],
    ['sends a plan back', 'r', 'text', []],
    ['goes to the pane of one that asks', 'down enter', 'panes', []],
    ['asks before gates run again', 'down down enter', 'confirm', []],
    [
      'has them run, and goes on with the others',
      'down down enter y',
      'inbox',
      ['ask check'],
    ],
    ['comes back from what was not answered', 'down down o escape', 'inbox', []],
    ['takes the reason for an override', 'down down o', 'text', []],
    ['opens the log of a gate', 'down down g', 'panes', ['openLog']],
    [
      'says that somebody has seen to it',
      'down down down enter',
      'inbox',
      ['ask acknowledge'],
    ],
    ['previews a merge', 'down down down down enter', 'merge', ['preview']],
    ['has no override where no gate is red', 'o', 'inbox', []],
    ['closes', 'escape', 'panes', []],
  ])('%s', (_rule, keys, view, effects) => {
    const last = keys.split(' ').at(-1) ?? '';
    const before = press(open, keys.split(' ').slice(0, -1).join(' '));
    const [state, asked] = pressed(before, last);
    expect([state.view.type, asked]).toEqual([view, effects]);
  });

  it.each([
    ['reads what one asks that waits on its hook', 'enter', 'plan', ['readPlan']],
    ['denies it', 'r', 'text', []],
  ])('%s', (_rule, key, view, effects) => {
    const workstreams = anInbox.workstreams.map((one) =>
      one.state === 'waiting' ? aWorkstream(one.id, { state: 'waiting', asks }) : one,
    );
    const asking = after(open, [{ type: 'status', status: { ...anInbox, workstreams } }]);
    const [state, asked] = pressed(press(asking, 'down'), key);
    expect([state.view.type, asked]).toEqual([view, effects]);
  });

  it('lets one go on that a rule has put on hold', () => {
    const hold = { by: 'plan', why: 'no sign of life for 30m', since: 0 };
    const workstreams = anInbox.workstreams.map((one) =>
      one.id === 'A' ? { ...one, state: 'held' as const, hold } : one,
    );
    const held = after(open, [{ type: 'status', status: { ...anInbox, workstreams } }]);
    const [state, asked] = pressed(press(held, 'down down down'), 'p');
    expect([state.view.type, asked]).toEqual(['inbox', ['ask resume']]);
    expect(pressed(press(open, 'down down down'), 'p')[1]).toEqual([]);
  });

  it.each([
    ['blocked', 'enter', 'panes', []],
    ['blocked', 'x', 'confirm', []],
    ['blocked', 'x y', 'panes', ['ask stop']],
    ['blocked', 'A', 'agents', ['readAgents']],
    ['blocked', 'o', 'inbox', []],
    ['failed', 'enter', 'confirm', []],
    ['failed', 'enter y', 'panes', ['ask restart']],
    ['failed', 'enter n', 'inbox', []],
    ['failed', 'x y', 'panes', ['ask stop']],
    ['failed', 'o', 'inbox', []],
  ] as const)('of what is %s, on %s', (kind, keys, view, effects) => {
    const workstreams = [aWorkstream('B', { state: kind, waitsFor: 'why' })];
    const approvals = [
      { id: approvalId(`${kind}:B`), kind, subject: 'B', since: 0 },
    ] as const;
    const stuck = after(aConsole(), [
      { type: 'status', status: aStatus({ workstreams, approvals }) },
    ]);
    const [first = '', last] = keys.split(' ');
    const opened = press(stuck, 'I');
    const [state, asked] = last
      ? pressed(press(opened, first), last)
      : pressed(opened, first);
    expect([state.view.type, asked]).toEqual([view, effects]);
  });

  it('goes to the next that waits by one key, whatever it waits for', () => {
    const kinds = [
      ['failed', 'C'],
      ['memory', 'A'],
      ['blocked', 'B'],
    ] as const;
    const approvals = kinds.map(([kind, subject]) => {
      return { id: approvalId(`${kind}:${subject}`), kind, subject, since: 0 };
    });
    const some = after(aConsole(), [{ type: 'status', status: aStatus({ approvals }) }]);
    const next = press(some, 'n');
    expect(next.selected?.id).toBe('C');
    expect(press(next, 'n').selected?.id).toBe('B');
  });

  it('is there again when the editor that was opened from it has closed', () => {
    const [edits] = pressed(press(open, 'enter'), 'e');
    const editor = { ...aSession('x', 9), id: sessionId('edit-0123abcd') };
    const came = after(edits, [
      { type: 'session', session: editor },
      { type: 'focusSession', session: editor.id },
    ]);
    const ended = (state: ConsoleState, code: number) => {
      const status = { type: 'exited', code, signal: undefined, at: 1 } as const;
      return after(state, [{ type: 'session', session: { ...editor, status } }]);
    };
    expect(came.view.type).toBe('panes');
    const back = ended(came, 0);
    expect(back.view).toMatchObject({ type: 'inbox', items: [{}, {}, {}, {}] });
    expect(ended(came, 1).view.type).toBe('panes');
    expect(ended(press(came, 'alt+1'), 0).view.type).toBe('panes');
  });

  it('goes on with what is left, and is closed when that is nothing', () => {
    const answered = press(open, 'down down o x enter');
    expect(answered.view).toMatchObject({
      items: [{ id: 'plan:B' }, { id: 'permission:A' }, {}, { id: 'landing:wave1' }],
      scroll: 2,
    });
    const [last] = anInbox.approvals;
    const alone = { ...anInbox, approvals: last ? [last] : [] };
    const one = after(open, [{ type: 'status', status: alone }]);
    expect(press(one, 'r x enter').view.type).toBe('panes');
    expect(press(press(one, 'escape'), 'r escape').view.type).toBe('panes');
  });

  it.each([
    ['end', 4],
    ['pagedown', 4],
    ['down end home', 0],
    ['end pageup', 0],
  ])('is gone through by %s', (keys, at) => {
    expect(press(open, keys).view).toMatchObject({ type: 'inbox', scroll: at });
  });

  it('is kept up to date, at what it stood at', () => {
    const marked = press(open, 'down down');
    const approvals = anInbox.approvals.slice(1);
    const fewer = after(marked, [{ type: 'status', status: { ...anInbox, approvals } }]);
    expect(fewer.view).toMatchObject({ type: 'inbox', scroll: 1 });
    const none = after(fewer, [{ type: 'status', status: aStatus({ approvals: [] }) }]);
    expect(none.view.type).toBe('panes');
  });

  it('says so when nothing waits', () => {
    const empty = after(aConsole(), [
      { type: 'status', status: aStatus({ approvals: [] }) },
    ]);
    expect(press(empty, 'I')).toMatchObject({
      view: { type: 'panes' },
      notice: { text: 'nothing waits for you' },
    });
  });
});

/** What a key makes of a console, and what it asks for. */
function pressed(state: ConsoleState, key: string): [ConsoleState, readonly string[]] {
  const asked: ConsoleEffect[] = [];
  const next = eventsOf(state, key).reduce((before, event) => {
    const [after, effects] = step(before, event);
    asked.push(...effects);
    return after;
  }, state);
  return [
    next,
    asked.map((one) => (one.type === 'ask' ? `ask ${one.request.type}` : one.type)),
  ];
}
