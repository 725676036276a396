/**
 * `{domain}_results.json` and `phase1_parallel_results.json` of seed 002. A workstream is a
 * domain. Totals are counted from the results, and one that there is not yet has its place.
 */
import type { Outcome, OutputFile, WorkstreamOutcome } from '../../domain/outcome.js';
import { json, moment, resultStatus, type ResultStatus } from './words.js';

/** Undefined while there is no result. */
export function domainResult(
  { epic, mode }: Outcome,
  one: WorkstreamOutcome,
): OutputFile | undefined {
  const status = resultStatus(one);
  if (status === 'missing') return undefined;
  const { work, error, issues, question } = one;
  const met = [...issues, ...(error === null ? [] : [error])];
  return {
    path: resultPath(epic, one),
    text: json({
      status,
      epic_id: epic,
      domain: one.id,
      agent_type: one.role === '' ? one.agent : one.role,
      execution_mode: mode,
      worktree_path: one.worktree,
      files_created: work.created,
      files_modified: work.modified,
      issues_encountered: met.map((description) => ({
        description,
        file: null,
        resolution: null,
      })),
      clarifications_needed: question === null ? [] : [question],
      completion_timestamp: moment(one.completedAt),
    }),
  };
}

export function parallelResults(outcome: Outcome): OutputFile {
  const { epic, mode, workstreams, changedAt } = outcome;
  const statuses = workstreams.map(resultStatus);
  const amount = (status: ResultStatus) =>
    statuses.filter((found) => found === status).length;
  const summary = {
    total_domains: workstreams.length,
    successful: amount('success'),
    partial: amount('partial'),
    failed: amount('failed'),
    missing: amount('missing'),
    overall_status: overall(statuses),
  };
  return {
    path: `${folderOf(epic)}/phase1_parallel_results.json`,
    text: json({
      phase: '1B',
      execution_mode: mode,
      epic_id: epic,
      timestamp: moment(changedAt),
      domains: workstreams.map(({ id }) => id),
      domain_results: Object.fromEntries(
        workstreams.map((one) => [one.id, entry(epic, one)]),
      ),
      summary,
    }),
  };
}

function entry(epic: string, one: WorkstreamOutcome) {
  const status = resultStatus(one);
  return {
    status,
    worktree_path: one.worktree,
    worktree_branch: one.branch,
    files_created: one.work.created.length,
    files_modified: one.work.modified.length,
    result_file: status === 'missing' ? null : resultPath(epic, one),
  };
}

function overall(statuses: readonly ResultStatus[]): ResultStatus {
  if (statuses.every((status) => status === 'missing')) return 'missing';
  if (statuses.every((status) => status === 'success')) return 'success';
  return statuses.every((status) => status === 'failed') ? 'failed' : 'partial';
}

function resultPath(epic: string, { id }: WorkstreamOutcome): string {
  return `${folderOf(epic)}/${id}_results.json`;
}

export function folderOf(epic: string): string {
  return `.workflow/outputs/${epic}`;
}
