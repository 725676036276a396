/** A wave's chain, merged out of sight and taken into the repository as a whole. */
import type { Result } from '../../base/result.js';
import type { CommitId } from '../../domain/ids.js';
import { takeIn } from '../../git/repository.js';
import { mergeChain, type Break, type Chain } from './chain.js';
import { inQuarantine } from './quarantine.js';
import type { MergeContext } from './request.js';
import type { Beginning } from './wave-journal.js';

type Haste = {
  known?: readonly (CommitId | undefined)[];
  ready?: Promise<boolean>;
};

/**
 * On the disk when this resolves. `known` as in `mergeChain`; nothing is taken in before
 * `ready` resolves, nor if it says no.
 */
export async function lastingChain(
  context: MergeContext,
  begin: Beginning,
  { known = [], ready }: Readonly<Haste> = {},
): Promise<Result<Chain, Break>> {
  return inQuarantine(context, async (quarantine) => {
    const { env, agreed } = context;
    const keep = async (commit: CommitId) => {
      if (commit === begin.base || (await ready) === false) return;
      const tips = begin.members.map(({ tip }) => tip);
      const what = { commit, known: [begin.base, ...tips] };
      await takeIn(context.repo, quarantine.objects, what);
    };
    return mergeChain({ ...quarantine, env, agreed, keep }, begin, known);
  });
}
