/**
 * Phases and groups of a plan, turned into ordinary dependencies: whoever runs a plan
 * needs to know nothing of them.
 *
 * - A workstream that does not say what it depends on waits for the whole phase before.
 *   In a sequential phase one follows the other, whatever they say.
 * - A group is a parent with a plan of its own: who depends on it waits for all of it, and
 *   what it depends on, all of it waits for.
 *
 * Only the ends of a phase or group are wired: what others of it wait for ends before them.
 */
import { workstreamId, type WorkstreamId } from '../domain/ids.js';
import type { Dependency, Group, Phase, Workstream } from '../domain/plan.js';
import type { GroupText, PhaseText, PlanText } from './plan-schema.js';

export type Structure = {
  readonly workstreams: readonly Workstream[];
  readonly phases: readonly Phase[];
  readonly groups: readonly Group[];
};

/** Unknown names are left as they are, for `structure-checks.ts` to tell. */
export function structured(
  text: PlanText,
  workstreams: readonly Workstream[],
): Structure {
  const { phases = [], groups = [] } = text;
  if (phases.length === 0 && groups.length === 0)
    return { workstreams, phases: [], groups: [] };
  const wiring = new Wiring(text, workstreams);
  const own = new Set(
    text.workstreams.flatMap(({ id, dependsOn }) => (dependsOn ? [id] : [])),
  );
  const inner = groups.flatMap(({ id, phases = [] }) => wiring.phases(phases, own, id));
  const outer = wiring.phases(phases, new Set([...own, ...boundBy(text)]));
  for (const group of groups) wiring.group(group);
  return {
    workstreams: wiring.wired(),
    phases: [...outer, ...inner],
    groups: groups.map((group) => groupOf(group, wiring.all(group.id))),
  };
}

function groupOf(
  { id, name = id, group, maxSessions }: GroupText,
  members: readonly WorkstreamId[],
): Group {
  return {
    id,
    name,
    members,
    ...(group === undefined ? {} : { group }),
    ...(maxSessions === undefined ? {} : { maxSessions }),
  };
}

class Wiring {
  readonly #workstreams: readonly Workstream[];
  readonly #needs: Map<WorkstreamId, readonly Dependency[]>;
  readonly #groups: ReadonlyMap<string, readonly WorkstreamId[]>;

  constructor(text: PlanText, workstreams: readonly Workstream[]) {
    this.#workstreams = workstreams;
    this.#needs = new Map(workstreams.map(({ id, dependsOn }) => [id, dependsOn]));
    this.#groups = membersOf(text);
  }

  /** The workstreams that a name stands for: those of a group, or the one itself. */
  all(name: string): readonly WorkstreamId[] {
    return this.#groups.get(name) ?? [workstreamId(name)];
  }

  /** `explicit` say themselves what they depend on. */
  phases(
    texts: readonly PhaseText[],
    explicit: ReadonlySet<string>,
    group?: string,
  ): readonly Phase[] {
    let before: readonly WorkstreamId[] = [];
    return texts.map(({ id, name = id, members: names, order = 'parallel' }) => {
      const members = [...new Set(names.flatMap((one) => this.all(one)))];
      if (order === 'sequential') this.#inARow(names);
      for (const member of this.#heads(members))
        if (!explicit.has(member)) this.#add(member, before);
      before = this.#ends(members);
      const phase = { id, name, members, order };
      return group === undefined ? phase : Object.assign(phase, { group });
    });
  }

  group({ id, dependsOn = [] }: GroupText): void {
    const members = this.all(id);
    const others = dependsOn.flatMap((one) => this.#ends(this.all(one)));
    for (const member of this.#heads(members)) this.#add(member, others);
  }

  /** All, with the groups among their dependencies replaced by what they are made of. */
  wired(): readonly Workstream[] {
    return this.#workstreams.map((workstream) => {
      const needs = this.#needs.get(workstream.id) ?? [];
      const dependsOn = needs.some(({ id }) => this.#groups.has(id))
        ? this.#withoutGroups(needs)
        : needs;
      return dependsOn === workstream.dependsOn
        ? workstream
        : { ...workstream, dependsOn };
    });
  }

  #withoutGroups(needs: readonly Dependency[]): readonly Dependency[] {
    const found = new Map<WorkstreamId, Dependency>();
    for (const need of needs)
      for (const id of this.#groups.has(need.id)
        ? this.#ends(this.all(need.id))
        : [need.id])
        found.set(id, stricter({ ...need, id }, found.get(id)));
    return [...found.values()];
  }

  #inARow(names: readonly string[]): void {
    let before: readonly WorkstreamId[] = [];
    for (const name of names) {
      const members = this.all(name);
      for (const member of this.#heads(members)) this.#add(member, before);
      before = this.#ends(members);
    }
  }

  #add(id: WorkstreamId, others: readonly WorkstreamId[]): void {
    const known = this.#needs.get(id);
    if (!known || others.length === 0) return;
    const hard = new Set(others);
    const kept = known.filter((one) => !hard.has(one.id));
    this.#needs.set(id, [...kept, ...others.map((id) => ({ id, soft: false }))]);
  }

  /** Those that wait for no other of them. */
  #heads(members: readonly WorkstreamId[]): readonly WorkstreamId[] {
    const own = new Set<string>(members);
    return members.filter(
      (id) => !this.#needs.get(id)?.some((one) => !one.soft && own.has(one.id)),
    );
  }

  /** Those that no other of them waits for. */
  #ends(members: readonly WorkstreamId[]): readonly WorkstreamId[] {
    const awaited = new Set<string>(
      members.flatMap((id) =>
        (this.#needs.get(id) ?? []).filter(({ soft }) => !soft).map((one) => one.id),
      ),
    );
    return members.filter((id) => !awaited.has(id));
  }
}

function stricter(one: Dependency, other: Dependency = one): Dependency {
  return weight(one) > weight(other) ? one : other;
}

/** That it has landed is more than that it is done, and that is more than an order. */
function weight({ soft, bySignal = false }: Dependency): number {
  if (soft) return 0;
  return bySignal ? 1 : 2;
}

/** The members of groups that say what they depend on. */
function boundBy(text: PlanText): readonly string[] {
  const members = membersOf(text);
  const bound = (text.groups ?? []).filter((one) => one.dependsOn);
  return bound.flatMap(({ id }) => members.get(id) ?? []);
}

/** The workstreams of each group and of the groups in it, in the order of the plan. */
export function membersOf({
  groups = [],
  workstreams,
}: PlanText): ReadonlyMap<string, readonly WorkstreamId[]> {
  const members = new Map<string, WorkstreamId[]>(groups.map(({ id }) => [id, []]));
  const parents = new Map(groups.map(({ id, group }) => [id, group]));
  for (const { id, group } of workstreams)
    for (const home of chain(group, parents)) members.get(home)?.push(workstreamId(id));
  return members;
}

/** A group and all that it stands in, the innermost first; one that stands in itself ends. */
export function chain(
  group: string | undefined,
  parents: ReadonlyMap<string, string | undefined>,
): readonly string[] {
  const found = new Set<string>();
  for (let at = group; at !== undefined && !found.has(at); at = parents.get(at))
    found.add(at);
  return [...found];
}
