/** `.worktrees/.metadata/<name>.json` of seed 002: a worktree and its life. */
import type { Outcome, OutputFile, WorkstreamOutcome } from '../../domain/outcome.js';
import { json, moment, worktreeStatus } from './words.js';

export function worktreeMetadata(
  { epic, base }: Outcome,
  one: WorkstreamOutcome,
): OutputFile {
  return {
    path: `.worktrees/.metadata/${one.id}.json`,
    text: json({
      name: one.id,
      epic_id: epic === '' ? null : epic,
      task_name: one.name,
      path: one.worktree,
      branch: one.branch,
      branch_name: one.branch,
      base_branch: base,
      agent_id: one.session,
      agent_type: one.role === '' ? one.agent : one.role,
      status: worktreeStatus(one),
      created_at: moment(one.createdAt),
      assigned_at: moment(one.assignedAt),
      completed_at: moment(one.completedAt),
      merged_at: moment(one.mergedAt),
      cleaned_at: moment(one.cleanedAt),
      commits: one.work.commits,
      error_message: one.error,
    }),
  };
}
