/** What the merge of a wave is asked to do, and what it needs to do it. */
import type { Result } from '../../base/result.js';
import type { CommitId, WaveId, WorkstreamId } from '../../domain/ids.js';
import type { Conflict, GateReport, LeftOut } from '../../domain/merge.js';
import type { Gate, Rule, Scratch, Wave } from '../../domain/plan.js';
import type { Timestamp } from '../../domain/time.js';
import type { Repository, Why } from '../../git/repository.js';

export type WaveRequest = {
  readonly wave: WaveId;
  readonly target: string;
  /** Where the target starts if it does not exist: a branch or any ref. */
  readonly from: string;
  /** In the order of the chain. */
  readonly members: readonly WaveMember[];
  /** Workstreams of earlier waves, as far as the target holds them: for owner rules. */
  readonly landed: readonly WorkstreamId[];
  /** Workstreams outside of the wave whose commits must be in the result. */
  readonly needs: readonly { readonly id: WorkstreamId; readonly branch: string }[];
  readonly rules: readonly Rule[];
  readonly gates: readonly Gate[];
  readonly scratch: Scratch;
  readonly onRed: Wave['onRed'];
  /** Fast-forward the worktree that has the target checked out, if it is clean. */
  readonly fastForward: boolean;
  readonly decisions: Decisions;
};

/** What was decided, by a person or by the plan, since the wave was asked to be merged. */
export type Decisions = {
  /** To search for whose work makes a gate red. */
  readonly find: boolean;
  readonly ejected: readonly Ejection[];
  readonly overridden: readonly Override[];
};

/** Counts for exactly that commit of the member: one that was mended is tried again. */
export type Ejection = LeftOut & { readonly tip: CommitId; readonly by: string };

/** Counts for exactly that tree. */
export type Override = {
  readonly gate: string;
  readonly tree: string;
  readonly by: string;
  readonly reason: string;
};

export const UNDECIDED: Decisions = { find: false, ejected: [], overridden: [] };

export type WaveMember = {
  /** A `wave` must have landed; its target is merged. */
  readonly type: 'workstream' | 'wave';
  readonly id: WorkstreamId | WaveId;
  readonly branch: string;
  /** Absolute; must be clean. Undefined when it has none. */
  readonly worktree: string | undefined;
  /** The workstreams whose work it brings. */
  readonly holds: readonly WorkstreamId[];
  /** The members of the same wave that it depends on hard. */
  readonly needs: readonly (WorkstreamId | WaveId)[];
};

/** A conflict that stands in a worktree, `folder`, to be resolved there. */
export type OpenConflict = {
  readonly wave: WaveId;
  readonly folder: string;
  readonly conflicts: readonly Conflict[];
};

export type MergeContext = {
  readonly repo: Repository;
  /** As in `Paths`: logs and scratch worktrees, and what lies in the git folder. */
  readonly paths: { readonly state: string; readonly repository: string };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Timestamp;
  /** Whether the user agreed to all of these shell lines. */
  readonly agreed: (lines: readonly string[]) => Promise<boolean>;
  /** Starts an agent at a conflict that stands open. */
  readonly give?: (conflict: OpenConflict) => Promise<Result<void, Why>>;
  /**
   * Called between any two steps that leave something behind. What it throws ends the
   * merge as a kill would, which is what it is for.
   */
  readonly checkpoint?: (name: string) => void;
};

/** How far a merge is, and of its gates, what is known so far. */
export type Stage =
  | { readonly type: 'merging' }
  | { readonly type: 'gating'; readonly gates: readonly GateReport[] }
  /** Looks for whose work makes a gate red; `doing` says what is tried. */
  | {
      readonly type: 'isolating';
      readonly gates: readonly GateReport[];
      readonly doing: string;
    };

export type Observe = (stage: Stage) => void;
