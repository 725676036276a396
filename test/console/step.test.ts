import { describe, expect, it } from 'vitest';
import { approvalId, sessionId, waveId, workstreamId } from '../../src/domain/ids.js';
import type { MergeReport } from '../../src/domain/merge.js';
import type { WaveStatus } from '../../src/domain/status.js';
import { focusedPane, type ConsoleState } from '../../src/console/state.js';
import {
  aConsole,
  aReport,
  aSession,
  aStatus,
  aWave,
  aWorkstream,
  after,
  asked,
  NOW,
} from '../helpers/console-state.js';
import { eventsOf, press } from '../helpers/press.js';

const A = workstreamId('A');
const B = workstreamId('B');
const plan = {
  workstream: B,
  text: '# Plan\nfirst',
  revision: 'r1',
  kind: 'plan',
  source: 'hook',
} as const;

describe('where the keyboard is', () => {
  it.each([
    [
      'in the sidebar when a console opens, on what waits first, and no Escape leaves it',
      'escape escape',
      'sidebar A | B',
    ],
    ['in a pane by its number', '2', 'pane B | B'],
    ['in a pane by Alt and its number, from a pane too', '2 alt+1', 'pane A | A'],
    ['in the pane of the selected line by Enter', 'down enter', 'pane A | A'],
    [
      'in the sidebar by the prefix and s, on the pane that was left',
      '2 ctrl+space s',
      'sidebar B | B',
    ],
    [
      'where it was after a prefix that was given up',
      '2 ctrl+space escape',
      'pane B | B',
    ],
    ['where it was after a key that is no command', '2 ctrl+space F', 'pane B | B'],
    ['in the neighbour by the prefix and an arrow', '1 ctrl+space down', 'pane B | B'],
    ['in the sidebar beyond the leftmost pane', '1 ctrl+space left', 'sidebar A | A'],
    [
      'still in the sidebar while it selects; the pane comes into view',
      'down',
      'sidebar A | A',
    ],
    ['around the end of the sidebar', 'up', 'sidebar A | wave2'],
    ['on the next one that waits', 'down down n', 'sidebar B | B'],
  ])('is %s', (_rule, keys, where) => {
    expect(place(press(aConsole(), keys))).toBe(where);
  });

  it('goes to where a click is', () => {
    const inPane = after(aConsole(), [{ type: 'clicked', column: 60, row: 30 }]);
    expect(place(inPane)).toBe('pane B | B');
    const inSidebar = after(inPane, [{ type: 'clicked', column: 5, row: 6 }]);
    expect(place(inSidebar)).toBe('sidebar A | A');
  });
});

it('shows an agent that was started again in the pane of the one that ended', () => {
  const ended = {
    ...aSession('A', 1),
    cwd: '/x/A',
    status: { type: 'exited', code: 3, signal: undefined, at: NOW },
  } as const;
  const next = { ...aSession('A', 3), id: sessionId('s-A2'), cwd: '/x/A' };
  const status = aStatus({
    workstreams: [aWorkstream('A', { session: next.id }), aWorkstream('B')],
    sessions: [],
  });
  const state = after(aConsole(), [
    { type: 'session', session: ended },
    { type: 'session', session: next },
    { type: 'status', status },
  ]);
  expect(state.panes.map(({ session }) => session.id)).toEqual(['s-A2', 's-B']);
});

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

describe('a merge', () => {
  it('goes on to the wave that is ready when the selected one has landed', () => {
    const status = aStatus({
      waves: [
        aWave('first', { state: 'landed' }),
        aWave('second', { state: 'draft' }),
        aWave('third', { state: 'ready' }),
      ],
    });
    const selected = { type: 'wave', id: waveId('first') } as const;
    const state = after({ ...aConsole(), selected }, [{ type: 'status', status }]);
    expect(asked(state, eventsOf(state, 'm'))).toEqual([
      { type: 'preview', wave: 'third' },
    ]);
  });

  const clean = { worktree: '/x', clean: true, command: 'git merge --ff-only x' };
  it.each([
    ['is asked once', aReport(), { fastForward: false }],
    [
      'fast-forwards a clean checkout of the target',
      aReport({ checkout: clean }),
      { fastForward: true },
    ],
    [
      'is not possible when something is in the way',
      aReport({ blockedBy: 'a conflict' }),
      undefined,
    ],
    [
      'leaves a dirty checkout alone',
      aReport({ checkout: { ...clean, clean: false } }),
      { fastForward: false },
    ],
    [
      'is not possible where only the checkout of the target is clean',
      aReport({ blockedBy: 'A has uncommitted changes', checkout: clean }),
      undefined,
    ],
    ['is not possible without a member', aReport({ steps: [] }), undefined],
    [
      'is not possible when no rule decides a conflict',
      aReport({ conflicts: [{ path: 'a', kind: 'contents', ours: 'A', theirs: 'B' }] }),
      undefined,
    ],
  ] satisfies [string, MergeReport, object | undefined][])(
    '%s',
    (_rule, found, wanted) => {
      const previewed = after(press(aConsole(), 'm'), [
        { type: 'previewed', report: found },
      ]);
      const effects = asked(previewed, eventsOf(previewed, 'y'));
      expect(effects).toEqual(
        wanted ? [{ type: 'merge', wave: 'wave1', ...wanted }] : [],
      );
    },
  );

  it('takes the first wave that is ready unless one is selected', () => {
    expect(press(aConsole(), 'm').view).toMatchObject({ wave: 'wave1' });
    expect(press(aConsole(), 'up m').view).toMatchObject({ wave: 'wave2' });
  });

  it('of a wave that is blocked offers the ways on by number', () => {
    const choices = [
      { name: 'find', text: 'find out whose work makes it red' },
      { name: 'abort', text: 'leave it until it is merged again' },
    ] as const;
    const waves = [aWave('wave1', { state: 'blocked', choices })];
    const state = after(aConsole(), [{ type: 'status', status: aStatus({ waves }) }]);
    const choosing = press(state, 'm');
    expect(press(choosing, '1').view).toMatchObject({ type: 'merge', phase: 'running' });
    const effects = ['1', '2', '7'].map((key) =>
      asked(choosing, eventsOf(choosing, key)),
    );
    expect(effects).toMatchObject([
      [{ type: 'decide', wave: 'wave1', choice: 'find' }],
      [{ type: 'ask', request: { type: 'decide', choice: 'abort' } }],
      [],
    ]);
    const again = after(press(choosing, '1'), [
      { type: 'merged', report: aReport({ state: 'blocked', choices }) },
    ]);
    expect(again.view.type).toBe('choose');
  });

  it('asks no more how it goes on when that was said elsewhere', () => {
    const choices = [{ name: 'find', text: 'find out whose work makes it red' }] as const;
    const others = [{ name: 'eject', text: 'leave A out' }] as const;
    const blocked = ofWave({ state: 'blocked', choices, blockedBy: 'red' });
    const choosing = press(after(aConsole(), blocked), 'm');
    const views = [
      blocked,
      ofWave({ state: 'blocked', choices: others, blockedBy: 'by A' }),
      ofWave({ state: 'landed' }),
    ].map((event) => after(choosing, event).view.type);
    expect(views).toEqual(['choose', 'panes', 'panes']);
  });

  it('shows the gates while they run', () => {
    const running = press(
      after(press(aConsole(), 'm'), [{ type: 'previewed', report: aReport() }]),
      'y',
    );
    const gates = [
      { name: 'unit', state: 'running', ms: 0, why: null, log: '/l' },
    ] as const;
    const waves = [aWave('wave1', { state: 'gating', gates })];
    const later = after(running, [{ type: 'status', status: aStatus({ waves }) }]);
    expect(later.view).toMatchObject({ phase: 'running', now: { gates } });
  });

  it('that cannot be moved back is taken out with a new commit, if that is wanted', () => {
    const waves = [aWave('wave1', { state: 'landed' })];
    const state = after(aConsole(), [
      { type: 'status', status: aStatus({ waves }) },
      { type: 'cannotGoBack', wave: waveId('wave1'), text: 'main was pushed' },
    ]);
    expect(state.view).toMatchObject({ type: 'confirm' });
    expect(asked(state, eventsOf(state, 'y'))).toMatchObject([
      { request: { type: 'rollback', wave: 'wave1', revert: true, fastForward: true } },
    ]);
  });

  it('overrides a red gate only with a reason', () => {
    const choices = [{ name: 'override', text: 'land though gate test is red' }] as const;
    const waves = [aWave('wave1', { state: 'blocked', choices })];
    const state = after(aConsole(), [{ type: 'status', status: aStatus({ waves }) }]);
    const asking = press(state, 'm 1');
    expect(asking.view).toMatchObject({ purpose: { type: 'override', wave: 'wave1' } });
    expect(press(asking, 'enter').view).toEqual(asking.view);
    const typed = press(asking, 'o k');
    expect(asked(typed, eventsOf(typed, 'enter'))).toEqual([
      { type: 'decide', wave: 'wave1', choice: 'override', reason: 'ok' },
    ]);
    expect(press(typed, 'enter').view).toMatchObject({ phase: 'running' });
  });

  it('shows what came of it, unless its dialog was closed', () => {
    const running = press(
      after(press(aConsole(), 'm'), [{ type: 'previewed', report: aReport() }]),
      'y',
    );
    const landed = aReport({ state: 'landed' });
    expect(after(running, [{ type: 'merged', report: landed }]).view).toMatchObject({
      phase: 'done',
    });
    expect(
      after(press(running, 'escape'), [{ type: 'merged', report: landed }]).view.type,
    ).toBe('panes');
  });
});

describe('sessions that come and go', () => {
  it('keep their numbers', () => {
    const more = after(aConsole(), [{ type: 'session', session: aSession('C', 0) }]);
    expect(more.panes.map(({ session }) => session.id)).toEqual(['s-A', 's-B', 's-C']);
  });

  it.each([
    ['session', [0, 1]],
    ['status', [1, 0]],
  ])(
    'leave their place to the session that their workstream starts again, the news of the %s first',
    (_first, order) => {
      const again = aSession('A2', 9);
      const restarted = aStatus({
        workstreams: [aWorkstream('B'), aWorkstream('A', { session: again.id })],
        sessions: [
          { id: sessionId('s-B'), workstream: B, pid: 1, state: 'running', title: '' },
          { id: again.id, workstream: A, pid: 2, state: 'running', title: '' },
        ],
      });
      const status = { type: 'exited', code: 1, signal: undefined, at: NOW } as const;
      const before = after(press(aConsole(), '1'), [
        { type: 'session', session: { ...aSession('A', 1), cwd: '/x/A', status } },
      ]);
      const news = [
        { type: 'session', session: again },
        { type: 'status', status: restarted },
      ] as const;
      const now = after(
        before,
        order.flatMap((at) => news[at] ?? []),
      );
      expect(now.panes.map(({ session }) => session.id)).toEqual(['s-A2', 's-B']);
      expect(focusedPane(now)?.session.id).toBe('s-A2');
    },
  );

  it('give the keyboard back to the sidebar when the last one goes', () => {
    const gone = after(press(aConsole(), '1'), [{ type: 'sessions', sessions: [] }]);
    expect(gone).toMatchObject({ keyboard: 'sidebar', focused: undefined });
  });
});

describe('a hold', () => {
  const hold = { by: 'ada', why: '', since: NOW };
  const who = { workstreams: [A] } as const;

  it.each([
    ['is asked for by p', null, { type: 'pause', ...who, why: '' }],
    ['is undone by p', hold, { type: 'resume', ...who }],
  ])('%s', (_rule, hold, request) => {
    const workstreams = [aWorkstream('A', { hold })];
    const state = after(aConsole(), [
      { type: 'status', status: aStatus({ workstreams }) },
      { type: 'selected', subject: { type: 'workstream', id: A } },
    ]);
    const prefixed = press(state, 'ctrl+space');
    expect(asked(prefixed, eventsOf(prefixed, 'p'))).toMatchObject([
      { type: 'ask', request },
    ]);
  });
});

describe('the log of gates', () => {
  const log = '/logs/unit';
  const gates = [{ name: 'unit', state: 'failed', ms: 1, why: 'red', log }] as const;

  it.each([
    ['is that of the workstream that is meant', { gates }, [], A],
    ['is that of a wave otherwise', {}, [aWave('one', { gates })], 'one'],
    ['is that of a workstream where no wave has one', { gates }, [aWave('one')], A],
  ])('%s', (_rule, change, waves, of) => {
    const workstreams = [aWorkstream('A', change), aWorkstream('B')];
    const state = after(aConsole(), [
      { type: 'status', status: aStatus({ workstreams, waves }) },
      { type: 'selected', subject: { type: 'workstream', id: A } },
    ]);
    const prefixed = press(state, 'ctrl+space');
    expect(asked(prefixed, eventsOf(prefixed, 'g'))).toEqual([{ type: 'openLog', of }]);
  });
});

describe('a place in line', () => {
  const turn = { place: 1, by: 'ada', since: NOW };

  it.each([
    ['is the first by t', null, 1],
    ['is the first by t, where it was another', { ...turn, place: 2 }, 1],
    ['is the last by t, where it was the first', turn, 'last'],
  ])('%s', (_rule, turn, place) => {
    const workstreams = [aWorkstream('A', { state: 'ready', turn })];
    const state = after(aConsole(), [
      { type: 'status', status: aStatus({ workstreams }) },
      { type: 'selected', subject: { type: 'workstream', id: A } },
    ]);
    const prefixed = press(state, 'ctrl+space');
    const request = { type: 'prioritise', workstream: A, place };
    expect(asked(prefixed, eventsOf(prefixed, 't'))).toMatchObject([
      { type: 'ask', request },
    ]);
  });
});

describe('layouts', () => {
  it('begin with the plan’s wish, until the person chooses', () => {
    const wished = after(aConsole(), [wish]);
    expect(wished.layout).toBe(1);
    expect(after(press(wished, 'space'), [wish]).layout).toBe(0);
  });

  it('keep what was resized until panes come or go', () => {
    const resized = press(aConsole(), '+');
    expect(resized.custom).toBeDefined();
    expect(after(resized, [{ type: 'status', status: aStatus() }]).custom).toBe(
      resized.custom,
    );
    expect(
      after(resized, [{ type: 'session', session: aSession('C') }]).custom,
    ).toBeUndefined();
  });
});

const wish = { type: 'status', status: aStatus({ layout: 'columns' }) } as const;

function place(state: ConsoleState): string {
  return `${state.keyboard} ${focusedPane(state)?.workstream ?? '-'} | ${state.selected?.id ?? '-'}`;
}

describe('what was lost with the host', () => {
  const lost = aStatus({
    workstreams: ['A', 'B', 'C'].map((id) => aWorkstream(id, { lost: id !== 'C' })),
  });
  const news = [{ type: 'status', status: lost }] as const;

  it.each([
    ['all at Enter', 'up', 'enter', ['A', 'B']],
    ['those that are marked', 'down space', 'enter', ['A']],
    ['one that was marked again', 'space space', 'enter', ['A', 'B']],
    ['none at Escape', 'down', 'escape', []],
  ])('is started again: %s', (_rule, before, last, started) => {
    const state = press(after(aConsole(), news), before);
    expect(state.view.type).toBe('lost');
    const effects = asked(state, eventsOf(state, last));
    const requests = effects.map((effect) => effect.type === 'ask' && effect.request);
    expect(requests).toEqual(
      started.map((id) => ({ type: 'restart', workstream: workstreamId(id) })),
    );
  });

  it('is asked once, and again after the next loss', () => {
    const answered = press(after(aConsole(), news), 'escape');
    expect(after(answered, news).view.type).toBe('panes');
    const found = after(answered, [{ type: 'status', status: aStatus() }]);
    expect(after(found, news).view.type).toBe('lost');
  });

  it('waits while the person is about something else', () => {
    const busy = after(press(aConsole(), '?'), news);
    expect(busy.view.type).toBe('help');
    expect(after(press(busy, 'escape'), news).view.type).toBe('lost');
  });
});

/** The news of a plan with this wave alone. */
function ofWave(change: Partial<WaveStatus>) {
  return [
    { type: 'status', status: aStatus({ waves: [aWave('wave1', change)] }) },
  ] as const;
}
