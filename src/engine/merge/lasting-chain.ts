/** A wave's chain, merged out of sight and taken into the repository as a whole. */
import type { Result } from '../../base/result.js';
import type { CommitId } from '../../domain/ids.js';
import { takeIn } from '../../git/repository.js';
import { mergeChain, type Break, type Chain } from './chain.js';
import { inQuarantine } from './quarantine.js';
import type { MergeContext } from './request.js';
import type { Beginning } from './wave-journal.js';

/** On the disk when this resolves. `known` as in `mergeChain`. */
export async function lastingChain(
  context: MergeContext,
  begin: Beginning,
  known: readonly (CommitId | undefined)[],
): Promise<Result<Chain, Break>> {
  return inQuarantine(context, async (quarantine) => {
    const { env, agreed } = context;
    const chain = await mergeChain({ ...quarantine, env, agreed }, begin, known);
    if (!chain.ok || chain.value.candidate === begin.base) return chain;
    const tips = begin.members.map(({ tip }) => tip);
    const what = { commit: chain.value.candidate, known: [begin.base, ...tips] };
    await takeIn(context.repo, quarantine.objects, what);
    return chain;
  });
}
