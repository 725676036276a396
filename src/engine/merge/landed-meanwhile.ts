/** Notices that a person landed a wave that waited for its target's checkout. */
import type { MergeReport } from '../../domain/merge.js';
import type { WaveId } from '../../domain/ids.js';
import { branchTip, isAncestor, resolveCommit } from '../../git/refs.js';
import { resumeWave } from './merge-wave.js';
import type { MergeContext } from './request.js';
import { waveRefs } from './wave-refs.js';

/**
 * The report of the landing once `target` holds the candidate of a wave that is
 * `ready_to_land`; undefined before. Cheap enough to ask whenever the target moves.
 */
export async function landedMeanwhile(
  context: MergeContext,
  { wave, target }: { readonly wave: WaveId; readonly target: string },
): Promise<MergeReport | undefined> {
  const candidate = await resolveCommit(context.repo, waveRefs(wave).candidate);
  const tip = await branchTip(context.repo, target);
  if (!candidate || !tip || !(await isAncestor(context.repo, candidate, tip)))
    return undefined;
  return resumeWave(context, wave);
}
