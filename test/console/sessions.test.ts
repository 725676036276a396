/** Panes of sessions that come, go and were lost. */
import { describe, expect, it } from 'vitest';
import { sessionId, workstreamId } from '../../src/domain/ids.js';
import { arrangedOf, withArranged } from '../../src/console/arrangement.js';
import { geometryOf } from '../../src/console/geometry.js';
import { focusedPane, initialState, type ConsoleState } from '../../src/console/state.js';
import {
  aConsole,
  aSession,
  aStatus,
  aWorkstream,
  after,
  asked,
  layouts,
  NOW,
} from '../helpers/console-state.js';
import { eventsOf, press } from '../helpers/press.js';

const A = workstreamId('A');
const B = workstreamId('B');

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

describe('panes of a plan', () => {
  const plan = aStatus({
    workstreams: ['B', 'A', 'C'].map((id) => aWorkstream(id)),
    sessions: ['A', 'B', 'C'].map((id) => ({
      id: sessionId(`s-${id}`),
      workstream: workstreamId(id),
      pid: 1,
      state: 'running',
      title: '',
    })),
  });
  const status = { type: 'status', status: plan } as const;
  const [a, b, c] = [aSession('A', 3), aSession('B', 2), aSession('C', 1)];
  const came = [a, b, c].map((session) => ({ type: 'session', session }) as const);
  const start = initialState({ size: { columns: 120, rows: 40 }, now: NOW, layouts });

  it.each([
    ['sessions first', [{ type: 'sessions', sessions: [c, b, a] }, status]],
    ['the plan first', [status, ...came.toReversed()]],
  ] as const)('stand in its order, whoever started first: %s', (_first, events) => {
    const state = after(start, events);
    expect(namesIn(state)).toBe('A B C');
    expect(focusedPane(state)?.workstream).toBe('A');
  });

  it('keep their numbers once a person has begun', () => {
    const two = after(start, [status, ...came.slice(1)]);
    expect(namesIn(after(two, came))).toBe('A B C');
    expect(namesIn(after(press(two, 'down'), came))).toBe('B C A');
  });

  it('come after those that were left in an order', () => {
    const left = press(after(start, [status, ...came.slice(1)]), '1 ctrl+space w');
    expect(namesIn(left)).toBe('C B');
    const again = after(withArranged(start, arrangedOf(left)), [
      { type: 'sessions', sessions: [a, b, c] },
      status,
    ]);
    expect(namesIn(again)).toBe('C B A');
    expect(focusedPane(again)?.workstream).toBe('B');
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

  it('leave an agent that starts again the size of its pane, and out of sight what was', () => {
    const ended = { type: 'exited', code: 1, signal: undefined, at: NOW } as const;
    const before = after(press(aConsole(), '1 ctrl+space > ctrl+space > ctrl+space H'), [
      { type: 'session', session: { ...aSession('A', 1), cwd: '/x/A', status: ended } },
    ]);
    const again = { ...aSession('A', 3), id: sessionId('s-A2') };
    const status = aStatus({
      workstreams: [aWorkstream('A', { session: again.id }), aWorkstream('B')],
      sessions: [
        { id: again.id, workstream: A, pid: 2, state: 'running', title: '' },
        { id: sessionId('s-B'), workstream: B, pid: 1, state: 'running', title: '' },
      ],
    });
    const now = after(before, [
      { type: 'status', status },
      { type: 'session', session: again },
    ]);
    expect(namesIn(now)).toBe('A B');
    expect(sizesOf(now)).toEqual(sizesOf(before));
    const shown = [before, now].map((state) => press(state, 'ctrl+space S'));
    expect(shown.map(sizesOf)[1]).toEqual(shown.map(sizesOf)[0]);
    expect(sizesOf(now)).toHaveLength(1);
  });

  it('give the keyboard back to the sidebar when the last one goes', () => {
    const gone = after(press(aConsole(), '1'), [{ type: 'sessions', sessions: [] }]);
    expect(gone).toMatchObject({ keyboard: 'sidebar', focused: undefined });
  });
});

describe('what was lost with the host', () => {
  const news = [lost('A', 'B')] as const;

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

  it('is offered no longer once it was started elsewhere', () => {
    const open = press(after(aConsole(), news), 'down');
    expect(after(open, [lost('B')]).view).toMatchObject({
      type: 'lost',
      workstreams: [{ id: 'B' }],
      scroll: 0,
    });
    const told = {
      level: 'error',
      text: 'A failed: its session was lost',
      at: NOW,
    } as const;
    const over = after(open, [{ type: 'noticed', notice: told }, lost()]);
    expect([over.view.type, over.notice]).toEqual(['panes', undefined]);
  });

  it('waits while the person is about something else', () => {
    const busy = after(press(aConsole(), '?'), news);
    expect(busy.view.type).toBe('help');
    expect(after(press(busy, 'escape'), news).view.type).toBe('lost');
  });
});

function sizesOf(state: ConsoleState) {
  return [...geometryOf(state).panes.values()];
}

function namesIn({ panes }: ConsoleState): string {
  return panes.map(({ workstream }) => workstream).join(' ');
}

/** The news that these of A, B and C are lost. */
function lost(...ids: readonly string[]) {
  const workstreams = ['A', 'B', 'C'].map((id) =>
    aWorkstream(id, { lost: ids.includes(id) }),
  );
  return { type: 'status', status: aStatus({ workstreams }) } as const;
}
