/** What follows from a plan alone and is looked up at every event: places, edges, order. */
import type { WaveId, WorkstreamId } from '../domain/ids.js';
import type { Plan } from '../domain/plan.js';
import { waitsOf } from '../domain/waits.js';
import { reversed } from './edges.js';
import { startOrder } from './start-order.js';

/** Nodes are workstreams, then waves, as in `domain/waits.ts`. */
export type Graph = {
  readonly workstreams: ReadonlyMap<WorkstreamId, number>;
  readonly waves: ReadonlyMap<WaveId, number>;
  /** In which waves a workstream or an earlier wave is a member. */
  readonly homes: ReadonlyMap<WorkstreamId | WaveId, readonly WaveId[]>;
  readonly waitsFor: readonly (readonly number[])[];
  /** The other way round: which nodes wait for a node. */
  readonly awaitedBy: readonly (readonly number[])[];
  /** Which workstreams depend hard on a workstream, whatever wave lands it. */
  readonly dependants: readonly (readonly number[])[];
  /** Workstreams in the order in which they start when all could. */
  readonly order: readonly number[];
  /** The place of each in `order`. */
  readonly ranks: readonly number[];
  readonly crowds: Crowds;
};

/** Groups that have sessions of their own number. */
export type Crowds = {
  readonly groups: readonly { readonly name: string; readonly limit: number }[];
  /** By workstream, the places in `groups` of those that it is in. */
  readonly of: ReadonlyMap<number, readonly number[]>;
};

export function graphOf(plan: Plan): Graph {
  const workstreams = new Map(plan.workstreams.map(({ id }, at) => [id, at]));
  const waitsFor = waitsOf(plan);
  const hard = plan.workstreams.map(({ dependsOn }) =>
    dependsOn.flatMap(({ id, soft }) => (soft ? [] : [workstreams.get(id) ?? -1])),
  );
  const order = startOrder(plan.workstreams);
  const ranks = order.map(() => 0);
  for (const [rank, node] of order.entries()) ranks[node] = rank;
  return {
    workstreams,
    waves: new Map(plan.waves.map(({ id }, at) => [id, at])),
    homes: homesOf(plan),
    waitsFor,
    awaitedBy: reversed(waitsFor),
    dependants: reversed(hard),
    order,
    ranks,
    crowds: crowdsOf(plan, workstreams),
  };
}

function crowdsOf({ groups = [] }: Plan, places: Graph['workstreams']): Crowds {
  const limited = groups.flatMap(({ name, members, maxSessions: limit }) =>
    limit === undefined ? [] : [{ name, members, limit }],
  );
  const of = new Map<number, number[]>();
  for (const [at, { members }] of limited.entries())
    for (const member of members) {
      const node = places.get(member) ?? -1;
      of.set(node, [...(of.get(node) ?? []), at]);
    }
  return { groups: limited.map(({ name, limit }) => ({ name, limit })), of };
}

function homesOf({ waves }: Plan): Graph['homes'] {
  const homes = new Map<WorkstreamId | WaveId, WaveId[]>();
  for (const { id, members } of waves)
    for (const member of members) {
      const known = homes.get(member.id);
      if (known) known.push(id);
      else homes.set(member.id, [id]);
    }
  return homes;
}
