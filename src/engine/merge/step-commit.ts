/** The merge commit of one member of a wave, with what decided its conflicts in its message. */
import { ok, type Result } from '../../base/result.js';
import { plainText } from '../../base/plain-text.js';
import type { CommitId } from '../../domain/ids.js';
import type { MergeStep } from '../../domain/merge.js';
import { writeCommit } from '../../git/commit-writer.js';
import { anatomy } from '../../git/refs.js';
import type { Why } from '../../git/repository.js';
import type { Quarantine } from './quarantine.js';
import type { Beginning, PinnedMember } from './wave-journal.js';

export type Step = {
  readonly begin: Beginning;
  readonly member: PinnedMember;
  /** The commit of an earlier run. */
  readonly known: CommitId | undefined;
};

/** A merge with its conflicts settled, and by which rules. */
export type Resolved = {
  readonly tree: string;
  readonly resolved: MergeStep['resolved'];
};

/** `known` itself where it is what would be made. Fails in git's words. */
export async function stepCommit(
  shop: Quarantine,
  { begin, member, known }: Step,
  ...[current, { tree, resolved }]: readonly [current: CommitId, merged: Resolved]
): Promise<Result<CommitId, Why>> {
  const parents = [current, member.tip];
  if (known) {
    const made = await anatomy(shop.repo, known);
    if (made.tree === tree && made.parents.join() === parents.join()) return ok(known);
  }
  const { by, date, sign } = begin;
  const message = messageOf(begin, member, resolved);
  return writeCommit(shop, { tree, parents, message, by, date, sign });
}

function messageOf(
  begin: Beginning,
  member: PinnedMember,
  resolved: MergeStep['resolved'],
): string {
  const what = member.type === 'wave' ? 'wave' : 'workstream';
  const trailers = [
    `Wtmux-Wave: ${begin.wave}`,
    `Wtmux-Member: ${member.id}`,
    ...resolved.map(
      ({ path, rule }) => `Wtmux-Resolved: ${JSON.stringify(path)} ${rule}`,
    ),
  ];
  return [
    plainText(`Merge ${what} ${member.id} (${member.branch}) into ${begin.target}`),
    '',
    ...trailers.map((trailer) => plainText(trailer)),
    '',
  ].join('\n');
}
