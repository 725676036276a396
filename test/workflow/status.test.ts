import { describe, expect, it } from 'vitest';
import { sessionId, workstreamId } from '../../src/domain/ids.js';
import { reportOf } from '../../src/workflow/report.js';
import { statusOf } from '../../src/workflow/status.js';
import { plan, play, wave, ws } from './a-plan.js';

const nothingLive = { git: new Map(), collisions: new Map(), sessions: [] };

describe('statusOf', () => {
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
    ]);
  });

  it('tells what git says beside what is journalled', () => {
    const { state } = play(plan([ws('A')]), ['A runs']);
    const git = new Map([[workstreamId('A'), { ahead: 2, behind: 1, dirty: true }]]);
    const status = statusOf(state, { ...nothingLive, git }, '/repo');
    expect(status.workstreams[0]).toMatchObject({
      agent: 'demo',
      ahead: 2,
      behind: 1,
      dirty: true,
      session: 's-A',
      source: 'process',
    });
  });

  it('keeps the session whose last words tell why it failed', () => {
    const { state } = play(plan([ws('A')]), ['A runs', 'A exits 3']);
    const at = { columns: 80, rows: 24 };
    const exited = { type: 'exited', code: 3, signal: undefined, at: 2000 } as const;
    const session = {
      id: sessionId('s-A'),
      command: ['demo'],
      cwd: '/w/A',
      pid: 7,
      title: 'A',
      size: at,
      startedAt: 1000,
      status: exited,
    };
    const status = statusOf(state, { ...nothingLive, sessions: [session] }, '/repo');
    expect(status.workstreams[0]).toMatchObject({ state: 'failed', session: 's-A' });
    expect(status.sessions).toEqual([
      { id: 's-A', workstream: 'A', pid: 7, state: 'exited', title: 'A' },
    ]);
  });

  it('shows a conflict with its paths', () => {
    const { state } = play(plan([ws('A')], [wave('one: A')]), [
      'A runs',
      'A completes',
      'one merging',
      'one blocked',
    ]);
    const status = statusOf(state, nothingLive, '/repo');
    expect(status.waves[0]?.blockedBy).toBe('unruled (a.ts)');
    expect(status.approvals.map(({ kind }) => kind)).toEqual(['conflict']);
  });
});

describe('reportOf', () => {
  it('measures work without the waits for a person', () => {
    const { state } = play(plan([ws('A')]), [
      'A runs @10',
      'A plans r1 @20',
      'A approved r1 @100',
      'A waits @130',
      'A busy @200',
      'A completes @210',
    ]);
    expect(reportOf(state, 999_000)).toMatchObject({
      sequentialMs: 50_000,
      criticalPathMs: 50_000,
      makespanMs: 200_000,
      speedup: 0.25,
    });
  });

  it('takes no time for less than none when the clock is put back', () => {
    const { state } = play(plan([ws('A'), ws('B')]), [
      'A runs @100',
      'B runs @90',
      'A completes @20',
      'B completes @10',
    ]);
    expect(reportOf(state, 5_000)).toMatchObject({
      sequentialMs: 0,
      criticalPathMs: 0,
      makespanMs: 0,
      speedup: 0,
    });
  });

  it('takes the longest chain through dependencies and the waves that land them', () => {
    const taken = plan(
      [ws('A'), ws('X'), ws('B < A'), ws('C')],
      [wave('one: A X'), wave('two: B C > main')],
    );
    const { state } = play(taken, [
      'A runs @0',
      'X runs @0',
      'C runs @0',
      'A completes @10',
      'C completes @25',
      'X completes @30',
      'one merging @31',
      'one lands @32',
      'B runs @33',
      'B completes @43',
      'two merging @44',
      'two lands @45',
    ]);
    expect(reportOf(state, 999_000)).toEqual({
      workstreams: ['A', 'X', 'B', 'C'].map((id) => ({ id, state: 'landed' })),
      waves: [
        { id: 'one', target: 'integration/one', state: 'landed', commit: 'c'.repeat(40) },
        { id: 'two', target: 'main', state: 'landed', commit: 'c'.repeat(40) },
      ],
      sequentialMs: 75_000,
      criticalPathMs: 40_000,
      makespanMs: 45_000,
      speedup: 1.67,
    });
  });
});
