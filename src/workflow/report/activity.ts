/** What a workstream or wave does in each of its states, as far as it takes time of anybody. */
import type { Wave } from '../../domain/plan.js';
import type { Activity } from '../../domain/plan-report.js';
import type { WaveStateName, WorkstreamStateName } from '../../domain/status.js';
import { waveStateOf, workStateOf } from '../state-names.js';
import type { WaveRecord } from '../wave.js';
import type { Work } from '../work.js';

/** An idle agent has not said that it is done: its time counts. */
const ofWorks: Partial<Record<WorkstreamStateName, Activity>> = {
  working: 'works',
  idle: 'works',
  plan_review: 'waits',
  waiting: 'waits',
  blocked: 'waits',
  gating: 'gates',
};

const ofWaves: Partial<Record<WaveStateName, Activity>> = {
  ready: 'waits',
  merging: 'merges',
  isolating: 'merges',
  gating: 'gates',
  blocked: 'waits',
  ready_to_land: 'waits',
};

/** Undefined while nothing is done about it. */
export function activityOfWork(work: Work): Activity | undefined {
  return ofWorks[workStateOf(work)];
}

/** A wave that merges by policy waits for nobody when it is ready. */
export function activityOfWave(
  record: WaveRecord,
  { approval }: Wave,
): Activity | undefined {
  const name = waveStateOf(record);
  return name === 'ready' && approval === 'auto' ? undefined : ofWaves[name];
}
