/** The rows of a report: one for each workstream, one for each wave. */
import type { Stretch, WaveReport, WorkstreamReport } from '../../domain/plan-report.js';
import type { Timestamp } from '../../domain/time.js';
import type { Slot } from '../analysis/schedule.js';
import { waveStateOf, workStateOf } from '../state-names.js';
import { stretchesUntil } from './chronicle.js';
import type { Past } from './report.js';
import { hundredths, timeOf } from './sums.js';
import { usageReport } from './usage-rows.js';

export function workstreamReports(
  { state, chronicle }: Past,
  slots: readonly Slot[],
  now: Timestamp,
): readonly WorkstreamReport[] {
  const works = state.works.flat();
  const planned = new Map(slots.map(({ id, from, until }) => [id, { from, until }]));
  return state.plan.workstreams.flatMap((plan, at) => {
    const work = works[at];
    if (!work) return [];
    const story = chronicle.ofWork(plan.id);
    const stretches = stretchesUntil(story, now);
    const trials = story?.trials ?? [];
    const { life, checks } = work;
    return [
      {
        id: plan.id,
        name: plan.name,
        agent: work.handed?.agent ?? work.agent ?? plan.agent ?? '',
        state: workStateOf(work),
        stretches,
        workedMs: timeOf(stretches, 'works'),
        waitsMs: timeOf(stretches, 'waits'),
        gatesMs: timeOf(stretches, 'gates'),
        efficiency: efficiencyOf(stretches),
        estimateMs: plan.estimateMs ?? null,
        planned: (plan.estimateMs !== undefined && planned.get(plan.id)) || null,
        runs: trials.length,
        redRuns: trials.filter(({ why }) => why !== null).length,
        gates: life.phase === 'checking' ? life.gates : (checks?.gates ?? []),
        doubts: work.doubts,
        usage: usageReport(work),
        snapshots: story?.snapshots ?? [],
      },
    ];
  });
}

export function waveReports(
  { state, chronicle }: Past,
  now: Timestamp,
): readonly WaveReport[] {
  const waves = state.waves.flat();
  return state.plan.waves.flatMap(({ id, target }, at) => {
    const wave = waves[at];
    if (!wave) return [];
    const { life } = wave;
    const story = chronicle.ofWave(id);
    const stretches = stretchesUntil(story, now);
    return [
      {
        id,
        target,
        state: waveStateOf(wave),
        commit: 'commit' in life ? life.commit : null,
        stretches,
        waitsMs: timeOf(stretches, 'waits'),
        gatesMs: timeOf(stretches, 'gates'),
        gates: 'gates' in life ? life.gates : (story?.trials.at(-1)?.gates ?? []),
      },
    ];
  });
}

/** What of its time, from its start to its end, its agent worked. */
function efficiencyOf(stretches: readonly Stretch[]): number | null {
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (!first || !last || last.until <= first.from) return null;
  return hundredths(timeOf(stretches, 'works') / (last.until - first.from));
}
