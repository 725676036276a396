/**
 * What a branch held that somebody deleted while its wave was merged. The pins of the wave
 * were all that kept it; when they go, a ref of its own does, until a person deletes that.
 */
import type { CommitId } from '../../domain/ids.js';
import type { RefChange } from '../../git/ref-transaction.js';
import { branchTips, refsHolding, refsUnder, resolveCommit } from '../../git/refs.js';
import type { Repository } from '../../git/repository.js';
import type { Beginning, PinnedMember } from './wave-journal.js';
import { nameFor } from './wave-refs.js';

/** Makes a ref for each member that no branch holds any more. */
export async function orphaned(
  repo: Repository,
  { members }: Beginning,
): Promise<readonly RefChange[]> {
  const tips = await branchTips(
    repo,
    members.map(({ branch }) => branch),
  );
  const changes: RefChange[] = [];
  for (const member of members)
    if (!tips.has(member.branch) && (await isAlone(repo, member)))
      changes.push({ type: 'create', ref: refOf(member), to: member.tip });
  return changes;
}

/** What was kept of a member whose branch is gone, the last that was kept of it. */
export async function orphanOf(
  repo: Repository,
  id: PinnedMember['id'],
): Promise<CommitId | undefined> {
  return [...(await refsUnder(repo, folderOf(id))).values()].at(-1);
}

/** What was collected before it was pinned is lost already. */
async function isAlone(repo: Repository, member: PinnedMember): Promise<boolean> {
  if (!(await resolveCommit(repo, member.tip))) return false;
  const holding = await refsHolding(repo, 'refs/heads', member.tip);
  const kept = await refsUnder(repo, refOf(member));
  return holding.length === 0 && kept.size === 0;
}

function refOf({ id, tip }: PinnedMember): string {
  return `${folderOf(id)}${tip}`;
}

function folderOf(id: PinnedMember['id']): string {
  return `refs/wtmux/orphans/${nameFor(id)}/`;
}
