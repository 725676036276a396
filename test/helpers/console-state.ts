import {
  approvalId,
  commitId,
  sessionId,
  waveId,
  workstreamId,
} from '../../src/domain/ids.js';
import type { Memory } from '../../src/domain/memory.js';
import type { MergeReport, MergeStep } from '../../src/domain/merge.js';
import type { Session } from '../../src/domain/session.js';
import type {
  GroupStatus,
  Status,
  WaveStatus,
  WorkstreamStatus,
} from '../../src/domain/status.js';
import type { ConsoleEffect, ConsoleEvent } from '../../src/console/event.js';
import {
  initialState,
  type ConsoleState,
  type NamedLayout,
} from '../../src/console/state.js';
import { step } from '../../src/console/step.js';

export const NOW = 1_000_000;

export const layouts: readonly NamedLayout[] = [
  { name: 'tiled', file: { title: 'Tiled', root: { weight: 1, fill: 'grid' } } },
  { name: 'columns', file: { title: 'Columns', root: { weight: 1, fill: 'row' } } },
];

export function aSession(workstream: string, startedAt = 1): Session {
  return {
    id: sessionId(`s-${workstream}`),
    command: ['agent'],
    cwd: '/x',
    pid: 1,
    title: '',
    size: { columns: 80, rows: 24 },
    startedAt,
    status: { type: 'running' },
  };
}

export function aWorkstream(
  id: string,
  change: Partial<WorkstreamStatus> = {},
): WorkstreamStatus {
  return {
    id: workstreamId(id),
    name: `name-of-${id}`,
    branch: `feature/${id}`,
    worktree: `/x/${id}`,
    agent: 'demo',
    state: 'working',
    source: 'screen',
    since: NOW - 12_000,
    progress: 50,
    lastLine: 'half way',
    blockers: [],
    unread: [],
    signal: null,
    waitsFor: null,
    asks: change.state === 'plan_review' ? 'plan' : null,
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
    session: sessionId(`s-${id}`),
    ...change,
  };
}

export function aGroup(
  id: string,
  members: readonly string[],
  change: Partial<GroupStatus> = {},
): GroupStatus {
  return {
    id,
    name: `name-of-${id}`,
    members: members.map(workstreamId),
    group: null,
    state: 'working',
    since: NOW,
    done: 0,
    progress: 50,
    ...change,
  };
}

/** Of A, and judged by nobody. */
export function aMemory(id: string, change: Partial<Memory> = {}): Memory {
  return {
    id,
    at: NOW,
    kind: 'lesson',
    text: `what ${id} says`,
    plan: 'sprint',
    workstream: workstreamId('A'),
    file: 'progress.md',
    review: null,
    ...change,
  };
}

export function aWave(id: string, change: Partial<WaveStatus> = {}): WaveStatus {
  return {
    id: waveId(id),
    target: `integration/${id}`,
    members: ['A'],
    state: 'ready',
    since: NOW,
    commit: null,
    gates: [],
    choices: [],
    blockedBy: null,
    ...change,
  };
}

export function aStatus(change: Partial<Status> = {}): Status {
  return {
    plan: 'sprint',
    repo: '/x',
    workstreams: [
      aWorkstream('B', { state: 'plan_review', waitsFor: 'your approval of its plan' }),
      aWorkstream('A'),
      aWorkstream('C', {
        state: 'planned',
        session: null,
        progress: null,
        lastLine: null,
      }),
    ],
    waves: [
      aWave('wave1'),
      aWave('wave2', { state: 'draft', blockedBy: 'C is not done' }),
    ],
    escalations: [],
    concerns: [],
    usage: null,
    approvals: [{ id: approvalId('a1'), kind: 'plan', subject: 'B', since: NOW }],
    sessions: ['A', 'B'].map((id) => ({
      id: sessionId(`s-${id}`),
      workstream: workstreamId(id),
      pid: 1,
      state: 'running',
      title: '',
    })),
    scale: null,
    groups: [],
    phases: [],
    layout: 'tiled',
    ...change,
  };
}

/** A console that has just been opened on a plan with two agents at work, A and B. */
export function aConsole(size = { columns: 120, rows: 40 }): ConsoleState {
  return after(initialState({ size, now: NOW, layouts }), [
    { type: 'hostLink', link: 'up' },
    { type: 'engineLink', link: 'up' },
    { type: 'sessions', sessions: [aSession('A', 1), aSession('B', 2)] },
    { type: 'status', status: aStatus() },
  ]);
}

export function after(
  state: ConsoleState,
  events: readonly ConsoleEvent[],
): ConsoleState {
  return events.reduce((now, event) => step(now, event)[0], state);
}

/** What the last of these events asks to be done. */
export function asked(
  state: ConsoleState,
  events: readonly ConsoleEvent[],
): readonly ConsoleEffect[] {
  const last = events.at(-1);
  return last ? step(after(state, events.slice(0, -1)), last)[1] : [];
}

const aStep: MergeStep = {
  workstream: workstreamId('A'),
  branch: 'feature/A',
  tip: commitId('a'.repeat(40)),
  commit: null,
  commits: 1,
  files: 1,
  resolved: [],
};

/** Of a merge that is foreseen, with one member and nothing in the way. */
export function aReport(change: Partial<MergeReport> = {}): MergeReport {
  return {
    wave: waveId('wave1'),
    target: aWave('wave1').target,
    state: 'ready',
    commit: null,
    steps: [aStep],
    conflicts: [],
    gates: [],
    blockedBy: null,
    checkout: null,
    hooks: [],
    leftOut: [],
    choices: [],
    conflictFolder: null,
    ...change,
  };
}

/** A plan, a question, a gate of a workstream's own and a wave wait, and one calls. */
export const anInbox: Status = aStatus({
  workstreams: [
    aWorkstream('B', { state: 'plan_review', waitsFor: 'your approval of its plan' }),
    aWorkstream('A', { state: 'waiting', waitsFor: 'your choice in its menu' }),
    aWorkstream('C', {
      state: 'blocked',
      waitsFor: 'your help: its gate unit is red: it exited with 1',
      gates: [{ name: 'unit', state: 'failed', ms: 1, why: 'red', log: '/logs/unit' }],
    }),
  ],
  waves: [aWave('wave1', { blockedBy: 'your word to merge it' })],
  escalations: [
    {
      id: 'e1',
      workstream: workstreamId('A'),
      text: 'A: no sign of life for 30m',
      since: NOW,
      acknowledgedBy: null,
    },
  ],
  approvals: (
    [
      ['plan', 'B'],
      ['permission', 'A'],
      ['gate', 'C'],
      ['escalation', 'A'],
      ['landing', 'wave1'],
    ] as const
  ).map(([kind, subject], at) => ({
    id: approvalId(`${kind}:${subject}`),
    kind,
    subject,
    since: NOW - 60_000 * (5 - at),
  })),
});
