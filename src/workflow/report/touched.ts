/**
 * The records whose activity an event may have changed. Looking at these alone keeps an
 * event of a plan of thousands cheap; events about the plan as a whole touch all.
 */
import type { PlanEvent } from '../event.js';
import type { PlanState } from '../plan-state.js';

/** Indices into the workstreams and waves of the plan. */
export type Touched = {
  readonly works: readonly number[];
  readonly waves: readonly number[];
};

export function touchedBy(event: PlanEvent, { plan, graph }: PlanState): Touched {
  const first = plan.workstreams.length;
  const wavesAfter = (node: number) =>
    (graph.awaitedBy[node] ?? []).flatMap((next) => (next < first ? [] : [next - first]));
  if ('wave' in event) {
    const index = graph.waves.get(event.wave) ?? -1;
    const members = plan.waves[index]?.members ?? [];
    const works = members.flatMap(({ type, id }) =>
      type === 'workstream' ? (graph.workstreams.get(id) ?? []) : [],
    );
    return { works, waves: [index, ...wavesAfter(first + index)] };
  }
  if ('workstream' in event && typeof event.workstream === 'string') {
    const index = graph.workstreams.get(event.workstream) ?? -1;
    return { works: [index], waves: wavesAfter(index) };
  }
  return { works: [...plan.workstreams.keys()], waves: [...plan.waves.keys()] };
}
