/** The state of a plan as the one document that every console draws and `--json` prints. */
import type { Collision } from '../domain/foresight.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type {
  Approval,
  Asked,
  HoldEntry,
  OverrideEntry,
  SessionEntry,
  Status,
  TurnEntry,
  WaveStatus,
  WorkstreamStateName,
  WorkstreamStatus,
} from '../domain/status.js';
import type { Timestamp } from '../domain/time.js';
import { spentTogether } from '../domain/usage.js';
import { isProblem } from '../domain/work-context.js';
import { approvalsOf } from './approvals.js';
import { mergedContext } from './contexts/merge.js';
import { escalationEntries } from './escalations.js';
import { groupStatuses } from './group-status.js';
import { queuedFor } from './notes.js';
import { phaseStatuses } from './phase-status.js';
import { isParked, type PlanState } from './plan-state.js';
import { removedInWords, stallsIn, type Files } from './stalls.js';
import { sourceOf, waveStateOf, workStateOf } from './state-names.js';
import type { WaveRecord } from './wave.js';
import { blockedByOf, waitsForOf } from './words.js';
import { turnsOf } from './turns.js';
import { usageOf } from './usage.js';
import {
  isLost,
  isResumed,
  type Hold,
  type Override,
  type Turn,
  type Work,
} from './work.js';

/** Facts that are not journalled, because their owners can be asked again. */
export type Live = Files & {
  readonly git: ReadonlyMap<WorkstreamId, BranchFacts>;
  readonly collisions: ReadonlyMap<WorkstreamId, readonly Collision[]>;
  /** When a screen changed last. */
  readonly signs: ReadonlyMap<WorkstreamId, Timestamp>;
  /** Those that ask something and wait for the answer. */
  readonly asking: ReadonlyMap<WorkstreamId, Exclude<Asked, 'plan'>>;
  /** The host's sessions. */
  readonly sessions: Iterable<Session>;
};

export type BranchFacts = {
  readonly ahead: number;
  readonly behind: number;
  /** Files. */
  readonly uncommitted: number;
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
  'held',
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
  const turns = turnsOf(state);
  const workstreams = works
    .map((work, index) => workstreamStatus(state, { work, index, live, turns }))
    .filter((status) => status !== undefined)
    .sort((a, b) => inAttention(a, b) || inLine(state, a, b));
  return {
    plan: state.plan.name,
    repo,
    layout: state.plan.layout,
    scale: state.plan.scales === true ? (state.scale ?? null) : null,
    workstreams,
    groups: groupStatuses(state.plan.groups ?? [], workstreams),
    phases: phaseStatuses(state.plan.phases ?? [], workstreams),
    waves: waves
      .map((wave, index) => waveStatus(state, wave, index))
      .filter((status) => status !== undefined),
    approvals: approvals(state, live),
    escalations: escalationEntries(state),
    concerns: mergedContext(state).concerns.filter(isProblem),
    sessions: sessionEntries(state, works, live.sessions),
    usage: spentTogether(workstreams.flatMap(({ usage }) => usage ?? [])),
  };
}

/** The oldest first. */
function approvals(state: PlanState, live: Live): readonly Approval[] {
  const known = approvalsOf(state);
  const stalls = stallsIn(state, live, known);
  return stalls.length === 0
    ? known
    : [...known, ...stalls].sort((a, b) => a.since - b.since);
}

function inAttention(one: WorkstreamStatus, other: WorkstreamStatus): number {
  return attention.indexOf(one.state) - attention.indexOf(other.state);
}

/** Those that have yet to start stand in the order in which they do; others as in the plan. */
function inLine(
  { graph }: PlanState,
  one: WorkstreamStatus,
  other: WorkstreamStatus,
): number {
  if (one.state !== 'ready' && one.state !== 'planned') return 0;
  const [rank, next] = [one, other].map(
    ({ id }) => graph.ranks[graph.workstreams.get(id) ?? -1] ?? 0,
  );
  return (rank ?? 0) - (next ?? 0);
}

type Place = {
  readonly work: Work;
  readonly index: number;
  readonly live: Live;
  readonly turns: ReadonlyMap<WorkstreamId, number>;
};

function workstreamStatus(
  state: PlanState,
  { work, index, live, turns }: Place,
): WorkstreamStatus | undefined {
  const plan = state.plan.workstreams[index];
  if (!plan) return undefined;
  const git = live.git.get(plan.id);
  const { signal, progress, made, life, checks, hold } = work;
  const gone = removedInWords(work, live);
  // What its agent does now is nowhere.
  const isStuck =
    gone !== null && (life.phase === 'running' || life.phase === 'checking');
  return {
    id: plan.id,
    name: plan.name,
    branch: made?.branch ?? plan.branch,
    worktree: made?.path ?? '',
    agent: work.handed?.agent ?? work.agent ?? plan.agent ?? '',
    state: isStuck ? 'blocked' : workStateOf(work),
    source: isStuck ? 'git' : sourceOf(work),
    since: work.since,
    progress: progress?.percent ?? null,
    lastLine: progress?.lastLine ?? null,
    blockers: progress?.blockers ?? [],
    unread: live.unread.get(plan.id) ?? [],
    signal: signal
      ? {
          file: signal.file,
          status: signal.status,
          validationPassed: signal.validationPassed ?? null,
          notes: signal.notes,
          doubts: work.doubts,
        }
      : null,
    usage: usageOf(work),
    gates: life.phase === 'checking' ? life.gates : (checks?.gates ?? []),
    redRuns: checks?.red ?? 0,
    override: overrideEntry(checks?.override),
    waitsFor: gone ?? waitsForOf(state, index),
    asks: asksOf(work, live.asking.get(plan.id)),
    ahead: git?.ahead ?? 0,
    behind: git?.behind ?? 0,
    dirty: (git?.uncommitted ?? 0) > 0,
    uncommitted: git?.uncommitted ?? 0,
    lastSign: lastSignOf(work, live.signs.get(plan.id)),
    collisions: live.collisions.get(plan.id) ?? [],
    session: work.lastSession ?? null,
    lost: isLost(work),
    parked: gone === null && isParked(state, work),
    hold: hold && !isResumed(work) ? holdEntry(hold) : null,
    queued: queuedFor(state, plan.id),
    turn: turnEntry(work.turn, turns.get(plan.id)),
  };
}

function holdEntry({ by, why, since }: Hold): HoldEntry {
  return { by, why, since };
}

function lastSignOf({ lastSign }: Work, shown: Timestamp | undefined): Timestamp | null {
  const last = Math.max(lastSign ?? 0, shown ?? 0);
  return last === 0 ? null : last;
}

function overrideEntry(override: Override | undefined): OverrideEntry | null {
  if (!override) return null;
  const { by, reason, at } = override;
  return { by, reason, since: at };
}

function turnEntry(turn: Turn | undefined, place: number | undefined): TurnEntry | null {
  if (!turn || place === undefined) return null;
  return { place, by: turn.by, since: turn.at };
}

function asksOf(work: Work, asked: Asked | undefined): Asked | null {
  const name = workStateOf(work);
  if (name === 'plan_review') return 'plan';
  return name === 'waiting' ? (asked ?? null) : null;
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

/** In the order of the plan; those of no workstream come after, as the host has them. */
function sessionEntries(
  { plan }: PlanState,
  works: readonly Work[],
  sessions: Iterable<Session>,
): readonly SessionEntry[] {
  const places = new Map<SessionId | undefined, number>(
    works.map((work, index) => [work.lastSession, index]),
  );
  const placeOf = ({ id }: Session) => places.get(id) ?? works.length;
  return [...sessions]
    .toSorted((one, other) => placeOf(one) - placeOf(other))
    .map((session) => ({
      id: session.id,
      workstream: plan.workstreams[placeOf(session)]?.id ?? null,
      pid: session.pid,
      state: session.status.type,
      title: session.title,
    }));
}
