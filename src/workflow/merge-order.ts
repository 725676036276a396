/** What a wave of a plan merges, in which order, and what must be in the result. */
import type { WaveId, WorkstreamId } from '../domain/ids.js';
import type { Gate, Member, Plan, Wave, Workstream } from '../domain/plan.js';

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
  const waiting = [...membersOf(plan, wave)];
  const ordered: ChainMember[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex(
      (member) => !waiting.some((other) => comesAfter(plan, member, other)),
    );
    // A cycle can only be one of soft dependencies through earlier waves: as listed, then.
    ordered.push(...waiting.splice(Math.max(0, free), 1));
  }
  return ordered.map((member) => withNeeds(plan, member, ordered));
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

function withNeeds(
  plan: Plan,
  member: ChainMember,
  chain: readonly ChainMember[],
): ChainMember {
  const { type, id, branch, holds } = member;
  const wanted = new Set(
    plan.workstreams
      .filter((one) => holds.includes(one.id))
      .flatMap(({ dependsOn }) => dependsOn.filter(({ soft }) => !soft))
      .map((dependency) => dependency.id),
  );
  const needs = chain
    .filter((other) => other !== member && other.holds.some((one) => wanted.has(one)))
    .map((other) => other.id);
  return { type, id, branch, holds, needs };
}

function membersOf(plan: Plan, wave: WaveId): readonly ChainMember[] {
  const members = plan.waves.find(({ id }) => id === wave)?.members ?? [];
  return members.flatMap((member): readonly ChainMember[] => {
    if (member.type === 'workstream') {
      const found = plan.workstreams.find(({ id }) => id === member.id);
      return found
        ? [{ ...member, branch: found.branch, holds: [found.id], needs: [] }]
        : [];
    }
    const found = plan.waves.find(({ id }) => id === member.id);
    const holds = membersOf(plan, member.id).flatMap(({ holds }) => holds);
    return found ? [{ ...member, branch: found.target, holds, needs: [] }] : [];
  });
}

/** Whether `member` holds something that depends on something of `other`. */
export function comesAfter(plan: Plan, member: ChainMember, other: ChainMember): boolean {
  if (member === other) return false;
  return plan.workstreams
    .filter(({ id }) => member.holds.includes(id))
    .some(({ dependsOn }) => dependsOn.some(({ id }) => other.holds.includes(id)));
}
