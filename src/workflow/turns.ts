/**
 * Turns: a person moves a workstream to another place among those that have yet to start.
 * What it waits for is moved ahead with it, soft dependencies too, and what waits for it
 * back with it: an order in which something comes before what it needs would be no order.
 */
import type { WorkstreamId } from '../domain/ids.js';
import { ChunksDraft, itemAt } from './chunks.js';
import { reversed } from './edges.js';
import type { PlanEvent } from './event.js';
import type { PlanState } from './plan-state.js';
import { push, type Queue } from './queue.js';
import { edgesOf } from './start-order.js';
import { isInLine, isResumed, type Turn } from './work.js';

type Prioritised = Extract<PlanEvent, { readonly type: 'prioritised' }>;

/** One that has started already keeps its place. */
export function prioritised(state: PlanState, event: Prioritised): PlanState {
  const index = state.graph.workstreams.get(event.workstream);
  if (index === undefined || !isWaiting(state, index)) return state;
  const moved = movedTo(state, index, event.place);
  const { by, at } = event;
  return withTurn(moved, index, { by, at });
}

/** Which have yet to start, the first one first. */
export function waitingIn(state: PlanState): readonly number[] {
  return state.graph.order.filter((index) => isWaiting(state, index));
}

/** The places of those that a person moved and that have yet to start, from 1. */
export function turnsOf(state: PlanState): ReadonlyMap<WorkstreamId, number> {
  const turned = state.works.some((chunk) => chunk.some(({ turn }) => turn));
  if (!turned) return new Map();
  return new Map(
    waitingIn(state).flatMap((index, at) => {
      const id = state.plan.workstreams[index]?.id;
      return id !== undefined && itemAt(state.works, index)?.turn
        ? [[id, at + 1] as const]
        : [];
    }),
  );
}

/** `state` was made anew from a plan, and gets the places back that were given `before`. */
export function withTurnsOf(state: PlanState, before: PlanState): PlanState {
  return [...turnsOf(before)].reduce((next, [id, place]) => {
    const index = next.graph.workstreams.get(id);
    const goesOn = index !== undefined && itemAt(next.works, index)?.turn !== undefined;
    return goesOn ? movedTo(next, index, place) : next;
  }, state);
}

function movedTo(state: PlanState, index: number, place: number): PlanState {
  const waiting = waitingIn(state);
  const { graph } = state;
  const there = waiting[Math.max(1, Math.min(place, waiting.length)) - 1] ?? index;
  const [from, to] = [graph.ranks[index] ?? 0, graph.ranks[there] ?? 0];
  if (from === to) return state;
  const [first, last] = from < to ? [from, to] : [to, from];
  const stretch = graph.order.slice(first, last + 1);
  const needs = edgesOf(state.plan.workstreams, true);
  const along = reached(index, from < to ? reversed(needs) : needs, new Set(stretch));
  const goes = stretch.filter((node) => along.has(node));
  const stays = stretch.filter((node) => !along.has(node));
  const order = [
    ...graph.order.slice(0, first),
    ...(from < to ? [...stays, ...goes] : [...goes, ...stays]),
    ...graph.order.slice(last + 1),
  ];
  return withOrder(state, order);
}

/** `start` and what of `within` is reached from it. */
function reached(
  start: number,
  edges: readonly (readonly number[])[],
  within: ReadonlySet<number>,
): ReadonlySet<number> {
  const found = new Set([start]);
  // The set grows while it is walked.
  for (const node of found)
    for (const next of edges[node] ?? []) if (within.has(next)) found.add(next);
  return found;
}

function withOrder(state: PlanState, order: readonly number[]): PlanState {
  const ranks = order.map(() => 0);
  for (const [rank, node] of order.entries()) ranks[node] = rank;
  const ready = order.flatMap((node, rank) => {
    const work = itemAt(state.works, node);
    return work && isInLine(work) ? [rank] : [];
  });
  return {
    ...state,
    graph: { ...state.graph, order, ranks },
    queue: ready.reduce<Queue>(push, undefined),
  };
}

function withTurn(state: PlanState, index: number, turn: Turn): PlanState {
  const works = new ChunksDraft(state.works);
  const work = works.get(index);
  if (work) works.set(index, { ...work, turn });
  return { ...state, works: works.finish() };
}

/** To start, or to go on. */
function isWaiting(state: PlanState, index: number): boolean {
  const work = itemAt(state.works, index);
  return work !== undefined && (work.life.phase === 'queued' || isResumed(work));
}
