import { describe, expect, it } from 'vitest';
import { inboxOf } from '../../src/domain/inbox.js';
import { commitId, sessionId, workstreamId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import { statusOf } from '../../src/workflow/status.js';
import { plan, play, wave, ws } from './a-plan.js';

const nothingLive = {
  git: new Map(),
  signs: new Map(),
  collisions: new Map(),
  unread: new Map(),
  removed: new Map<string, number>(),
  asking: new Map(),
  sessions: [],
};

function aSession(id: string): Session {
  return {
    id: sessionId(id),
    command: ['demo'],
    cwd: '/w/A',
    pid: 7,
    title: 'A',
    size: { columns: 80, rows: 24 },
    startedAt: 1000,
    status: { type: 'running' },
  };
}

describe('statusOf', () => {
  it('calls a person to what its files alone tell', () => {
    const [a, b] = [ws('A'), ws('B')];
    const made = {
      workstream: a.id,
      path: '/w/my A',
      branch: a.branch,
      start: commitId('c'),
    };
    const { state } = play(plan([a, b]), ['A runs', 'B runs', 'B idle'], [made]);
    const status = statusOf(
      state,
      {
        ...nothingLive,
        removed: new Map([[made.path, 2500]]),
        unread: new Map([[b.id, ['.claude/handoff/b.signal: no JSON', 'more']]]),
      },
      '/repo',
    );
    expect(
      status.workstreams.map(({ id, state, source }) => [id, state, source]),
    ).toEqual([
      ['A', 'blocked', 'git'],
      ['B', 'idle', 'title'],
    ]);
    expect(inboxOf(status).map(({ id, since, text }) => [id, since, text])).toEqual([
      [
        'blocked:A',
        2500,
        "its worktree, which was removed; `git worktree add -f '/w/my A' workstream/A` makes it again",
      ],
      [
        'blocked:B',
        3000,
        'a word from you, or its signal; unreadable: b.signal: no JSON (and 1 more)',
      ],
    ]);
  });

  it('lists those that have yet to start in the order in which they do', () => {
    const taken = plan([ws('A'), ws('B'), ws('C'), ws('D < A'), ws('E < A')], [], 1);
    const shown = (...events: readonly string[]) =>
      statusOf(play(taken, events).state, nothingLive, '/repo')
        .workstreams.map(({ id }) => id)
        .join(' ');
    expect(shown('A runs')).toBe('A B C D E');
    expect(shown('A runs', 'C first', 'E first')).toBe('A C B E D');
  });

  it('says what each waits for, what needs a person first', () => {
    const taken = plan(
      [ws('A'), ws('B < A'), ws('C'), ws('D'), ws('E'), ws('F < E')],
      [wave('one: A'), wave('two: B C')],
      3,
    );
    const events = [
      'A runs',
      'C runs',
      'E runs',
      'A completes',
      'D runs',
      'C waits Run-rm?',
      'D plans r1',
      'E exits 1',
    ];
    const { state } = play(taken, events);
    const status = statusOf(state, nothingLive, '/repo');
    const lines = status.workstreams.map(
      (one) => `${one.id} ${one.state}: ${one.waitsFor}`,
    );
    expect(lines).toEqual([
      'D plan_review: your approval of its plan',
      'C waiting: Run-rm?',
      'E failed: its agent exited with 1',
      'B planned: A to land',
      'F upstream_failed: E, which cannot go on',
      'A done: one to merge',
    ]);
    expect(status.waves.map((one) => `${one.id} ${one.state}: ${one.blockedBy}`)).toEqual(
      ['one ready: your word to merge it', 'two draft: waits for B, C'],
    );
    expect(status.approvals).toEqual([
      { id: 'landing:one', kind: 'landing', subject: 'one', since: 4000 },
      { id: 'permission:C', kind: 'permission', subject: 'C', since: 6000 },
      { id: 'plan:D', kind: 'plan', subject: 'D', since: 7000 },
      { id: 'failed:E', kind: 'failed', subject: 'E', since: 8000 },
    ]);
  });

  it.each([
    ['A gives-up', 'your help: it reports "blocked"'],
    ['A gives-up no-schema', 'your help: no-schema'],
    ['A invalid', 'your help: its own validation failed'],
  ])('after %j says whose help an agent asks for', (event, waitsFor) => {
    const { state } = play(plan([ws('A')]), ['A runs', event]);
    const [workstream] = statusOf(state, nothingLive, '/repo').workstreams;
    expect(workstream).toMatchObject({ state: 'blocked', waitsFor });
  });

  it('tells once what an agent reports to be in its way, and shows it until it is past it', () => {
    const notices = ['A reports what blocks it: no-key'];
    expect(told(['A meets no-key', 'A meets no-key'])).toEqual({
      blockers: ['no-key'],
      notices,
    });
    expect(told(['A meets no-key', 'A reports 50'])).toEqual({ blockers: [], notices });
  });

  it('tells what git says beside what is journalled', () => {
    const { state } = play(plan([ws('A')]), ['A runs']);
    const signs = new Map([[workstreamId('A'), 9000]]);
    const git = new Map([[workstreamId('A'), { ahead: 2, behind: 1, uncommitted: 3 }]]);
    const status = statusOf(state, { ...nothingLive, git, signs }, '/repo');
    expect(status.workstreams[0]).toMatchObject({
      agent: 'demo',
      ahead: 2,
      behind: 1,
      dirty: true,
      uncommitted: 3,
      lastSign: 9000,
      session: 's-A',
      source: 'process',
    });
  });

  it('keeps the session whose last words tell why it failed', () => {
    const { state } = play(plan([ws('A')]), ['A runs', 'A exits 3']);
    const exited = { type: 'exited', code: 3, signal: undefined, at: 2000 } as const;
    const session = { ...aSession('s-A'), status: exited };
    const status = statusOf(state, { ...nothingLive, sessions: [session] }, '/repo');
    expect(status.workstreams[0]).toMatchObject({ state: 'failed', session: 's-A' });
    expect(status.sessions).toEqual([
      { id: 's-A', workstream: 'A', pid: 7, state: 'exited', title: 'A' },
    ]);
  });

  it('lists sessions in the order of the plan, and others after them', () => {
    const { state } = play(plan([ws('A'), ws('B')]), ['A runs', 'B runs']);
    const sessions = ['shell', 's-B', 's-A'].map((id) => aSession(id));
    const status = statusOf(state, { ...nothingLive, sessions }, '/repo');
    expect(status.sessions.map(({ id }) => id)).toEqual(['s-A', 's-B', 'shell']);
  });

  it('shows why a conflict blocks', () => {
    const { state } = play(plan([ws('A')], [wave('one: A')]), [
      'A runs',
      'A completes',
      'one merging',
      'one blocked',
    ]);
    const status = statusOf(state, nothingLive, '/repo');
    expect(status.waves[0]?.blockedBy).toBe('unruled');
    expect(status.approvals.map(({ kind }) => kind)).toEqual(['conflict']);
  });

  it.each([
    ['while it waits for a checkout', ['one waits-to-land']],
    ['when it has landed', ['one lands']],
    ['when a person has landed it in the checkout', ['one waits-to-land', 'one found']],
    [
      'when it was rolled back and landed again',
      ['one lands', 'one rolled-back', 'one found'],
    ],
  ])('shows what the gates of a wave said %s', (_when, ends) => {
    const events = ['A runs', 'A completes', 'one merging', ...ends];
    const { state } = play(plan([ws('A')], [wave('one: A')]), events);
    const { waves } = statusOf(state, nothingLive, '/repo');
    expect(waves[0]?.gates.map(({ name }) => name)).toEqual(['unit']);
  });
});

/** What is shown and was told of the blockers that A reports. */
function told(events: readonly string[]) {
  const { state, effects } = play(plan([ws('A')]), ['A runs', ...events]);
  const [workstream] = statusOf(state, nothingLive, '/repo').workstreams;
  const notices = effects.flatMap((one) => (one.type === 'notify' ? [one.text] : []));
  return { blockers: workstream?.blockers, notices };
}
