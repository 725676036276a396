/** The state of a plan as the one document that every console draws and `--json` prints. */
import type { Collision } from '../domain/foresight.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type {
  SessionEntry,
  Status,
  WaveStatus,
  WorkstreamStateName,
  WorkstreamStatus,
} from '../domain/status.js';
import { approvalsOf } from './approvals.js';
import type { PlanState } from './plan-state.js';
import { sourceOf, waveStateOf, workStateOf } from './state-names.js';
import type { WaveRecord } from './wave.js';
import { blockedByOf, waitsForOf } from './words.js';
import { isLost, type Work } from './work.js';

/** Facts that are not journalled, because their owners can be asked again. */
export type Live = {
  readonly git: ReadonlyMap<WorkstreamId, BranchFacts>;
  readonly collisions: ReadonlyMap<WorkstreamId, readonly Collision[]>;
  /** The host's sessions. */
  readonly sessions: Iterable<Session>;
};

export type BranchFacts = {
  readonly ahead: number;
  readonly behind: number;
  readonly dirty: boolean;
};

/** The order in which a person wants to see workstreams: what waits for them comes first. */
const attention: readonly WorkstreamStateName[] = [
  'plan_review',
  'waiting',
  'blocked',
  'failed',
  'working',
  'starting',
  'gating',
  'idle',
  'ready',
  'planned',
  'upstream_failed',
  'skipped',
  'done',
  'rolled_back',
  'landed',
];

/** `repo` is the repository's top folder, or its git folder when it is bare. */
export function statusOf(state: PlanState, live: Live, repo: string): Status {
  const works = state.works.flat();
  const waves = state.waves.flat();
  return {
    plan: state.plan.name,
    repo,
    layout: state.plan.layout,
    workstreams: works
      .map((work, index) => workstreamStatus(state, { work, index, live }))
      .filter((status) => status !== undefined)
      .sort((a, b) => attention.indexOf(a.state) - attention.indexOf(b.state)),
    waves: waves
      .map((wave, index) => waveStatus(state, wave, index))
      .filter((status) => status !== undefined),
    approvals: approvalsOf(state),
    escalations: state.raised.map(({ at, acknowledgedBy, ...one }) => ({
      ...one,
      since: at,
      acknowledgedBy: acknowledgedBy ?? null,
    })),
    sessions: sessionEntries(state, works, live.sessions),
  };
}

type Place = { readonly work: Work; readonly index: number; readonly live: Live };

function workstreamStatus(
  state: PlanState,
  { work, index, live }: Place,
): WorkstreamStatus | undefined {
  const plan = state.plan.workstreams[index];
  if (!plan) return undefined;
  const git = live.git.get(plan.id);
  const { signal, progress, made, life, checks } = work;
  return {
    id: plan.id,
    name: plan.name,
    branch: made?.branch ?? plan.branch,
    worktree: made?.path ?? '',
    agent: work.agent ?? plan.agent ?? '',
    state: workStateOf(work),
    source: sourceOf(work),
    since: work.since,
    progress: progress?.percent ?? null,
    lastLine: progress?.lastLine ?? null,
    signal: signal
      ? {
          file: signal.file,
          status: signal.status,
          validationPassed: signal.validationPassed ?? null,
          notes: signal.notes,
          doubts: work.doubts,
        }
      : null,
    gates: life.phase === 'checking' ? life.gates : (checks?.gates ?? []),
    redRuns: checks?.red ?? 0,
    waitsFor: waitsForOf(state, index),
    ahead: git?.ahead ?? 0,
    behind: git?.behind ?? 0,
    dirty: git?.dirty ?? false,
    collisions: live.collisions.get(plan.id) ?? [],
    session: work.lastSession ?? null,
    lost: isLost(work),
  };
}

function waveStatus(
  state: PlanState,
  record: WaveRecord,
  index: number,
): WaveStatus | undefined {
  const plan = state.plan.waves[index];
  if (!plan) return undefined;
  const { life, since } = record;
  return {
    id: plan.id,
    target: plan.target,
    members: plan.members.map(({ id }) => id),
    state: waveStateOf(record),
    since,
    commit: 'commit' in life ? life.commit : null,
    gates: 'gates' in life ? life.gates : [],
    choices: life.phase === 'blocked' ? life.choices : [],
    blockedBy: blockedByOf(state, index),
  };
}

function sessionEntries(
  { plan }: PlanState,
  works: readonly Work[],
  sessions: Iterable<Session>,
): readonly SessionEntry[] {
  const owners = new Map<SessionId | undefined, WorkstreamId | undefined>(
    works.map((work, index) => [work.lastSession, plan.workstreams[index]?.id]),
  );
  return [...sessions].map(({ id, pid, status, title }) => ({
    id,
    workstream: owners.get(id) ?? null,
    pid,
    state: status.type,
    title,
  }));
}
