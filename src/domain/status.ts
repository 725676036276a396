/**
 * What `wtmux status --json` prints and every console draws: one document of plain data,
 * so what is not known is `null` rather than left out.
 */
import type { Collision } from './foresight.js';
import type { ApprovalId, CommitId, SessionId, WaveId, WorkstreamId } from './ids.js';
import type { Choice, GateReport } from './merge.js';
import type { Milliseconds, Timestamp } from './time.js';

export type Status = {
  readonly plan: string;
  /** The repository's top folder, or its git folder when bare. */
  readonly repo: string;
  readonly workstreams: readonly WorkstreamStatus[];
  readonly waves: readonly WaveStatus[];
  readonly approvals: readonly Approval[];
  readonly escalations: readonly EscalationEntry[];
  readonly sessions: readonly SessionEntry[];
  /** The layout that the plan asks for: a file's name in `layouts/`. */
  readonly layout: string;
};

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
  'skipped',
  'landed',
  'rolled_back',
] as const;

/**
 * `waiting`: the agent needs a person. `blocked`: the engine cannot go on (a conflict, a
 * gate, a dependency). `plan_review`: the agent's plan waits for approval. `gating`: its
 * own gates run.
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
  readonly signal: SignalEntry | null;
  /** What its own gates say, or said last. */
  readonly gates: readonly GateReport[];
  /** How often they were red in a row. */
  readonly redRuns: number;
  /** In words: `TD2 to land`; of one that failed or was stopped, what happened. */
  readonly waitsFor: string | null;
  /** Commits on the branch that the base lacks, and the other way round. */
  readonly ahead: number;
  readonly behind: number;
  /** Uncommitted changes in the worktree. */
  readonly dirty: boolean;
  /** The workstreams that its branch conflicts with, where no rule decides. */
  readonly collisions: readonly Collision[];
  readonly session: SessionId | null;
  /** Its session was lost with its host, and can be started again. */
  readonly lost: boolean;
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
  /** While they run, and when one of them blocks the wave. */
  readonly gates: readonly GateReport[];
  /** The ways on when it is blocked. */
  readonly choices: readonly Choice[];
  /** In words: what is missing before it can merge or land, and what to do. */
  readonly blockedBy: string | null;
};

/** Something that waits for a person. */
export type Approval = {
  readonly id: ApprovalId;
  readonly kind: 'plan' | 'permission' | 'conflict' | 'gate' | 'landing' | 'escalation';
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

/** What a plan cost, from measured times; `wtmux demo --json` prints it. */
export type Report = {
  readonly workstreams: readonly {
    readonly id: WorkstreamId;
    readonly state: WorkstreamStateName;
  }[];
  readonly waves: readonly {
    readonly id: WaveId;
    readonly target: string;
    readonly state: WaveStateName;
    readonly commit: CommitId | null;
  }[];
  /** The sum of the agents' times at work, waits for a person taken out. */
  readonly sequentialMs: Milliseconds;
  /** The longest chain of dependencies, each link as long as its agent worked. */
  readonly criticalPathMs: Milliseconds;
  /** From the first start to the last landing. */
  readonly makespanMs: Milliseconds;
  readonly speedup: number;
};
