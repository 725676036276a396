/**
 * A plan in which each group is one workstream, as it is shown when it is large: what its
 * members wait for outside of it, it waits for.
 */
import { workstreamId, type WorkstreamId } from '../domain/ids.js';
import type { Dependency, Group, Phase, Plan, Wave, Workstream } from '../domain/plan.js';
import { FOLD_ABOVE } from '../domain/status-lines.js';
import { findCycle } from './cycle.js';

/** The plan itself where it is small, has no groups, or where groups wait for each other. */
export function foldedPlan(plan: Plan): Plan {
  const { groups = [], workstreams } = plan;
  if (groups.length === 0 || workstreams.length <= FOLD_ABOVE) return plan;
  const folding = new Folding(groups);
  const folded = folding.workstreams(workstreams);
  if (isRound(folded)) return plan;
  return {
    ...plan,
    workstreams: folded,
    waves: plan.waves.map((wave) => folding.wave(wave)),
    phases: (plan.phases ?? []).flatMap((phase) => folding.phase(phase)),
  };
}

class Folding {
  readonly #homes: ReadonlyMap<WorkstreamId, Group>;

  constructor(groups: readonly Group[]) {
    const outer = groups.filter(({ group }) => group === undefined);
    this.#homes = new Map(
      outer.flatMap((group) => group.members.map((id) => [id, group] as const)),
    );
  }

  /** Of its group, if it has one. */
  name(id: WorkstreamId): WorkstreamId {
    const group = this.#homes.get(id);
    return group ? workstreamId(group.id) : id;
  }

  wave(wave: Wave): Wave {
    const members = wave.members.map((member) =>
      member.type === 'wave' ? member : { type: member.type, id: this.name(member.id) },
    );
    return { ...wave, members: distinct(members) };
  }

  /** None of one that is a part of a group. */
  phase(phase: Phase): readonly Phase[] {
    const members = [...new Set(phase.members.map((id) => this.name(id)))];
    const [first] = phase.members;
    const home = first && this.#homes.get(first);
    const inside =
      members.length === 1 && phase.members.length < (home?.members.length ?? 0);
    return inside ? [] : [{ ...phase, members }];
  }

  /** A group stands where the first of its members does. */
  workstreams(all: readonly Workstream[]): readonly Workstream[] {
    const parts = new Map<WorkstreamId, Workstream[]>();
    for (const workstream of all) {
      const name = this.name(workstream.id);
      const known = parts.get(name);
      if (known) known.push(workstream);
      else parts.set(name, [workstream]);
    }
    return [...parts].flatMap(([name, own]) => this.#folded(name, own));
  }

  #folded(name: WorkstreamId, own: readonly Workstream[]): readonly Workstream[] {
    const [first] = own;
    if (!first) return [];
    const group = this.#homes.get(first.id);
    const dependsOn = this.#needs(name, own);
    if (!group) return [{ ...first, dependsOn }];
    const estimateMs = undefined;
    const many = `${group.name} (${own.length} workstreams)`;
    return [
      { ...first, id: name, name: many, role: '', owns: [], estimateMs, dependsOn },
    ];
  }

  /** Hard where one of them is. */
  #needs(name: WorkstreamId, own: readonly Workstream[]): readonly Dependency[] {
    const found = new Map<WorkstreamId, boolean>();
    for (const { dependsOn } of own)
      for (const one of dependsOn) {
        const id = this.name(one.id);
        if (id !== name) found.set(id, one.soft && (found.get(id) ?? true));
      }
    return [...found].map(([id, soft]) => ({ id, soft }));
  }
}

function isRound(workstreams: readonly Workstream[]): boolean {
  const places = new Map(workstreams.map(({ id }, at) => [id, at]));
  const edges = workstreams.map(({ dependsOn }) =>
    dependsOn.map(({ id }) => places.get(id) ?? -1),
  );
  return findCycle(edges) !== undefined;
}

function distinct<Item extends { readonly id: string }>(
  items: readonly Item[],
): readonly Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
