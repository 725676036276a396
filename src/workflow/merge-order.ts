/** What a wave of a plan merges, in which order, and what must be in the result. */
import type { WaveId, WorkstreamId } from '../domain/ids.js';
import type { Dependency, Gate, Member, Plan, Wave, Workstream } from '../domain/plan.js';
import { reversed } from './edges.js';
import { push, rest, type Queue } from './queue.js';

export type ChainMember = {
  readonly type: Member['type'];
  readonly id: WorkstreamId | WaveId;
  readonly branch: string;
  /** The workstreams whose work it brings: itself, or all of an earlier wave's. */
  readonly holds: readonly WorkstreamId[];
  /** The other members that it depends on hard. */
  readonly needs: readonly (WorkstreamId | WaveId)[];
};

/**
 * The members of a wave in the order of their dependencies, hard and soft, else as the
 * plan lists them. Empty for a wave that the plan does not have.
 */
export function chainOf(plan: Plan, wave: WaveId): readonly ChainMember[] {
  const members = membersOf(plan, wave);
  const waitsFor = placesAmong(plan, members, () => true);
  const needs = placesAmong(plan, members, ({ soft }) => !soft);
  const order = inOrder(waitsFor);
  const places = new Map(order.map((at, place) => [at, place]));
  const inChain = (a: number, b: number) => (places.get(a) ?? 0) - (places.get(b) ?? 0);
  return order.flatMap((at) => {
    const member = members[at];
    if (!member) return [];
    const before = (needs[at] ?? []).toSorted(inChain);
    return [{ ...member, needs: before.flatMap((other) => members[other]?.id ?? []) }];
  });
}

/** Kahn's algorithm; of those that may come next, the first in the list does. */
function inOrder(waitsFor: readonly (readonly number[])[]): readonly number[] {
  const awaitedBy = reversed(waitsFor);
  const open = waitsFor.map((nodes) => nodes.length);
  const placed = new Set<number>();
  let free = [...open.keys()]
    .filter((at) => open[at] === 0)
    .reduce<Queue>(push, undefined);
  for (let listed = 0; placed.size < open.length;) {
    // A cycle can only be one of soft dependencies through earlier waves: as listed, then.
    while (placed.has(listed)) listed += 1;
    const next = free?.least ?? listed;
    free = free && rest(free);
    if (placed.has(next)) continue;
    placed.add(next);
    for (const after of awaitedBy[next] ?? []) {
      open[after] = (open[after] ?? 0) - 1;
      if (open[after] === 0) free = push(free, after);
    }
  }
  return [...placed];
}

/** For each member the places of those that hold something that it depends on. */
function placesAmong(
  plan: Plan,
  members: readonly Held[],
  counts: (dependency: Dependency) => boolean,
): readonly (readonly number[])[] {
  const holders = new Map<WorkstreamId, number[]>();
  for (const [at, { holds }] of members.entries())
    for (const id of holds) {
      const known = holders.get(id);
      if (known) known.push(at);
      else holders.set(id, [at]);
    }
  const workstreams = new Map(plan.workstreams.map((one) => [one.id, one]));
  return members.map(({ holds }, at) => {
    const before = holds
      .flatMap((id) => workstreams.get(id)?.dependsOn ?? [])
      .filter(counts)
      .flatMap(({ id }) => holders.get(id) ?? [])
      .filter((other) => other !== at);
    return [...new Set(before)];
  });
}

/** Workstreams outside of `chain` that its members cannot do without. */
export function neededBy(
  plan: Plan,
  chain: readonly ChainMember[],
): readonly Workstream[] {
  const inside = new Set(chain.flatMap(({ holds }) => holds));
  const needed = new Set(
    plan.workstreams
      .filter(({ id }) => inside.has(id))
      .flatMap(({ dependsOn }) => dependsOn.filter(({ soft }) => !soft))
      .map(({ id }) => id),
  );
  return plan.workstreams.filter(({ id }) => needed.has(id) && !inside.has(id));
}

/** The gates of a wave, with the thresholds that it sets itself. */
export function gatesOf({ gates }: Plan, wave: Wave): readonly Gate[] {
  return wave.gates.flatMap(({ name, min }) => {
    const gate = gates[name];
    if (!gate) return [];
    if (min === undefined || !gate.measure) return [gate];
    return [{ ...gate, measure: { ...gate.measure, min } }];
  });
}

type Held = Omit<ChainMember, 'needs'>;

function membersOf(plan: Plan, wave: WaveId): readonly Held[] {
  const workstreams = new Map(plan.workstreams.map((one) => [one.id, one]));
  const waves = new Map(plan.waves.map((one) => [one.id, one]));
  const members = (id: WaveId): readonly Held[] =>
    (waves.get(id)?.members ?? []).flatMap((member): readonly Held[] => {
      if (member.type === 'workstream') {
        const found = workstreams.get(member.id);
        return found ? [{ ...member, branch: found.branch, holds: [found.id] }] : [];
      }
      const found = waves.get(member.id);
      const holds = members(member.id).flatMap((inner) => inner.holds);
      return found ? [{ ...member, branch: found.target, holds }] : [];
    });
  return members(wave);
}

/** For each member of a chain the places of those that it comes after, soft ones too. */
export function comesAfterIn(
  plan: Plan,
  chain: readonly ChainMember[],
): readonly (readonly number[])[] {
  return placesAmong(plan, chain, () => true);
}
