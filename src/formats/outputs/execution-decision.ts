/**
 * `parallel_analysis.json` and `execution_plan.json` of seed 002: whether the plan was worth
 * working on side by side, and how it is worked on. What a workstream owns are its files.
 */
import type { ExecutionDecision, Outcome, OutputFile } from '../../domain/outcome.js';
import { folderOf } from './domain-results.js';
import { json } from './words.js';

export function executionDecision(outcome: Outcome): readonly OutputFile[] {
  const { epic, mode, decision } = outcome;
  if (!decision) return [];
  const analysis = `${folderOf(epic)}/parallel_analysis.json`;
  return [
    { path: analysis, text: json(parallelAnalysis(decision)) },
    {
      path: `${folderOf(epic)}/execution_plan.json`,
      text: json({
        execution_mode: mode,
        parallel_viable: decision.viable,
        reason: decision.why,
        ...counts(decision),
        parallel_analysis_file: analysis,
      }),
    },
  ];
}

function parallelAnalysis(decision: ExecutionDecision) {
  const { viable, why, domains } = decision;
  return {
    viable,
    reason: why,
    ...counts(decision),
    domains: Object.fromEntries(domains.map(({ id, files }) => [id, files])),
    recommendation: viable ? 'parallel' : 'sequential',
    parallel_plan: Object.fromEntries(
      domains.map(({ id, files, task }) => [id, { files, task_description: task }]),
    ),
  };
}

function counts({ files, domains, overlapPercent }: ExecutionDecision) {
  return {
    file_count: files,
    domain_count: domains.length,
    file_overlap_percentage: overlapPercent,
  };
}
