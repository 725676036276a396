/**
 * What a worktree says of itself: its `progress.md` and its signals. Reported by an
 * agent, so shown and recorded, never taken for proof.
 */
import type { Timestamp } from './time.js';

export type Progress = {
  /** 0..100, or undefined when the file names no number. */
  readonly percent: number | undefined;
  /** The last line that says something, made harmless. */
  readonly lastLine: string;
  readonly blockers: readonly string[];
  /** Of sections of that name. */
  readonly lessons?: readonly string[];
  readonly decisions?: readonly string[];
};

/** A `.claude/handoff/*.signal` file. */
export type Signal = {
  readonly file: string;
  /** As it names it; empty in a file that names none. */
  readonly workstream: string;
  readonly status: string;
  readonly validationPassed: boolean | undefined;
  readonly notes: string;
  readonly filesCreated: readonly string[];
  readonly filesModified: readonly string[];
  readonly lessons?: readonly string[];
  readonly decisions?: readonly string[];
  readonly blockers?: readonly string[];
  /** When its file was written: one that is written again says it again. */
  readonly writtenAt?: Timestamp;
};

/** What the status of a signal means; agents are asked for `complete` and `blocked`, and vary. */
export function claimOf({
  status,
}: Pick<Signal, 'status'>): 'complete' | 'stuck' | 'under way' | 'unknown' {
  const word = status.trim().toLowerCase().replaceAll(/[ _]/g, '-');
  if (/^(?:completed?|done|finished|success)$/.test(word)) return 'complete';
  if (/^(?:blocked|failed|failure|error|stuck)$/.test(word)) return 'stuck';
  return /^(?:in-progress|started|working|pending|partial)$/.test(word)
    ? 'under way'
    : 'unknown';
}

/** Says the work is complete; a failed validation of its own takes that back. */
export function isComplete(signal: Signal): boolean {
  return claimOf(signal) === 'complete' && signal.validationPassed !== false;
}
