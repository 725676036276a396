/**
 * What `wtmux status --json` prints and every console draws: one document of plain data,
 * so what is not known is `null` rather than left out.
 */
import type { Collision } from './foresight.js';
import type { ApprovalId, CommitId, SessionId, WaveId, WorkstreamId } from './ids.js';
import type { Choice, GateReport } from './merge.js';
import type { NoteId } from './note.js';
import type { Milliseconds, Timestamp } from './time.js';
import type { Spent, Usage } from './usage.js';
import type { Concern } from './work-context.js';

export type Status = {
  readonly plan: string;
  /** The repository's top folder, or its git folder when bare. */
  readonly repo: string;
  readonly workstreams: readonly WorkstreamStatus[];
  readonly groups: readonly GroupStatus[];
  /** In their order, those of groups left out. */
  readonly phases: readonly PhaseStatus[];
  readonly waves: readonly WaveStatus[];
  readonly approvals: readonly Approval[];
  readonly escalations: readonly EscalationEntry[];
  /** What does not fit together of what agents told of their work. */
  readonly concerns: readonly Concern[];
  /** In the order of the plan; those of no workstream come after. */
  readonly sessions: readonly SessionEntry[];
  /** The layout that the plan asks for: a file's name in `layouts/`. */
  readonly layout: string;
  /** How many sessions may be taken where that follows the machine, and what decided it. */
  readonly scale: ScaleEntry | null;
  /** What all agents told together that they used; null where none did. */
  readonly usage: Spent | null;
};

export type ScaleEntry = {
  readonly limit: number;
  /** In words: `load 2.4 a core`. */
  readonly why: string;
  readonly since: Timestamp;
};

/** Workstreams that are shown as one. */
export type GroupStatus = {
  readonly id: string;
  readonly name: string;
  readonly members: readonly WorkstreamId[];
  /** The group that it stands in. */
  readonly group: string | null;
  /** Of the member that is the most urgent for a person, and since when. */
  readonly state: WorkstreamStateName;
  readonly since: Timestamp;
  /** How many are done or have landed. */
  readonly done: number;
  /** Percent, of all members together. */
  readonly progress: number;
};

/** A stretch of the plan. */
export type PhaseStatus = {
  readonly id: string;
  readonly name: string;
  readonly members: readonly WorkstreamId[];
  readonly order: 'parallel' | 'sequential';
  /** How many members are done or have landed. */
  readonly done: number;
};

/** The phase that the plan is in: the first with a member that is not done. */
export function presentPhase(
  phases: readonly PhaseStatus[],
): { readonly phase: PhaseStatus; readonly place: number } | undefined {
  const at = phases.findIndex(({ done, members }) => done < members.length);
  const phase = phases[at];
  return phase && { phase, place: at + 1 };
}

export const workstreamStates = [
  'planned',
  'ready',
  'starting',
  'plan_review',
  'working',
  'waiting',
  'idle',
  'gating',
  'done',
  'blocked',
  'failed',
  'upstream_failed',
  'held',
  'skipped',
  'landed',
  'rolled_back',
] as const;

/**
 * `waiting`: the agent needs a person. `blocked`: the engine cannot go on (a conflict, a
 * gate, a dependency). `plan_review`: the agent's plan waits for approval. `gating`: its
 * own gates run. `held`: it was paused, and neither starts nor goes on.
 */
export type WorkstreamStateName = (typeof workstreamStates)[number];

export const waveStates = [
  'draft',
  'ready',
  'merging',
  'blocked',
  'gating',
  'isolating',
  'ready_to_land',
  'landed',
  'rolled_back',
] as const;

export type WaveStateName = (typeof waveStates)[number];

/** What a state was read from, the most trusted first. */
export type StateSource =
  'process' | 'signal' | 'hook' | 'title' | 'screen' | 'plan' | 'git';

export type WorkstreamStatus = {
  readonly id: WorkstreamId;
  readonly name: string;
  readonly branch: string;
  readonly worktree: string;
  readonly agent: string;
  readonly state: WorkstreamStateName;
  readonly source: StateSource;
  /** When the state began. */
  readonly since: Timestamp;
  /** Percent, as the agent reports it. */
  readonly progress: number | null;
  readonly lastLine: string | null;
  /** What stands in its way, as its agent reports it. */
  readonly blockers: readonly string[];
  /** Files in which it tells of its work and that cannot be read, and why. */
  readonly unread: readonly string[];
  readonly signal: SignalEntry | null;
  /** What its agent told that it used; null where it tells nothing. */
  readonly usage: Usage | null;
  /** What its own gates say, or said last. */
  readonly gates: readonly GateReport[];
  /** How often they were red in a row. */
  readonly redRuns: number;
  /** Who had it count as done in spite of a red gate; null unless somebody did. */
  readonly override: OverrideEntry | null;
  /** In words: `TD2 to land`; of one that failed or was stopped, what happened. */
  readonly waitsFor: string | null;
  /** What can be answered from here now, by `approve` or a `question` by `answer`; else null. */
  readonly asks: Asked | null;
  /** Its own commits: those of what it builds upon left out; and those of the base that it lacks. */
  readonly ahead: number;
  readonly behind: number;
  /** Uncommitted changes in the worktree, and of how many files; a new folder counts once. */
  readonly dirty: boolean;
  readonly uncommitted: number;
  /** When its agent was last seen to do something: a report, a signal, its screen. */
  readonly lastSign: Timestamp | null;
  /** The workstreams that its branch conflicts with, where no rule decides. */
  readonly collisions: readonly Collision[];
  readonly session: SessionId | null;
  /** Its session was lost with its host, and can be started again. */
  readonly lost: boolean;
  /** It was ended with its host, and goes on by a restart alone, because no plan does. */
  readonly parked: boolean;
  /** Who paused it; null unless it is on hold. */
  readonly hold: HoldEntry | null;
  /** What it was sent while it was at work, and is told once it rests; the oldest first. */
  readonly queued: readonly QueuedLine[];
  /** Its place in line, where a person gave it one and it has yet to start. */
  readonly turn: TurnEntry | null;
};

export type OverrideEntry = {
  readonly by: string;
  readonly reason: string;
  readonly since: Timestamp;
};

export type QueuedLine = {
  /** By which it can be taken back. */
  readonly note: NoteId;
  /** Its beginning. */
  readonly text: string;
};

/** Its place among those that have yet to start, from 1. */
export type TurnEntry = {
  readonly place: number;
  readonly by: string;
  readonly since: Timestamp;
};

/** A plan to be approved, leave to do something, or a question that brings its answers. */
export type Asked = 'plan' | 'permission' | 'question';

/** An agent shows that it waits some 100 ms before its hook or its menu says for what. */
export const ASKS_WITHIN_MS: Milliseconds = 5000;

/** Whether it waits, and what it asks may yet come; later its pane alone can answer it. */
export function mayAskSoon(
  { state, asks, since }: Pick<WorkstreamStatus, 'state' | 'asks' | 'since'>,
  now: Timestamp,
): boolean {
  return state === 'waiting' && asks === null && now - since < ASKS_WITHIN_MS;
}

/** It neither starts nor goes on until it is resumed. */
export type HoldEntry = {
  /** A person, or `plan` when a rule of it did so. */
  readonly by: string;
  readonly why: string;
  readonly since: Timestamp;
};

export type SignalEntry = {
  readonly file: string;
  readonly status: string;
  readonly validationPassed: boolean | null;
  readonly notes: string;
  /** What git or its own words say against it. */
  readonly doubts: readonly string[];
};

export type WaveStatus = {
  readonly id: WaveId;
  readonly target: string;
  readonly members: readonly string[];
  readonly state: WaveStateName;
  readonly since: Timestamp;
  /** What landed, or the candidate that waits to land. */
  readonly commit: CommitId | null;
  /** As they run, and what they said last. */
  readonly gates: readonly GateReport[];
  /** The ways on when it is blocked. */
  readonly choices: readonly Choice[];
  /** In words: what is missing before it can merge or land, and what to do. */
  readonly blockedBy: string | null;
};

/** Something that waits for a person. */
export type Approval = {
  readonly id: ApprovalId;
  readonly kind:
    | 'plan'
    | 'permission'
    | 'conflict'
    | 'gate'
    | 'landing'
    | 'escalation'
    | 'memory'
    /** Its agent can do nothing until somebody helps. */
    | 'blocked'
    /** Its agent has ended before its work was done, or could not start. */
    | 'failed';
  /** The id of the workstream or wave it is about. */
  readonly subject: string;
  readonly since: Timestamp;
};

/** A rule of the plan over time that was raised. */
export type EscalationEntry = {
  readonly id: string;
  readonly workstream: WorkstreamId;
  readonly text: string;
  readonly since: Timestamp;
  /** Null while it asks for attention. */
  readonly acknowledgedBy: string | null;
};

export type SessionEntry = {
  readonly id: SessionId;
  readonly workstream: WorkstreamId | null;
  readonly pid: number;
  readonly state: 'running' | 'exited';
  readonly title: string;
};
