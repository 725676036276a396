/**
 * Whether a plan can ever end: no cycle among dependencies, no wave before what its
 * members wait for, and nothing that waits for itself by way of waves.
 */
import type { Plan } from '../domain/plan.js';
import { waitsOf } from '../domain/waits.js';
import { findCycle } from './cycle.js';
import { quote, type Fault } from './problem.js';

/** Expects every id to be known and unique. */
export function orderProblems(plan: Plan): readonly Fault[] {
  const places = new Map<string, number>(
    plan.workstreams.map(({ id }, index) => [id, index]),
  );
  const cycle = findCycle(
    plan.workstreams.map(({ dependsOn }) =>
      dependsOn.map(({ id }) => places.get(id) ?? -1),
    ),
  );
  if (cycle) {
    const names = [...cycle, ...cycle.slice(0, 1)].map((at) => plan.workstreams[at]?.id);
    const path = ['workstreams', cycle[0] ?? 0, 'dependsOn'];
    return [[path, `these wait for each other: ${names.join(' -> ')}`]];
  }
  const early = earlyWaves(plan, places);
  return early.length > 0 ? early : waveCycle(plan);
}

function earlyWaves(plan: Plan, places: ReadonlyMap<string, number>): readonly Fault[] {
  const homes = homesOf(plan);
  return plan.waves.flatMap(({ id, members }, index) =>
    members.flatMap((member, place): readonly Fault[] => {
      const own = plan.workstreams[places.get(member.id) ?? -1];
      const late = own?.dependsOn.find((dependency) => {
        const home = homes.get(dependency.id);
        if (dependency.soft || home === undefined || home.wave < index) return false;
        return home.wave > index || home.place > place;
      });
      if (!late) return [];
      const where = plan.waves[homes.get(late.id)?.wave ?? -1]?.id ?? '';
      const why =
        where === id
          ? `name ${quote(late.id)} before it, on which it depends`
          : `it depends on ${quote(late.id)}, which lands later, in ${quote(where)}`;
      return [[['waves', index, 'members', place], `${quote(member.id)}: ${why}`]];
    }),
  );
}

type Home = { readonly wave: number; readonly place: number };

/** The wave that each member is merged in, and its place there. */
function homesOf({ waves }: Plan): ReadonlyMap<string, Home> {
  return new Map(
    waves.flatMap(({ members }, wave) =>
      members.map(({ id }, place) => [id, { wave, place }] as const),
    ),
  );
}

function waveCycle(plan: Plan): readonly Fault[] {
  const cycle = findCycle(waitsOf(plan));
  if (!cycle) return [];
  const first = plan.workstreams.length;
  const names = [...cycle, ...cycle.slice(0, 1)].map(
    (at) => plan.workstreams[at]?.id ?? plan.waves[at - first]?.id,
  );
  const wave = cycle.find((at) => at >= first) ?? first;
  return [[['waves', wave - first], `these wait for each other: ${names.join(' -> ')}`]];
}
