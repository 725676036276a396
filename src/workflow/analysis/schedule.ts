/**
 * When each workstream is at work if all take as long as estimated: the plan is played,
 * and whenever a session is free, the first in the order of starts takes it, unless a
 * group that it is in has as many at work as it may.
 */
import type { WorkstreamId } from '../../domain/ids.js';
import type { Plan } from '../../domain/plan.js';
import type { Milliseconds } from '../../domain/time.js';
import { graphOf, type Graph } from '../graph.js';
import { push, rest, type Queue } from '../queue.js';
import { estimates } from '../start-order.js';

/** When a workstream is at work, counted from the plan's start. */
export type Slot = {
  readonly id: WorkstreamId;
  readonly from: Milliseconds;
  readonly until: Milliseconds;
};

/** What the estimates say of each workstream, with the plan's own number of sessions. */
export function scheduleOf(plan: Plan): readonly Slot[] {
  const times = estimates(plan.workstreams);
  return played(graphOf(plan), times, plan.maxSessions).flatMap(
    ({ node, from, until }) => {
      const id = plan.workstreams[node]?.id;
      return id === undefined ? [] : [{ id, from, until }];
    },
  );
}

export type Played = Omit<Slot, 'id'> & { readonly node: number };

export function played(
  graph: Graph,
  times: readonly Milliseconds[],
  sessions: number,
): readonly Played[] {
  const { awaitedBy, order, ranks } = graph;
  const open = graph.waitsFor.map((nodes) => nodes.length);
  const line = new Line(graph);
  const running: Played[] = [];
  const over: Played[] = [];
  let now = 0;
  for (const node of times.keys()) if (open[node] === 0) line.add(ranks[node] ?? node);
  for (;;) {
    while (running.length < sessions) {
      const rank = line.next();
      if (rank === undefined) break;
      const node = order[rank] ?? rank;
      running.push({ node, from: now, until: now + (times[node] ?? 0) });
    }
    running.sort((a, b) => a.until - b.until);
    const first = running.shift();
    if (!first) return over;
    over.push(first);
    now = first.until;
    line.leave(first.node);
    for (const node of metBy(first.node)) line.add(ranks[node] ?? node);
  }

  /** The workstreams that waited for nothing else, also by waves, which take no time. */
  function metBy(first: number): readonly number[] {
    const met: number[] = [];
    const nodes = [first];
    for (let node = nodes.pop(); node !== undefined; node = nodes.pop())
      for (const next of awaitedBy[node] ?? []) {
        open[next] = (open[next] ?? 0) - 1;
        if (open[next] === 0) (next < times.length ? met : nodes).push(next);
      }
    return met;
  }
}

/** Those that may start, by their ranks; who is in a full group waits aside until one leaves. */
class Line {
  readonly #graph: Graph;
  #ready: Queue;
  readonly #aside: Queue[];
  readonly #taken: number[];

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#aside = graph.crowds.groups.map(() => undefined);
    this.#taken = graph.crowds.groups.map(() => 0);
  }

  add(rank: number): void {
    this.#ready = push(this.#ready, rank);
  }

  /** The first that has room, which it takes. */
  next(): number | undefined {
    while (this.#ready) {
      const rank = this.#ready.least;
      this.#ready = rest(this.#ready);
      const groups = this.#groupsOf(this.#graph.order[rank] ?? rank);
      const full = groups.find((group) => !this.#hasRoom(group));
      if (full === undefined) {
        for (const group of groups) this.#taken[group] = (this.#taken[group] ?? 0) + 1;
        return rank;
      }
      this.#aside[full] = push(this.#aside[full], rank);
      // Room that it came back for, and does not take after all, is another's.
      for (const group of groups) if (this.#hasRoom(group)) this.#comeBack(group);
    }
    return undefined;
  }

  leave(node: number): void {
    for (const group of this.#groupsOf(node)) {
      this.#taken[group] = (this.#taken[group] ?? 0) - 1;
      this.#comeBack(group);
    }
  }

  #comeBack(group: number): void {
    const aside = this.#aside[group];
    if (!aside) return;
    this.#aside[group] = rest(aside);
    this.add(aside.least);
  }

  #groupsOf(node: number): readonly number[] {
    return this.#graph.crowds.of.get(node) ?? [];
  }

  #hasRoom(group: number): boolean {
    const limit = this.#graph.crowds.groups[group]?.limit ?? 0;
    return (this.#taken[group] ?? 0) < limit;
  }
}
