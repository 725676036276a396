/** Worktrees that were put away, and why others were not: `wtmux clean`, `wtmux trash`. */
import type { CommitId, WorkstreamId } from './ids.js';
import type { Timestamp } from './time.js';

/** A worktree and its branch in the trash. */
export type TrashEntry = {
  /** By which it is restored. */
  readonly id: string;
  readonly workstream: WorkstreamId;
  readonly branch: string;
  readonly commit: CommitId;
  /** Where the worktree was. */
  readonly path: string;
  readonly at: Timestamp;
};

/** What was, or would be, done with a worktree. */
export type Cleaning = {
  readonly workstream: WorkstreamId;
  readonly branch: string;
  readonly path: string;
  /** Why its work is safe: `ancestor of main`; null when it is kept. */
  readonly proof: string | null;
  /** Why it is kept, in words; null when it goes. */
  readonly kept: string | null;
  /** In the trash, once it is there. */
  readonly entry: string | null;
};
