/**
 * In which order workstreams start when there are fewer sessions than workstreams.
 *
 * Dependencies first, soft ones too. Among the rest, the more urgent: a workstream is as
 * urgent as the most urgent that needs it. Then the one with the longest way still to go
 * behind it, by estimates; then the order of the plan.
 */
import { priorities, type Priority, type Workstream } from '../domain/plan.js';
import type { Milliseconds } from '../domain/time.js';
import { reversed } from './edges.js';
import { push, rest, type Queue } from './queue.js';

/** As plans are made of days. */
const DAY_MS: Milliseconds = 86_400_000;

/** What a workstream without an estimate counts as: the middle of the others', else a day. */
export function usualEstimate(workstreams: readonly Workstream[]): Milliseconds {
  const known = workstreams
    .flatMap(({ estimateMs }) => estimateMs ?? [])
    .toSorted((a, b) => a - b);
  return known[Math.floor((known.length - 1) / 2)] ?? DAY_MS;
}

/** The estimate of each, or what it counts as. */
export function estimates(workstreams: readonly Workstream[]): Milliseconds[] {
  const usual = usualEstimate(workstreams);
  return workstreams.map(({ estimateMs }) => estimateMs ?? usual);
}

/** The indexes of all workstreams, the first to start first. Expects no cycle. */
export function startOrder(workstreams: readonly Workstream[]): readonly number[] {
  const all = edgesOf(workstreams, true);
  const { urgency, way } = weights(workstreams, all);
  const wishes = [...workstreams.keys()].sort(
    (a, b) =>
      (urgency[a] ?? 0) - (urgency[b] ?? 0) || (way[b] ?? 0) - (way[a] ?? 0) || a - b,
  );
  return topological(all, wishes);
}

/** The priority of each, or of the most urgent that needs it. Expects no cycle. */
export function urgencies(
  workstreams: readonly Workstream[],
): readonly (Priority | undefined)[] {
  const { urgency } = weights(workstreams, edgesOf(workstreams, true));
  return urgency.map((level) => priorities[level]);
}

/** Which workstreams each depends on, the soft dependencies too if wished. */
export function edgesOf(
  workstreams: readonly Workstream[],
  soft: boolean,
): readonly (readonly number[])[] {
  const places = new Map(workstreams.map(({ id }, at) => [id, at]));
  return workstreams.map(({ dependsOn }) =>
    dependsOn.flatMap((dependency) => {
      const place = places.get(dependency.id);
      return place === undefined || (dependency.soft && !soft) ? [] : [place];
    }),
  );
}

/** An order in which every node comes after those that it waits for. */
function anyOrder(waitsFor: readonly (readonly number[])[]): readonly number[] {
  const awaitedBy = reversed(waitsFor);
  const open = waitsFor.map((nodes) => nodes.length);
  const order = [...open.keys()].filter((node) => open[node] === 0);
  // The list grows while it is walked.
  for (const node of order)
    for (const next of awaitedBy[node] ?? []) {
      open[next] = (open[next] ?? 0) - 1;
      if (open[next] === 0) order.push(next);
    }
  return order;
}

/** Kahn's algorithm; of the nodes that may come next, the first in `wishes` does. */
function topological(
  waitsFor: readonly (readonly number[])[],
  wishes: readonly number[],
): readonly number[] {
  const awaitedBy = reversed(waitsFor);
  const places: number[] = wishes.map(() => 0);
  for (const [place, node] of wishes.entries()) places[node] = place;
  const open = waitsFor.map((nodes) => nodes.length);
  const order: number[] = [];
  const add = (queue: Queue, node: number): Queue => push(queue, places[node] ?? node);

  let queue = [...open.keys()]
    .filter((node) => open[node] === 0)
    .reduce(add, undefined as Queue);
  while (queue) {
    const node = wishes[queue.least] ?? queue.least;
    queue = rest(queue);
    order.push(node);
    for (const next of awaitedBy[node] ?? []) {
      open[next] = (open[next] ?? 0) - 1;
      if (open[next] === 0) queue = add(queue, next);
    }
  }
  return order;
}

type Weights = {
  /** Places in `priorities`. */
  readonly urgency: readonly number[];
  /** The longest way still to go, itself included. */
  readonly way: readonly Milliseconds[];
};

/** `all` are the edges with the soft ones, by which the order is found. */
function weights(
  workstreams: readonly Workstream[],
  all: readonly (readonly number[])[],
): Weights {
  const dependants = reversed(edgesOf(workstreams, false));
  const urgency = workstreams.map(({ priority }) => priorities.indexOf(priority));
  const way = estimates(workstreams);
  for (const node of anyOrder(all).toReversed()) {
    const behind = dependants[node] ?? [];
    const longest = behind.reduce((most, next) => Math.max(most, way[next] ?? 0), 0);
    way[node] = (way[node] ?? 0) + longest;
    urgency[node] = behind.reduce(
      (least, next) => Math.min(least, urgency[next] ?? least),
      urgency[node] ?? 0,
    );
  }
  return { urgency, way };
}
