/**
 * What a merge of a wave would do or did: printed by `wtmux merge --json`, shown by the
 * console before it asks.
 */
import type { CommitId, WaveId, WorkstreamId } from './ids.js';
import type { WaveStateName } from './status.js';
import type { Milliseconds } from './time.js';

/** The same shape before (`--dry-run`) and after; `state` says which. */
export type MergeReport = {
  readonly wave: WaveId;
  readonly target: string;
  readonly state: WaveStateName;
  /** What landed, or would land. */
  readonly commit: CommitId | null;
  /** Foreseen only: what would be in it. The commit has the time of its merge, and another name. */
  readonly tree?: string;
  readonly steps: readonly MergeStep[];
  /** Only what no rule decides. */
  readonly conflicts: readonly Conflict[];
  readonly gates: readonly GateReport[];
  /** In words: why it cannot go on and what to do; null when nothing is in the way. */
  readonly blockedBy: string | null;
  /** Members that do not land with the wave. */
  readonly leftOut: readonly LeftOut[];
  /** The ways on of a wave that is blocked, for a person to choose from. */
  readonly choices: readonly Choice[];
  /** The worktree in which its conflict stands to be resolved. */
  readonly conflictFolder: string | null;
  /** The worktree that has the target checked out; landing there is a fast-forward. */
  readonly checkout: TargetCheckout | null;
  /** Foreseen only: hooks of the repository that guard merges, by name. */
  readonly hooks: readonly string[];
  /** Foreseen only: workstreams and waves that wait for the landing. */
  readonly waiting?: readonly string[];
};

/** Whether what is foreseen can be merged: a target that is checked out may be in the way later. */
export function mayMerge({ steps, conflicts, blockedBy }: MergeReport): boolean {
  return steps.length > 0 && conflicts.length === 0 && blockedBy === null;
}

export type MergeStep = {
  /** The member: a workstream's or a wave's id. */
  readonly workstream: WorkstreamId | WaveId;
  readonly branch: string;
  /** The member's commit. */
  readonly tip: CommitId;
  /** The merge commit, null before it is made; the member's own when nothing was to do. */
  readonly commit: CommitId | null;
  readonly commits: number;
  readonly files: number;
  readonly resolved: readonly { readonly path: string; readonly rule: string }[];
};

export type Conflict = {
  readonly path: string;
  /** Git's own word: `contents`, `modify/delete`, `add/add`, ... */
  readonly kind: string;
  /** The members (or the target) whose sides meet here. */
  readonly ours: string;
  readonly theirs: string;
  /** The workstreams that its rule says to ask. */
  readonly consult?: readonly string[];
  /** Why the rule for it did not settle it, in words. */
  readonly note?: string;
};

export type GateReport = {
  readonly name: string;
  readonly state:
    'pending' | 'running' | 'passed' | 'failed' | 'flaky' | 'errored' | 'overridden';
  readonly ms: Milliseconds;
  /** What is wrong, in words; null when nothing is. */
  readonly why: string | null;
  /** Path of the log file, null before it ran. */
  readonly log: string | null;
  /** Foreseen only: its command, and the least that it must measure. */
  readonly run?: string;
  readonly min?: number;
  /** What it measured; left out where it measures nothing or its output told no number. */
  readonly measured?: number;
};

/** A gate's process group, told from a later one of the same number by its start time. */
export type GateProcess = { readonly pid: number; readonly started: string };

export type TargetCheckout = {
  readonly worktree: string;
  readonly clean: boolean;
  /** The command that a person may run there instead. */
  readonly command: string;
};

/** A member that does not land with its wave: it was ejected, or needs one that was. */
export type LeftOut = { readonly id: WorkstreamId | WaveId; readonly why: string };

export const choiceNames = [
  'again',
  'find',
  'eject',
  'override',
  'open',
  'take',
  'hand',
  'abort',
] as const;

/**
 * `again`: from the start, gates included. `find`: whose work makes the gate red. `eject`:
 * leave that out, and what needs it, and go on with the rest. `override`: land in spite of
 * a red gate. `open`: the conflict in a worktree, to be resolved there. `hand`: the same, by
 * an agent of its own. `take`: what was made of it there. `abort`: ask no more.
 */
export type ChoiceName = (typeof choiceNames)[number];

/** One way on, with what follows from it in words. */
export type Choice = { readonly name: ChoiceName; readonly text: string };
