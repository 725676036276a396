/** Whether a branch's work is in another one, so that nothing is lost with it. */
import type { CommitId } from '../domain/ids.js';
import { isAncestor } from './refs.js';
import { mustInRepository, type Repository } from './repository.js';

/**
 * `ancestor`: its very commits are. `equal patch`: each of them has one there that changes
 * the same lines, as after a rebase or a cherry-pick. Undefined: neither can be shown.
 */
export type Proof = 'ancestor' | 'equal patch';

export async function mergedInto(
  repo: Repository,
  tip: CommitId,
  target: CommitId,
): Promise<Proof | undefined> {
  if (await isAncestor(repo, tip, target)) return 'ancestor';
  // Marks each commit of `tip` that `target` lacks: - when one there is equal, else +.
  const args = ['cherry', target, tip];
  const marked = (await mustInRepository(repo, { args })).toString().trim();
  const merges = ['rev-list', '--merges', '--count', tip, `^${target}`];
  const counted = (await mustInRepository(repo, { args: merges })).toString().trim();
  // A merge commit has no patch to compare, and may hold work of its own.
  if (marked === '' || counted !== '0') return undefined;
  return marked.split('\n').every((line) => line.startsWith('- '))
    ? 'equal patch'
    : undefined;
}
