/** Which branch a workstream has, as documents say it beside its worktree. */
import { slug } from '../slug.js';
import type { Draft } from './draft.js';

/** The branch in `autoD-api-client → workstream/api-client-refactor`. */
export function placedBranch(text: string): string | undefined {
  return /[\w./-]+\s*(?:→|->)\s*([\w.-]+\/[\w./-]+)$/.exec(text)?.[1];
}

/** Gives the branch to the workstream whose name or id it ends with, and reads the line. */
export function takeBranch(draft: Draft, line: number, branch: string | undefined): void {
  if (branch === undefined) return;
  const part = branch.replace(/^.*\//, '');
  for (const workstream of draft.workstreams.values())
    if (part === slug(workstream.name ?? '') || part === slug(workstream.id)) {
      workstream.branch ??= branch;
      draft.read(line);
    }
}
