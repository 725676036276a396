import { expect, it } from 'vitest';
import { mergeLines } from '../../src/cli/merge-lines.js';
import { outcomeLines } from '../../src/cli/outcome-lines.js';
import { statusLines } from '../../src/cli/status-table.js';
import {
  approvalId,
  commitId,
  sessionId,
  waveId,
  workstreamId,
} from '../../src/domain/ids.js';
import type { Status, WorkstreamStatus } from '../../src/domain/status.js';
import { aStatus } from '../helpers/console-state.js';
import { aContext } from './a-context.js';

const { output } = aContext('/');
const commit = commitId('0123456789abcdef0123456789abcdef01234567');

it('shows workstreams and waves with what they wait for', () => {
  const status: Status = {
    plan: 'week-2',
    repo: '/x/docimport',
    scale: null,
    groups: [],
    phases: [],
    layout: 'tiled',
    workstreams: [
      workstream({
        id: workstreamId('TD2'),
        state: 'working',
        progress: 40,
        blockers: ['no schema yet', 'no key'],
      }),
      workstream({
        id: workstreamId('TD1'),
        name: 'Error handling',
        state: 'planned',
        lastLine: null,
        waitsFor: 'TD2 to land',
      }),
      workstream({
        id: workstreamId('TD3'),
        name: 'Docs',
        state: 'skipped',
        lastLine: null,
        waitsFor: 'you stopped it',
      }),
    ],
    waves: [
      {
        id: waveId('wave1-config'),
        target: 'integration/wave1-config',
        members: ['TD2'],
        state: 'draft',
        since: 0,
        commit: null,
        gates: [],
        choices: [],
        blockedBy: 'TD2 is working',
      },
    ],
    approvals: [
      { id: approvalId('memory:TD0'), kind: 'memory', subject: 'TD0', since: 0 },
    ],
    escalations: [],
    concerns: [],
    usage: null,
    sessions: [],
  };
  expect(picture(statusLines(status, output, { now: 65_000, all: false }))).toBe(`
week-2  /x/docimport

TD2  working  1m 5s  40%  Config management  blocker: no schema yet (and 1 more)
TD1  planned  1m 5s       Error handling     waits for TD2 to land
TD3  stopped  1m 5s       Docs               you stopped it; \`wtmux restart TD3\`

wave1-config  draft  TD2 -> integration/wave1-config  TD2 is working

learned in TD0: \`wtmux memory\``);
});

it('says how to answer what asks for attention', () => {
  const hold = { by: 'plan', why: 'no sign of life for 1h', since: 0 };
  const workstreams = [
    workstream({ state: 'held', hold }),
    workstream({ id: workstreamId('TD1') }),
  ];
  const escalations = [asks('TD2'), asks('TD1')];
  const status = { ...aStatus({ workstreams, waves: [] }), escalations };
  const lines = statusLines(status, output, { now: 65_000, all: false });
  expect(lines.slice(-2)).toEqual([
    '! TD2: no sign of life for 1h (`wtmux resume TD2`)',
    '! TD1: no sign of life for 1h (`wtmux ack TD1`)',
  ]);
});

it('says how to begin where there is nothing', () => {
  const status = aStatus({ plan: '', repo: '/x', workstreams: [], waves: [] });
  const bare: Status = { ...status, approvals: [], usage: null };
  expect(picture(statusLines(bare, output, { now: 65_000, all: false }))).toBe(`
/x

no agents yet; \`wtmux new NAME\` starts one, \`wtmux up\` a plan`);
});

it('shows what agents use, where they tell it', () => {
  const tokens = { input: 1_150_000, output: 50_000, cacheRead: 9e6, cacheWrite: 0 };
  const now = { tokens: 166_000, window: 200_000 };
  const context = { start: now, now, most: now, consumed: 0 };
  const session = { id: sessionId('s1'), tokens, cost: 3.4 };
  const told = { ...workstream({}), usage: { tokens, cost: 3.4, context, session } };
  const other = workstream({ id: workstreamId('TD1'), name: 'Errors' });
  const status: Status = {
    ...aStatus({ plan: 'week-2', repo: '/x', workstreams: [told, other], waves: [] }),
    approvals: [],
    usage: { tokens, cost: 3.4 },
  };
  expect(picture(statusLines(status, output, { now: 65_000, all: false }))).toBe(`
week-2  /x  1.2M tokens, $3.40

TD2  working  1m 5s    Config management  83% full, 1.2M, $3.40  editing src/co…
TD1  working  1m 5s    Errors                                    editing src/co…`);
});

it('shows what a merge would do and what stands against it', () => {
  const lines = mergeLines(
    {
      wave: waveId('wave2'),
      target: 'integration/wave1-config',
      state: 'blocked',
      commit: null,
      steps: [
        {
          workstream: workstreamId('TD1'),
          branch: 'workstream/error-handling',
          tip: commit,
          commit: null,
          commits: 3,
          files: 1,
          resolved: [{ path: 'src/config.py', rule: 'owner:TD2' }],
        },
      ],
      conflicts: [{ path: 'src/api.py', kind: 'contents', ours: 'TD2', theirs: 'TD1' }],
      gates: [
        { name: 'lint', state: 'passed', ms: 350, why: null, log: '/log/lint' },
        {
          name: 'tests',
          state: 'failed',
          ms: 2000,
          why: 'it exited with 1',
          log: '/log/tests',
        },
      ],
      blockedBy: 'src/api.py: no rule decides this conflict',
      checkout: null,
      hooks: [],
      leftOut: [],
      choices: [],
      conflictFolder: null,
    },
    output,
  );
  expect(picture(lines)).toBe(`
wave2 -> integration/wave1-config: blocked
  TD1  workstream/error-handling  0123456789  3 commits, not merged
    src/config.py: owner:TD2
  conflict  src/api.py  contents between TD2 and TD1
  gate lint   passed  350 ms
  gate tests  failed  2s      /log/tests
src/api.py: no rule decides this conflict`);
});

it('says what a plan cost in days of the plan', () => {
  const report = {
    workstreams: [{ state: 'landed' as const }],
    waves: [],
    sequentialMs: 105_000,
    criticalPathMs: 30_000,
    makespanMs: 35_000,
    speedup: 3,
  };
  expect(picture(outcomeLines(report, { unit: 'days', unitMs: 5000 }))).toBe(`
1 of 1 workstreams landed in 0 of 0 waves
one after another   21.0 days (1m 45s)
critical path       6.0 days (30s)
took                7.0 days (35s)
3.00 times as fast`);
});

it('says how long an unfinished plan has taken, and not how fast it was', () => {
  const lines = outcomeLines({
    workstreams: [{ state: 'landed' }, { state: 'working' }],
    waves: [],
    sequentialMs: 105_000,
    criticalPathMs: 30_000,
    makespanMs: 350_000,
    speedup: 0.3,
  });
  expect(picture(lines)).toBe(`
1 of 2 workstreams landed in 0 of 0 waves
one after another   1m 45s so far
critical path       30s so far
took                5m 50s so far`);
});

function asks(id: string) {
  return {
    id: `${id}:silent after 1h`,
    workstream: workstreamId(id),
    text: `${id}: no sign of life for 1h`,
    since: 0,
    acknowledgedBy: null,
  };
}

function workstream(differences: Partial<WorkstreamStatus>): WorkstreamStatus {
  return {
    id: workstreamId('TD2'),
    name: 'Config management',
    branch: 'workstream/config-management',
    worktree: '/x/docimport.worktrees/td2',
    agent: 'demo',
    state: 'working',
    source: 'title',
    since: 0,
    progress: null,
    lastLine: 'editing src/config.py',
    blockers: [],
    unread: [],
    signal: null,
    waitsFor: null,
    asks: null,
    ahead: 1,
    behind: 0,
    dirty: false,
    uncommitted: 0,
    lastSign: null,
    usage: null,
    gates: [],
    redRuns: 0,
    override: null,
    collisions: [],
    lost: false,
    parked: false,
    hold: null,
    queued: [],
    turn: null,
    session: sessionId('s1'),
    ...differences,
  };
}

function picture(lines: readonly string[]): string {
  return `\n${lines.join('\n')}`;
}
