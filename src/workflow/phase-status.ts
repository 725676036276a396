/** How far the phases of a plan are. */
import type { Phase } from '../domain/plan.js';
import type { PhaseStatus, WorkstreamStatus } from '../domain/status.js';
import { isDone } from './group-status.js';

export function phaseStatuses(
  phases: readonly Phase[],
  workstreams: readonly WorkstreamStatus[],
): readonly PhaseStatus[] {
  const outer = phases.filter(({ group }) => group === undefined);
  if (outer.length === 0) return [];
  const over = new Set(workstreams.filter(isDone).map(({ id }) => id));
  return outer.map(({ id, name, members, order }) => {
    const done = members.filter((member) => over.has(member)).length;
    return { id, name, members, order, done };
  });
}
