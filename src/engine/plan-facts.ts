/** Questions that the parts of the engine ask of the plan's state. Pure look-ups. */
import type { SessionId, WaveId, WorkstreamId } from '../domain/ids.js';
import type { Choice } from '../domain/merge.js';
import type { Workstream } from '../domain/plan.js';
import type { PortRange } from '../domain/ports.js';
import type { WaveStateName, WorkstreamStateName } from '../domain/status.js';
import type { Made } from '../workflow/event.js';
import { withAgentOf } from '../workflow/handing-over.js';
import { chainOf, type ChainMember } from '../workflow/merge-order.js';
import { byHand } from '../workflow/order-by-hand.js';
import { waveOf, workOf, type PlanState } from '../workflow/plan-state.js';
import { waveStateOf, workStateOf } from '../workflow/state-names.js';
import { isLanded, isMerging, mayMerge } from '../workflow/wave.js';
import { blockedByOf } from '../workflow/words.js';
import {
  isActive,
  sessionOf,
  type Handed,
  type Hold,
  type Owed,
  type Seen,
  type Work,
} from '../workflow/work.js';

export type WorkstreamFacts = {
  readonly workstream: Workstream;
  readonly made: Made;
  readonly state: WorkstreamStateName;
  /** Alive or ended, as long as the host keeps it. */
  readonly session: SessionId | undefined;
  /** The same, or the one that ended last. */
  readonly lastSession: SessionId | undefined;
  /** In which session its agent began the conversation that it can go on with. */
  readonly conversation: SessionId | undefined;
  /** What that agent calls it; undefined where it told nothing of that. */
  readonly conversationName: string | undefined;
  readonly ports: PortRange | undefined;
  readonly handed: Handed | undefined;
  /** Its agent's name at its last start. */
  readonly agent: string | undefined;
  /** The revision of its plan that waits for an answer. */
  readonly review: string | undefined;
  /** Its first message, as long as it is to be told at its prompt. */
  readonly owed: Owed | undefined;
  /** The plan that a person changed and gave back. */
  readonly edited: { readonly by: string; readonly text: string } | undefined;
  /** What its agent was last seen to do; undefined unless its program is at work. */
  readonly seen: Seen | undefined;
  readonly hold: Hold | undefined;
};

/** Undefined for a workstream that the plan does not have. */
export function factsOf(state: PlanState, id: WorkstreamId): WorkstreamFacts | undefined {
  const index = state.graph.workstreams.get(id);
  const planned = index === undefined ? undefined : state.plan.workstreams[index];
  const work = workOf(state, id);
  if (!planned || !work?.made) return undefined;
  const workstream = withAgentOf(planned, work);
  const { life, made } = work;
  const review = life.phase === 'running' ? life.review : undefined;
  const edited = life.phase === 'running' ? life.edited : undefined;
  const owed = life.phase === 'running' ? life.owed : undefined;
  const seen = 'seen' in life ? life.seen : undefined;
  const { handed, lastSession, conversation, ports, agent, hold } = work;
  const session = sessionOf(work);
  return {
    workstream,
    made,
    state: workStateOf(work),
    session,
    lastSession,
    conversation,
    conversationName: nameOf(work),
    ports,
    handed,
    agent,
    review,
    owed,
    edited,
    seen,
    hold,
  };
}

function nameOf({ conversation, conversationName }: Work): string | undefined {
  return conversationName?.of === conversation ? conversationName?.name : undefined;
}

export function workstreamOf(
  state: PlanState,
  session: SessionId,
): WorkstreamId | undefined {
  return state.plan.workstreams.find(({ id }) => {
    const work = workOf(state, id);
    return work && sessionOf(work) === session;
  })?.id;
}

export function allMade(state: PlanState): readonly Made[] {
  return state.works.flat().flatMap(({ made }) => made ?? []);
}

/** Targets of the landed waves that brought what `workstream` depends on, in wave order. */
export function landedTargetsFor(
  state: PlanState,
  { dependsOn }: Workstream,
): readonly string[] {
  const { homes, waves } = state.graph;
  const holders = new Set<WaveId>();
  const open: (WorkstreamId | WaveId)[] = dependsOn.map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const home of homes.get(id) ?? [])
      if (!holders.has(home)) {
        holders.add(home);
        open.push(home);
      }
  const targets = [...holders]
    .filter((id) => isLandedIn(state, id))
    .sort((a, b) => (waves.get(a) ?? 0) - (waves.get(b) ?? 0))
    .flatMap((id) => state.plan.waves[waves.get(id) ?? -1]?.target ?? []);
  return [...new Set(targets)];
}

/** What it depends on that only has to be done before it starts, and has not landed. */
export function unlandedFor(state: PlanState, id: WorkstreamId): readonly Made[] {
  const { workstreams, waitsFor } = state.graph;
  return (waitsFor[workstreams.get(id) ?? -1] ?? []).flatMap((place) => {
    const other = state.plan.workstreams[place];
    const work = other && workOf(state, other.id);
    return work?.made && work.life.phase !== 'landed' ? [work.made] : [];
  });
}

/** The workstreams that landed waves brought. */
export function landedWorkstreams(state: PlanState): readonly WorkstreamId[] {
  return landedWaves(state).flatMap((wave) => {
    const leftOut = waveOf(state, wave.id)?.leftOut ?? [];
    return chainOf(state.plan, wave.id)
      .filter((member) => !leftOut.some(({ id }) => id === member.id))
      .flatMap(({ holds }) => holds);
  });
}

/** Why a wave cannot be merged now, in words; undefined when it can. */
export function hindranceToMerge(state: PlanState, id: WaveId): string | undefined {
  const wave = waveOf(state, id);
  const index = state.graph.waves.get(id);
  if (!wave || index === undefined) return 'the plan does not have it';
  if (mayMerge(wave)) return undefined;
  if (wave.life.phase === 'landed' && wave.leftOut.length === 0)
    return 'it has landed already';
  return blockedByOf(state, index) ?? 'it is not ready';
}

/**
 * The members of a wave in `order`, or as a person wanted them before; where the plan does
 * not let them come so, in its own order.
 */
export function chainIn(
  state: PlanState,
  id: WaveId,
  order = waveOf(state, id)?.order,
): readonly ChainMember[] {
  const chain = chainOf(state.plan, id);
  const wanted = order && byHand(state.plan, chain, order);
  return wanted?.ok ? wanted.value : chain;
}

export function waveStateIn(state: PlanState, id: WaveId): WaveStateName {
  const wave = waveOf(state, id);
  return wave ? waveStateOf(wave) : 'draft';
}

/** The ways on that a blocked wave offers. */
export function choicesIn(state: PlanState, id: WaveId): readonly Choice[] {
  const life = waveOf(state, id)?.life;
  return life?.phase === 'blocked' ? life.choices : [];
}

/** Whether an agent of the plan is at work or about to be, or a wave is being merged. */
export function isAtWork(state: PlanState): boolean {
  const merges = state.waves.flat().some(({ life }) => isMerging(life));
  return merges || state.works.flat().some(isActive);
}

/** A gated wave that waits for a fast-forward of its target's checkout. */
export function waitingToLand(state: PlanState) {
  return state.plan.waves.flatMap(({ id, target }) => {
    const life = waveOf(state, id)?.life;
    return life?.phase === 'ready_to_land' ? [{ id, target, commit: life.commit }] : [];
  });
}

function landedWaves(state: PlanState) {
  return state.plan.waves.filter(({ id }) => isLandedIn(state, id));
}

function isLandedIn(state: PlanState, id: WaveId): boolean {
  const wave = waveOf(state, id);
  return wave !== undefined && isLanded(wave);
}
