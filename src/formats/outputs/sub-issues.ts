/**
 * `github_sub_issues.json` of seed 002: which issue each domain is. wtmux opens none; numbers
 * are those that the plan itself names, as in `Fix the routing (#124)`.
 */
import type { Outcome, OutputFile, WorkstreamOutcome } from '../../domain/outcome.js';
import { folderOf } from './domain-results.js';
import { json } from './words.js';

export function subIssues({ epic, plan, workstreams }: Outcome): OutputFile {
  return {
    path: `${folderOf(epic)}/github_sub_issues.json`,
    text: json({
      epic_issue: issueIn(plan),
      sub_issues: Object.fromEntries(workstreams.map((one) => [one.id, issueOf(one)])),
    }),
  };
}

function issueOf({ name, role }: WorkstreamOutcome): number | null {
  return issueIn(name) ?? issueIn(role);
}

function issueIn(text: string): number | null {
  const number = /(?<![\w&])#(\d{1,9})\b/.exec(text)?.[1];
  return number === undefined ? null : Number(number);
}
