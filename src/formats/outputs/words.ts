/** The words in which the seeds' files tell how far something is. */
import type { WorkstreamOutcome } from '../../domain/outcome.js';
import type { WorkstreamStateName } from '../../domain/status.js';
import type { Timestamp } from '../../domain/time.js';

/** Of a worktree: `created -> assigned -> in_progress -> completed | failed -> merged -> cleaned`. */
export type WorktreeStatus =
  'created' | 'assigned' | 'in_progress' | 'completed' | 'failed' | 'merged' | 'cleaned';

/** Of a result; `missing` stands for one that there is not yet. */
export type ResultStatus = 'success' | 'partial' | 'failed' | 'missing';

const ofWorktrees = {
  planned: 'created',
  ready: 'created',
  upstream_failed: 'created',
  held: 'in_progress',
  starting: 'assigned',
  plan_review: 'in_progress',
  working: 'in_progress',
  waiting: 'in_progress',
  idle: 'in_progress',
  gating: 'in_progress',
  blocked: 'in_progress',
  done: 'completed',
  rolled_back: 'completed',
  failed: 'failed',
  skipped: 'failed',
  landed: 'merged',
} as const satisfies Record<WorkstreamStateName, WorktreeStatus>;

export function worktreeStatus({ state, cleanedAt }: WorkstreamOutcome): WorktreeStatus {
  return cleanedAt === null ? ofWorktrees[state] : 'cleaned';
}

/** Work that counts as done, but whose signal is doubtful, is partial; so is what is stuck. */
export function resultStatus({ state, issues }: WorkstreamOutcome): ResultStatus {
  if (state === 'failed' || state === 'skipped') return 'failed';
  if (state === 'blocked') return 'partial';
  if (state !== 'done' && state !== 'landed' && state !== 'rolled_back') return 'missing';
  return issues.length > 0 ? 'partial' : 'success';
}

/** ISO 8601 with its zone, or null. */
export function moment(at: Timestamp | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
