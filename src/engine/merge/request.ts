/** What the merge of a wave is asked to do, and what it needs to do it. */
import type { WaveId, WorkstreamId } from '../../domain/ids.js';
import type { GateReport } from '../../domain/merge.js';
import type { Gate, Rule, Scratch, Wave } from '../../domain/plan.js';
import type { Timestamp } from '../../domain/time.js';
import type { Repository } from '../../git/repository.js';

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
};

export type WaveMember = {
  /** A `wave` must have landed; its target is merged. */
  readonly type: 'workstream' | 'wave';
  readonly id: WorkstreamId | WaveId;
  readonly branch: string;
  /** Absolute; must be clean. Undefined when it has none. */
  readonly worktree: string | undefined;
  /** The workstreams whose work it brings. */
  readonly holds: readonly WorkstreamId[];
};

export type MergeContext = {
  readonly repo: Repository;
  /** As in `Paths`: logs and scratch worktrees, and what lies in the git folder. */
  readonly paths: { readonly state: string; readonly repository: string };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Timestamp;
  /** Whether the user agreed to all of these shell lines. */
  readonly agreed: (lines: readonly string[]) => Promise<boolean>;
  /**
   * Called between any two steps that leave something behind. What it throws ends the
   * merge as a kill would, which is what it is for.
   */
  readonly checkpoint?: (name: string) => void;
};

/** How far a merge is, and of its gates, what is known so far. */
export type Stage =
  | { readonly type: 'merging' }
  | { readonly type: 'gating'; readonly gates: readonly GateReport[] };

export type Observe = (stage: Stage) => void;
