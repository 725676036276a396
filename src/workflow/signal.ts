/** Which workstream a signal speaks of. */
import type { Workstream } from '../domain/plan.js';
import type { Signal } from '../domain/report.js';

/**
 * Whether the signal is the workstream's own. Signals are committed, so a worktree also
 * holds those of what landed before. Agents write `TD1`, `td-1` or the name's slug.
 */
export function isAbout(signal: Signal, { id, name, branch }: Workstream): boolean {
  const subject = plain(signal.workstream);
  return [id, name, branch, branch.replace(/^.*\//, '')].some(
    (own) => plain(own) === subject,
  );
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
