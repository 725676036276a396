/** What has gates: a workstream or a wave, by the word a person types. */
import type { GateReport } from '../domain/merge.js';
import type { Status } from '../domain/status.js';
import { Complaint } from './complaint.js';

export type Gated = {
  readonly id: string;
  readonly gates: readonly GateReport[];
  /** Its gates run, or will. */
  readonly isUnderWay: boolean;
};

const UNDER_WAY: ReadonlySet<string> = new Set(['merging', 'gating', 'isolating']);

/** Throws a `Complaint` that names those there are. */
export function gatedNamed({ waves, workstreams }: Status, id: string): Gated {
  const wave = waves.find((one) => one.id === id);
  if (wave) {
    const { gates, state } = wave;
    return { id, gates, isUnderWay: UNDER_WAY.has(state) };
  }
  const lower = id.toLowerCase();
  const work = workstreams.find((one) => one.id.toLowerCase() === lower);
  if (work)
    return { id: work.id, gates: work.gates, isUnderWay: work.state === 'gating' };
  const known = [...waves, ...workstreams].map((one) => one.id).join(', ') || 'none';
  throw new Complaint(`there is no wave or workstream "${id}"; known: ${known}`, 2);
}
