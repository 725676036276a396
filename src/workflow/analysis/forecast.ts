/**
 * How long a plan will take: its critical path, the slack of each workstream, and what
 * more sessions at once bring. Agents' times are the estimates; merges take none.
 */
import type { WorkstreamId } from '../../domain/ids.js';
import type { Plan } from '../../domain/plan.js';
import type { Milliseconds } from '../../domain/time.js';
import { graphOf, type Graph } from '../graph.js';
import { estimates, usualEstimate } from '../start-order.js';
import { played } from './schedule.js';

export type Forecast = {
  /** All estimates one after the other. */
  readonly sequentialMs: Milliseconds;
  /** Nothing can make the plan shorter than this. */
  readonly criticalPathMs: Milliseconds;
  /** The workstreams on it, the first one first. */
  readonly criticalPath: readonly WorkstreamId[];
  /** How much later each may end without the plan ending later. */
  readonly slackMs: readonly { readonly id: WorkstreamId; readonly ms: Milliseconds }[];
  /** For 1, 2, 3, ... sessions, up to where more bring nothing. */
  readonly sessions: readonly SessionsForecast[];
  /** The fewest sessions that are nearly as quick as any number. */
  readonly best: number;
  /** Workstreams without an estimate, and what each of them was taken for. */
  readonly guessed: number;
  readonly guessMs: Milliseconds;
};

export type SessionsForecast = {
  readonly count: number;
  readonly makespanMs: Milliseconds;
  readonly speedup: number;
};

/** More sessions than this nobody can follow, and few plans have a use for. */
const MAX_SESSIONS = 16;

/** A further session that brings less than this costs more attention than time. */
const NEARLY = 1.05;

export function forecastOf(plan: Plan): Forecast {
  const graph = graphOf(plan);
  const times = estimates(plan.workstreams);
  const sequentialMs = times.reduce((sum, ms) => sum + ms, 0);
  const ends = earliestEnds(graph, times);
  const criticalPathMs = largest(ends);
  const sessions = sessionForecasts(graph, times, sequentialMs);
  const limit = NEARLY * (sessions.at(-1)?.makespanMs ?? 0);
  const late = latestEnds(graph, times, criticalPathMs);
  return {
    sequentialMs,
    criticalPathMs,
    criticalPath: longestWay(graph, times, ends).flatMap(
      (node) => plan.workstreams[node]?.id ?? [],
    ),
    slackMs: plan.workstreams.map(({ id }, at) => {
      return { id, ms: (late[at] ?? 0) - (ends[at] ?? 0) };
    }),
    sessions,
    best: sessions.find(({ makespanMs }) => makespanMs <= limit)?.count ?? 1,
    guessed: plan.workstreams.filter(({ estimateMs }) => estimateMs === undefined).length,
    guessMs: usualEstimate(plan.workstreams),
  };
}

function sessionForecasts(
  graph: Graph,
  times: readonly Milliseconds[],
  sequentialMs: Milliseconds,
): readonly SessionsForecast[] {
  const found: SessionsForecast[] = [];
  const most = Math.min(MAX_SESSIONS, times.length);
  const least = makespan(graph, times, most);
  for (let count = 1; count <= most; count += 1) {
    const makespanMs = makespan(graph, times, count);
    const speedup = Math.round((100 * sequentialMs) / Math.max(1, makespanMs)) / 100;
    found.push({ count, makespanMs, speedup });
    if (makespanMs <= least) break;
  }
  return found;
}

/** The nodes of the graph, each after all that it waits for. Waves take no time. */
function inOrder({ waitsFor, awaitedBy }: Graph): readonly number[] {
  const open = waitsFor.map((nodes) => nodes.length);
  const order = [...open.keys()].filter((node) => open[node] === 0);
  for (const node of order)
    for (const next of awaitedBy[node] ?? []) {
      open[next] = (open[next] ?? 0) - 1;
      if (open[next] === 0) order.push(next);
    }
  return order;
}

function earliestEnds(graph: Graph, times: readonly Milliseconds[]): readonly number[] {
  const ends = graph.waitsFor.map(() => 0);
  for (const node of inOrder(graph)) {
    const before = (graph.waitsFor[node] ?? []).map((other) => ends[other] ?? 0);
    ends[node] = largest(before) + (times[node] ?? 0);
  }
  return ends;
}

function latestEnds(
  graph: Graph,
  times: readonly Milliseconds[],
  end: Milliseconds,
): readonly number[] {
  const ends = graph.waitsFor.map(() => end);
  for (const node of inOrder(graph).toReversed())
    for (const next of graph.awaitedBy[node] ?? [])
      ends[node] = Math.min(ends[node] ?? end, (ends[next] ?? end) - (times[next] ?? 0));
  return ends;
}

function longestWay(
  { waitsFor }: Graph,
  times: readonly Milliseconds[],
  ends: readonly Milliseconds[],
): readonly number[] {
  const way: number[] = [];
  let node: number | undefined = ends.indexOf(largest(ends));
  while (node !== undefined && node >= 0) {
    way.push(node);
    const begin: number = (ends[node] ?? 0) - (times[node] ?? 0);
    node = (waitsFor[node] ?? []).find((before) => ends[before] === begin);
  }
  return way.toReversed();
}

function makespan(
  graph: Graph,
  times: readonly Milliseconds[],
  sessions: number,
): Milliseconds {
  return largest(played(graph, times, sessions).map(({ until }) => until));
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}
