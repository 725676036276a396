/** All files that tell other tools what became of a plan, each in its place. */
import type { Outcome, OutputFile } from '../../domain/outcome.js';
import type { Report } from '../../domain/plan-report.js';
import { reportMarkdown } from '../report/report-markdown.js';
import { domainResult, parallelResults } from './domain-results.js';
import { executionDecision } from './execution-decision.js';
import { fixAttempts } from './fix-attempts.js';
import { mergeConflicts, mergeSummary } from './merge-results.js';
import { mergedContextFile } from './merged-context.js';
import { subIssues } from './sub-issues.js';
import { validations } from './validation-results.js';
import { worktreeMetadata } from './worktree-metadata.js';

/** `report` is that of the plan's end; undefined while it goes on. */
export function outputFiles(
  outcome: Outcome,
  report: Report | undefined,
): readonly OutputFile[] {
  const { epic, workstreams } = outcome;
  const worktrees = workstreams.map((one) => worktreeMetadata(outcome, one));
  if (epic === '') return worktrees;
  return [
    ...worktrees,
    ...workstreams.map((one) => domainResult(outcome, one)),
    parallelResults(outcome),
    subIssues(outcome),
    mergedContextFile(outcome),
    mergeSummary(outcome),
    mergeConflicts(outcome),
    ...validations(outcome),
    ...fixAttempts(outcome),
    ...executionDecision(outcome),
    report && {
      path: `.workflow/post-mortem/${epic}.md`,
      text: reportMarkdown(report),
    },
  ].filter((file) => file !== undefined);
}

/** `.gitignore` for each folder, with the names in it, so that no checkout becomes dirty. */
export function ignoreFiles(files: readonly OutputFile[]): readonly OutputFile[] {
  const folders = new Map<string, string[]>();
  for (const { path } of files) {
    const at = path.lastIndexOf('/');
    const names = folders.get(path.slice(0, at)) ?? ['.gitignore'];
    names.push(path.slice(at + 1));
    folders.set(path.slice(0, at), names);
  }
  return [...folders].map(([folder, names]) => ({
    path: `${folder}/.gitignore`,
    text: names.map((name) => `/${name}\n`).join(''),
  }));
}
