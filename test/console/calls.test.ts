/** What programs tell beside their screens: who may copy, what is seen, what is passed on. */
import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '../../src/compositor/capabilities.js';
import { callText, NO_CALL, type CallEvent } from '../../src/console/call.js';
import { notificationBytes, progressBytes } from '../../src/console/outer-calls.js';
import { step } from '../../src/console/step.js';
import type { ConsoleState } from '../../src/console/state.js';
import type { ClipboardPolicy } from '../../src/domain/clipboard.js';
import { sessionId, workstreamId } from '../../src/domain/ids.js';
import { aConsole, after, asked, NOW } from '../helpers/console-state.js';
import { press } from '../helpers/press.js';

const A = sessionId('s-A');
const copies: CallEvent = {
  type: 'clipboard',
  session: A,
  text: 'rm -rf\n\u001b[2Jx',
  selection: 'clipboard',
};

describe('a program that copies', () => {
  const text = 'rm -rf\n\u001b[2Jx';
  const done = { type: 'putOnClipboard', text, name: 'A', selection: 'clipboard' };
  it.each([
    ['may, in the pane that has the keyboard', {}, '1', [done], ''],
    [
      'is asked about, in another pane',
      {},
      '2',
      [],
      'A: wants to copy 12 characters; Ctrl+Space y answers',
    ],
    [
      'is asked about, while the sidebar has the keyboard',
      {},
      'j',
      [],
      'A: wants to copy 12 characters; Ctrl+Space y answers',
    ],
    [
      'is asked about where the person wants that',
      { focused: 'ask' },
      '1',
      [],
      'A: wants to copy 12 characters; Ctrl+Space y answers',
    ],
    ['may anywhere where the person wants that', { others: 'allow' }, '2', [done], ''],
    ['may not', { focused: 'deny' }, '1', [], 'A: was not let copy 12 characters'],
  ] satisfies [string, Partial<ClipboardPolicy>, string, unknown[], string][])(
    '%s',
    (_rule, policy, keys, effects, notice) => {
      const state = withPolicy(policy);
      const [next, asks] = step(press(state, keys), tells(copies));
      expect(asks).toEqual(effects);
      expect(next.notice?.text ?? '').toBe(notice);
    },
  );

  it('waits for the answer to exactly the text that is shown, and takes no key', () => {
    const waits = after(press(aConsole(), '2'), [tells(copies)]);
    expect(waits.view.type).toBe('panes');
    const shown = press(waits, 'ctrl+space y');
    expect(shown.view).toMatchObject({
      question: 'Let A copy 12 characters to your clipboard?',
      consequence: 'rm -rf ⏎ \u{fffd}[2Jx',
    });
    const other = tells({ ...copies, text: 'another' });
    const yes = { type: 'intent', intent: { type: 'confirm' } } as const;
    expect(asked(shown, [other, yes])).toEqual([done]);
    expect(press(shown, 'n').copyWish).toBeUndefined();
  });

  it('is let copy into the selection that it named', () => {
    const primary = tells({ ...copies, selection: 'primary' });
    const into = { ...done, selection: 'primary' };
    expect(step(press(aConsole(), '1'), primary)[1]).toEqual([into]);
    const shown = press(after(press(aConsole(), '2'), [primary]), 'ctrl+space y');
    expect(shown.view).toMatchObject({
      question: 'Let A copy 12 characters to your primary selection?',
      yes: into,
    });
  });

  it('has nothing to wait for when it has ended', () => {
    const gone = after(press(aConsole(), '2'), [
      tells(copies),
      { type: 'forgotten', session: A },
    ]);
    expect(press(gone, 'ctrl+space y').notice?.text).toBe('no program waits to copy');
  });
});

describe('a program that rings', () => {
  it('is marked until somebody looks, and rings outside', () => {
    const [rung, effects] = step(
      press(aConsole(), '2'),
      tells({ type: 'bell', session: A }),
    );
    expect([marks(rung), effects]).toEqual(['♪', [{ type: 'ring' }]]);
    expect(marks(press(rung, 'alt+1'))).toBe('');
  });

  it('is not marked where somebody looks', () => {
    const looked = press(aConsole(), '1');
    expect(marks(after(looked, [tells({ type: 'bell', session: A })]))).toBe('');
    const away = after(looked, [{ type: 'terminalFocused', gained: false }]);
    expect(marks(after(away, [tells({ type: 'bell', session: A })]))).toBe('♪');
  });
});

it('takes a notification without a word for a bell', () => {
  const blank = tells({ type: 'notification', session: A, title: '', body: ' ' });
  const bell = tells({ type: 'bell', session: A });
  const elsewhere = press(aConsole(), '2');
  expect(step(elsewhere, blank)).toEqual(step(elsewhere, bell));
});

it('notifies outside only of what nobody sees', () => {
  const note = tells({ type: 'notification', session: A, title: 'Claude', body: 'done' });
  expect(step(press(aConsole(), '2'), note)[1]).toEqual([
    { type: 'notify', title: 'A', body: 'Claude: done' },
  ]);
  const foreign = { ...note.event, session: sessionId('n\x1b]0;x\x07'), body: 'b\x07' };
  expect(step(aConsole(), { ...note, event: foreign })[1]).toEqual([
    { type: 'notify', title: 'n\ufffd]0;x\ufffd', body: 'Claude: b\ufffd' },
  ]);
  const [seen, effects] = step(press(aConsole(), '1'), note);
  expect([seen.notice?.text, effects]).toEqual(['A: Claude: done', []]);
});

it('passes on what a rule of the plan calls for, as if its program had notified', () => {
  const notice = {
    level: 'warning',
    text: 'A: no sign of life for 1h',
    at: NOW,
  } as const;
  const rule = { type: 'calledFor', workstream: workstreamId('A'), notice } as const;
  const [next, effects] = step(press(aConsole(), '2'), rule);
  expect([marks(next), next.notice]).toEqual(['♪', notice]);
  expect(effects).toEqual([
    { type: 'notify', title: 'A', body: 'no sign of life for 1h' },
  ]);
  const [seen, quiet] = step(press(aConsole(), '1'), rule);
  expect([marks(seen), seen.notice, quiet]).toEqual(['', notice, []]);
  const gone = { ...rule, workstream: workstreamId('X') };
  expect(step(aConsole(), gone)[1]).toMatchObject([{ type: 'notify', title: 'X' }]);
});

it.each([
  ['normal', 50, '━━━━──── 50%'],
  ['error', 100, '━━━━━━━━ 100% failed'],
  ['paused', 0, '──────── 0% paused'],
  ['indeterminate', 0, '…'],
  ['none', 0, ''],
] as const)('shows progress that is %s, %i, as "%s"', (state, percent, text) => {
  const progress = { state, percent };
  const now = after(aConsole(), [tells({ type: 'progress', session: A, progress })]);
  expect(callText(now.calls.get(A) ?? NO_CALL)).toBe(text);
});

describe('the outer terminal', () => {
  const note = { title: '9;A', body: 'a;b' };
  const half = { state: 'normal', percent: 50 } as const;
  it.each([
    ['xterm', { TERM: 'xterm-256color' }, '␛]9;9,A: a;b␇', ''],
    [
      'kitty',
      { TERM: 'xterm-kitty' },
      '␛]99;i=wtmux:d=0;9;A␛\\␛]99;i=wtmux:p=body;a;b␛\\',
      '',
    ],
    [
      'GNOME',
      { TERM: 'xterm-256color', VTE_VERSION: '8000' },
      '␛]777;notify;9,A;a,b␛\\',
      '␛]9;4;1;50␇',
    ],
    [
      'ghostty',
      { TERM: 'xterm-ghostty', TERM_PROGRAM: 'ghostty' },
      '␛]9;9,A: a;b␇',
      '␛]9;4;1;50␇',
    ],
    ['a plain console', { TERM: 'linux' }, '', ''],
  ])('%s is told in its own words', (_name, env, notification, progress) => {
    const can = capabilitiesOf(env);
    expect(shown(notificationBytes(can, note))).toBe(notification);
    expect(shown(progressBytes(can, half))).toBe(progress);
  });
});

function tells(event: CallEvent) {
  return { type: 'called', event, at: NOW } as const;
}

function marks({ calls }: ConsoleState): string {
  return callText(calls.get(A) ?? NO_CALL);
}

function withPolicy(policy: Partial<ClipboardPolicy>): ConsoleState {
  const state = aConsole();
  return { ...state, clipboard: { ...state.clipboard, ...policy } };
}

function shown(bytes: string): string {
  return bytes.replaceAll('\x1b', '␛').replaceAll('\x07', '␇');
}
