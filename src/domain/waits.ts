/**
 * Who waits for whom in a plan, as one graph: its workstreams are the nodes 0..n-1, its
 * waves the nodes from n on. A node lists the nodes that must be met before it.
 *
 * - A workstream waits for the waves that land its hard dependencies. One in its own
 *   wave, or in no wave, only has to be done: its landing would come too late, or never;
 *   so does one whose signal is enough.
 * - A wave waits for its members, for the earlier wave with the same target or with the
 *   target that it starts from, and for those that land what its members began upon.
 */
import type { WaveId } from './ids.js';
import type { Plan } from './plan.js';

export function waitsOf(plan: Plan): readonly (readonly number[])[] {
  const places = new Map<string, number>(plan.workstreams.map(({ id }, at) => [id, at]));
  const first = plan.workstreams.length;
  const homes = new Map<string, number>(
    plan.waves.flatMap(({ members }, at) => members.map(({ id }) => [id, first + at])),
  );
  const ofWorkstreams = plan.workstreams.map(({ id, dependsOn }) =>
    dependsOn
      .filter(({ soft }) => !soft)
      .map((dependency) => {
        const home = homes.get(dependency.id);
        const apart = home !== undefined && home !== homes.get(id);
        const lands = apart && dependency.bySignal !== true;
        return lands ? home : places.get(dependency.id);
      }),
  );
  return [...ofWorkstreams, ...wavesWaits(plan, places, homes)].map(distinct);
}

/** The workstreams and waves that wait for a wave to land. */
export function waitingFor(plan: Plan, wave: WaveId): readonly string[] {
  const names = [...plan.workstreams, ...plan.waves].map(({ id }): string => id);
  const node = plan.workstreams.length + plan.waves.findIndex(({ id }) => id === wave);
  const waits = waitsOf(plan);
  return names.filter((_name, at) => waits[at]?.includes(node));
}

function distinct(nodes: readonly (number | undefined)[]): readonly number[] {
  return [...new Set(nodes)].filter((node) => node !== undefined);
}

function wavesWaits(
  { waves, workstreams }: Plan,
  places: ReadonlyMap<string, number>,
  homes: ReadonlyMap<string, number>,
): readonly (readonly (number | undefined)[])[] {
  const nodes = new Map<string, number>(
    waves.map(({ id }, at) => [id, workstreams.length + at]),
  );
  const targets = new Map<string, number>();
  return waves.map(({ id, target, from, members }) => {
    const before = [targets.get(target), targets.get(from)];
    const own = nodes.get(id);
    if (own !== undefined) targets.set(target, own);
    const ofMembers = members.map(({ type, id }) =>
      (type === 'wave' ? nodes : places).get(id),
    );
    const begun = members
      .flatMap((member) => workstreams[places.get(member.id) ?? -1]?.dependsOn ?? [])
      .filter(({ bySignal }) => bySignal)
      .map((dependency) => homes.get(dependency.id))
      .filter((home) => home !== own);
    return [...ofMembers, ...before, ...begun];
  });
}
