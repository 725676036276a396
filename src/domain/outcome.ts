/**
 * What became of a plan, as other tools want to read it: each workstream with its worktree,
 * its files and its gates, and how waves were merged. Written by `formats/outputs/`.
 */
import type { CommitId, WaveId, WorkstreamId } from './ids.js';
import type { GateReport, MergeStep } from './merge.js';
import type { ConflictEntry, Measure } from './plan-report.js';
import type { WaveStateName, WorkstreamStateName } from './status.js';
import type { Timestamp } from './time.js';
import type { MergedContext } from './work-context.js';

export type Outcome = {
  /** Names the plan in paths: `week-2`. Empty without a plan. */
  readonly epic: string;
  /** The plan's own name. */
  readonly plan: string;
  readonly base: string;
  readonly mode: 'parallel' | 'sequential';
  /** What the plan's files and history say to that; null where nobody has looked. */
  readonly decision: ExecutionDecision | null;
  readonly workstreams: readonly WorkstreamOutcome[];
  readonly waves: readonly WaveOutcome[];
  readonly conflicts: readonly ConflictEntry[];
  readonly measures: readonly Measure[];
  readonly merged: MergedContext;
  /** The workstream that verifies all of it at the end. */
  readonly verifier: WorkstreamId | null;
  /** When anything of it changed last. */
  readonly changedAt: Timestamp;
};

/** Whether a plan is worth working on side by side. */
export type ExecutionDecision = {
  readonly viable: boolean;
  readonly why: string;
  /** Files that some workstream owns, and the share that several own. */
  readonly files: number;
  readonly overlapPercent: number;
  readonly domains: readonly Domain[];
};

/** A workstream that owns files, or patterns of such. */
export type Domain = {
  readonly id: WorkstreamId;
  readonly files: readonly string[];
  readonly task: string;
};

export type WorkstreamOutcome = {
  readonly id: WorkstreamId;
  readonly name: string;
  readonly role: string;
  readonly agent: string | null;
  /** The last session of its agent. */
  readonly session: string | null;
  readonly worktree: string | null;
  readonly branch: string;
  readonly state: WorkstreamStateName;
  readonly createdAt: Timestamp;
  readonly assignedAt: Timestamp | null;
  readonly completedAt: Timestamp | null;
  readonly mergedAt: Timestamp | null;
  /** When its worktree was put away. */
  readonly cleanedAt: Timestamp | null;
  /** Why it failed; null when it did not. */
  readonly error: string | null;
  /** What it did, by git, or by its signal where git is not asked or has no branch any more. */
  readonly work: OwnWork;
  /** What is said against its signal, and the blockers it reported. */
  readonly issues: readonly string[];
  /** What it waits for a person to say. */
  readonly question: string | null;
  readonly trials: readonly TrialOutcome[];
  /** Its gates were red as often as they may be. */
  readonly outOfTries: boolean;
};

/** A branch's own commits, the oldest first, and the files that they made and changed. */
export type OwnWork = {
  readonly commits: readonly CommitId[];
  readonly created: readonly string[];
  readonly modified: readonly string[];
};

export type WaveOutcome = {
  readonly id: WaveId;
  readonly target: string;
  readonly state: WaveStateName;
  readonly landedAt: Timestamp | null;
  /** The members that landed, in the order in which they were merged. */
  readonly steps: readonly MergeStep[];
  readonly trials: readonly TrialOutcome[];
  /** What is missing before it can land, in words. */
  readonly blockedBy: string | null;
};

export type TrialOutcome = {
  readonly at: Timestamp;
  readonly gates: readonly GateReport[];
  /** What each gate printed, by its name: those whose log was read. */
  readonly printed?: ReadonlyMap<string, string>;
  /** Why it did not pass; null when it did. */
  readonly why: string | null;
};

/** A file that is written for other tools. */
export type OutputFile = {
  /** Relative to the folder of all outputs; in the seeds' place, to the repository's top. */
  readonly path: string;
  readonly text: string;
  /** Its path where the first one has a file of somebody else's. */
  readonly otherwise?: string;
  /** Less than was known once: it is written only where nothing stands. */
  readonly lessens?: boolean;
};
