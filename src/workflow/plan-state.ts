/**
 * All that is known of a plan at one moment: the plan, a record for each workstream and
 * wave, and what is counted to keep every event cheap. Never changed, only replaced.
 */
import type { WaveId, WorkstreamId } from '../domain/ids.js';
import type { Memory } from '../domain/memory.js';
import type { Plan, Wave, Workstream } from '../domain/plan.js';
import type { Timestamp } from '../domain/time.js';
import { chunked, itemAt, type Chunks } from './chunks.js';
import type { Made } from './event.js';
import type { Raised } from './escalations.js';
import { graphOf, type Graph } from './graph.js';
import { keptNotes, NO_NOTES, type Notes } from './mail.js';
import { newWork } from './new-work.js';
import { push, type Queue } from './queue.js';
import type { Scale } from './scaling.js';
import { withTurnsOf } from './turns.js';
import { isLanded, newWave, type WaveRecord } from './wave.js';
import {
  isActive,
  isDone,
  isDown,
  isInLine,
  isReady,
  keepsSession,
  sessionOf,
  takesSession,
  type Work,
} from './work.js';

export type PlanState = {
  /** As taken, with the workstreams that were added since. */
  readonly plan: Plan;
  readonly graph: Graph;
  /** In the order of the plan, as are the waves. */
  readonly works: Chunks<Work>;
  readonly waves: Chunks<WaveRecord>;
  /** Ranks of the workstreams that were ready at some time; stale ones are skipped. */
  readonly queue: Queue;
  /** How many workstreams hold one of the plan's sessions. */
  readonly active: number;
  /** How many of these were lost with their host. */
  readonly lost: number;
  /** Likewise of each group that has a number of its own, as in `graph.crowds`. */
  readonly crowded: readonly number[];
  /** What a plan whose sessions follow the machine may have; undefined until it was read. */
  readonly scale: Scale | undefined;
  /** What asked for attention, the oldest first. */
  readonly raised: readonly Raised[];
  readonly notes: Notes;
  /** What was learned, also under the plans of before. */
  readonly memories: readonly Memory[];
  /** A person took the plan down; nothing starts by itself. */
  readonly parked: boolean;
};

/** What there is before a plan is taken: room for each workstream that a person starts. */
export const EMPTY_PLAN: Plan = {
  name: '',
  base: '',
  worktrees: '../{repo}.worktrees/{id}',
  maxSessions: Number.MAX_SAFE_INTEGER,
  layout: 'tiled',
  agents: {},
  gates: {},
  scratch: { setup: undefined, timeoutMs: 0, copy: [] },
  workstreams: [],
  waves: [],
  rules: [],
  escalations: [],
};

export function initialState(plan: Plan = EMPTY_PLAN): PlanState {
  return assembled(plan, [], []);
}

/**
 * The state after a plan was taken. Work that it shares with the plan before goes on as it
 * is, so that a plan can be mended while agents work on it. What else still runs from
 * before stays, behind the plan.
 */
export function withPlan(
  state: PlanState,
  { plan, made, at }: { plan: Plan; made: readonly Made[]; at: Timestamp },
): PlanState {
  const planned = new Set(plan.workstreams.map(({ id }) => id));
  const kept = state.plan.workstreams
    .map((workstream, index) => ({ workstream, work: itemAt(state.works, index) }))
    .filter(
      ({ workstream, work }) => !planned.has(workstream.id) && work && isAlive(work),
    );
  const places = new Map(made.map((place) => [place.workstream, place]));
  const works = plan.workstreams.map(
    (workstream) => goneOn(state, workstream) ?? newWork(at, places.get(workstream.id)),
  );
  const workstreams = kept.map(({ workstream }) => independent(workstream));
  const next = assembled(
    { ...plan, workstreams: [...plan.workstreams, ...workstreams] },
    [...works, ...kept.flatMap(({ work }) => work ?? [])],
    plan.waves.map((wave) => sharedWave(state, wave) ?? newWave(at)),
  );
  const goesOn = new Set(
    plan.workstreams.filter((one) => sharedWork(state, one)).map(({ id }) => id),
  );
  return {
    ...withTurnsOf(next, state),
    scale: state.scale,
    raised: state.raised.filter(({ workstream }) => goesOn.has(workstream)),
    notes: keptNotes(
      state.notes,
      new Set([...goesOn, ...kept.map(({ workstream }) => workstream.id)]),
    ),
    memories: state.memories,
  };
}

/** Work of before; a plan that names another agent now means that one. */
function goneOn(state: PlanState, workstream: Workstream): Work | undefined {
  const work = sharedWork(state, workstream);
  const index = state.graph.workstreams.get(workstream.id) ?? -1;
  const before = state.plan.workstreams[index];
  return work && before?.agent !== workstream.agent
    ? { ...work, handed: undefined }
    : work;
}

/** What is known of a workstream, if it is the same piece of work: its id on its branch. */
export function sharedWork(
  state: PlanState,
  { id, branch }: Workstream,
): Work | undefined {
  const work = workOf(state, id);
  return work?.made?.branch === branch ? work : undefined;
}

/** Likewise for a wave. One that is blocked is looked at anew: the plan may have mended it. */
function sharedWave(state: PlanState, { id, target }: Wave): WaveRecord | undefined {
  const index = state.graph.waves.get(id);
  const record = index === undefined ? undefined : itemAt(state.waves, index);
  const same = index !== undefined && state.plan.waves[index]?.target === target;
  return same && record?.life.phase !== 'blocked' ? record : undefined;
}

/** The state with one more workstream. An id that is taken changes nothing. */
export function withWorkstream(
  state: PlanState,
  { workstream, made, at }: { workstream: Workstream; made: Made; at: Timestamp },
): PlanState {
  if (state.graph.workstreams.has(workstream.id)) return state;
  const workstreams = [...state.plan.workstreams, workstream];
  const works = [...state.works.flat(), newWork(at, made)];
  const next = assembled({ ...state.plan, workstreams }, works, state.waves.flat());
  const { raised, notes, memories, parked, scale } = state;
  return { ...withTurnsOf(next, state), raised, notes, memories, parked, scale };
}

/** Counts anew, from lives alone, what `change.ts` keeps up to date event by event. */
export function assembled(
  plan: Plan,
  lives: readonly Work[],
  waves: readonly WaveRecord[],
): PlanState {
  const graph = graphOf(plan);
  const met = [...lives.map(isDone), ...waves.map(isLanded)];
  const unmet = graph.waitsFor.map(
    (nodes) => nodes.filter((node) => met[node] !== true).length,
  );
  const works = lives.map((work, node) => ({
    ...work,
    unmet: unmet[node] ?? 0,
    down: 0,
  }));
  for (const node of graph.order) {
    const work = works[node];
    if (!work || !isDown(work)) continue;
    for (const next of graph.dependants[node] ?? []) {
      const dependant = works[next];
      if (dependant) works[next] = { ...dependant, down: dependant.down + 1 };
    }
  }
  const ready = graph.ranks.filter((_, node) => works[node] && isInLine(works[node]));
  return {
    plan,
    graph,
    works: chunked(works),
    waves: chunked(
      waves.map((wave, at) => ({
        ...wave,
        unmet: unmet[plan.workstreams.length + at] ?? 0,
      })),
    ),
    queue: ready.reduce<Queue>(push, undefined),
    active: works.filter(takesSession).length,
    lost: works.filter(keepsSession).length,
    crowded: graph.crowds.groups.map(
      (_, at) =>
        works.filter((work, node) => takesSession(work) && isIn(graph, node, at)).length,
    ),
    scale: undefined,
    raised: [],
    notes: NO_NOTES,
    memories: [],
    parked: false,
  };
}

function isIn({ crowds }: Graph, node: number, group: number): boolean {
  return crowds.of.get(node)?.includes(group) ?? false;
}

export function workOf(state: PlanState, id: WorkstreamId): Work | undefined {
  const index = state.graph.workstreams.get(id);
  return index === undefined ? undefined : itemAt(state.works, index);
}

export function waveOf(state: PlanState, id: WaveId): WaveRecord | undefined {
  const index = state.graph.waves.get(id);
  return index === undefined ? undefined : itemAt(state.waves, index);
}

function isAlive(work: Work): boolean {
  return isActive(work) || sessionOf(work) !== undefined;
}

/** Waits for nothing any more: what it waited for belongs to another plan. */
function independent(workstream: Workstream): Workstream {
  return { ...workstream, dependsOn: [] };
}

/**
 * It was ended with its host and waits for a restart: without a plan, which alone has a
 * name, there is none that `up` could take up again.
 */
export function isParked({ parked, plan }: PlanState, work: Work): boolean {
  return parked && plan.name === '' && isReady(work);
}
