/** Goes on with every wave that was under way when the engine ended. */
import type { MergeReport } from '../../domain/merge.js';
import { resumeWave } from './merge-wave.js';
import type { MergeContext, Observe } from './request.js';
import { knownWaves } from './wave-journal.js';

/** A report for each; doing it again changes nothing. */
export async function resumeWaves(
  context: MergeContext,
  observe?: Observe,
): Promise<readonly MergeReport[]> {
  const reports: MergeReport[] = [];
  for (const wave of await knownWaves(context.paths.repository)) {
    const report = await resumeWave(context, wave, observe);
    if (report) reports.push(report);
  }
  return reports;
}
