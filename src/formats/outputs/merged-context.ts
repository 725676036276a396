/** The contexts of all workstreams as one, in the form of seed 001. */
import type { Outcome, OutputFile } from '../../domain/outcome.js';
import type { Concern } from '../../domain/work-context.js';
import { json, moment } from './words.js';

/** Undefined while no agent has told anything. */
export function mergedContextFile(outcome: Outcome): OutputFile | undefined {
  const { epic, merged, workstreams, changedAt, verifier, measures } = outcome;
  if (merged.parts.length === 0) return undefined;
  const complete = merged.missing.length === 0;
  const tasks = workstreams.flatMap((one) => {
    const part = merged.parts.find(({ workstream }) => workstream === one.id);
    if (!part) return [];
    const coverage = measures.find(({ subject }) => subject === one.id);
    return [
      {
        task_id: one.id,
        agent: one.role === '' ? one.agent : one.role,
        duration_minutes: minutes(one.assignedAt, one.completedAt),
        status: one.completedAt === null ? 'in_progress' : 'completed',
        files_count: part.files,
        ...(coverage ? { test_coverage: coverage.value } : {}),
      },
    ];
  });
  const starts = workstreams.flatMap(({ assignedAt }) => assignedAt ?? []);
  const ends = workstreams.flatMap(({ completedAt }) => completedAt ?? []);
  const started = starts.length === 0 ? null : Math.min(...starts);
  const ended = complete && ends.length > 0 ? Math.max(...ends) : null;
  return {
    path: `.claude/context/${epic}-merged.json`,
    text: json({
      version: '1.0',
      workflow_id: epic,
      timestamp: moment(changedAt),
      current_agent: 'wtmux',
      next_agent: complete ? verifier : null,
      phase: complete ? 'parallel-complete-merge' : 'parallel-in-progress',
      parallel_execution_summary: {
        started_at: moment(started),
        completed_at: moment(ended),
        total_duration_minutes: minutes(started, ended),
        tasks,
      },
      files_modified: merged.filesModified,
      decisions: merged.decisions,
      pending_actions: merged.pendingActions,
      error_log: merged.errors.map(({ workstream, text }) => ({
        task_id: workstream,
        error: text,
      })),
      integration_concerns: merged.concerns.map(concern),
      metrics: { total_files_modified: merged.filesModified.length },
      context_summary: merged.parts
        .filter(({ summary }) => summary !== '')
        .map(({ workstream, summary }) => `${workstream}: ${summary}`)
        .join(' '),
    }),
  };
}

function concern({ subject, between, provider, status, text }: Concern) {
  return { concern: subject, between, provided_by: provider, status, difference: text };
}

function minutes(from: number | null, until: number | null): number | null {
  return from === null || until === null ? null : Math.round((until - from) / 60_000);
}
