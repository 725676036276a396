/**
 * What was learned in a workstream and may be worth knowing in the next one. A candidate
 * until a person has judged it: agents say much, and what is kept is believed later.
 */
import type { WorkstreamId } from './ids.js';
import type { Timestamp } from './time.js';

/** `m3`: counted in the order in which they are found. */
export type MemoryId = string;

export type Memory = {
  readonly id: MemoryId;
  /** When it was found: at the end of its workstream. */
  readonly at: Timestamp;
  readonly kind: 'lesson' | 'decision' | 'blocker';
  readonly text: string;
  /** Who said so: the plan, its workstream, and the file in its worktree. */
  readonly plan: string;
  readonly workstream: WorkstreamId;
  readonly file: string;
  /** Null while it is a candidate. */
  readonly review: Review | null;
};

export type Review = {
  readonly verdict: Verdict;
  readonly by: string;
  readonly at: Timestamp;
  /** What was kept in place of what the agent said. */
  readonly text?: string;
};

export type Verdict = 'accepted' | 'rejected';

/** Where accepted ones are kept, relative to the folder of outputs or the checkout's top. */
export const MEMORY_FILE = '.memori/memories.json';
