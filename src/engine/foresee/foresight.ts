/** Puts what git says of every pair into the words of the plan: clashes, rules, orders. */
import type {
  Clash,
  Collision,
  Foresight,
  ForeseenConflict,
  WaveOrder,
} from '../../domain/foresight.js';
import { unruled } from '../../domain/foresight.js';
import { workstreamId, type WorkstreamId } from '../../domain/ids.js';
import type { Wave } from '../../domain/plan.js';
import { readable } from '../../git/run.js';
import type { ConflictedPath } from '../../git/merged-tree.js';
import { calmestOrder, unruledIn } from '../../workflow/calm-order.js';
import { chainOf, type ChainMember } from '../../workflow/merge-order.js';
import type { PlanState } from '../../workflow/plan-state.js';
import { rulingOn } from '../merge/ruling.js';
import { landedWorkstreams, waveStateIn } from '../plan-facts.js';
import type { Outcome } from './pair-cache.js';
import type { Candidate, Meeting } from './parties.js';

export type Met = Meeting & { readonly outcome: Outcome };

export function foresightOf(
  state: PlanState,
  candidates: readonly Candidate[],
  met: readonly Met[],
): Foresight {
  const landed = landedWorkstreams(state);
  const workstreams = candidates.map(
    ({ worktree: _worktree, targetCommit: _commit, ...rest }) => rest,
  );
  const clashes = met.flatMap((one) => clashOf(state, landed, one) ?? []);
  return { workstreams, clashes, orders: ordersOf(state, landed, met) };
}

/** What the sidebar warns of: two workstreams at work, and no rule that decides. */
export function collisionsOf({
  clashes,
}: Foresight): ReadonlyMap<WorkstreamId, readonly Collision[]> {
  const found = new Map<WorkstreamId, readonly Collision[]>();
  const add = (one: string, other: string, clash: Clash) => {
    const paths = unruled(clash);
    const first = clash.conflicts.find(({ rule }) => rule === null);
    if (!first) return;
    const id = workstreamId(one);
    const collision = { with: workstreamId(other), path: first.path, paths };
    found.set(id, [...(found.get(id) ?? []), collision]);
  };
  for (const clash of clashes) {
    const { ours, theirs } = clash;
    if (ours.type === 'target') continue;
    add(ours.name, theirs.name, clash);
    add(theirs.name, ours.name, clash);
  }
  return found;
}

function clashOf(
  state: PlanState,
  landed: readonly WorkstreamId[],
  { ours, theirs, outcome }: Met,
): Clash | undefined {
  const between = {
    ours: { type: ours.type, name: ours.name },
    theirs: { type: theirs.type, name: theirs.name },
  };
  if (!outcome.ok) return { ...between, conflicts: [], why: outcome.failure.why };
  if (outcome.value.length === 0) return undefined;
  const own = ours.type === 'workstream' ? [workstreamId(ours.name)] : [];
  const sides = {
    ours: new Set([...landed, ...own]),
    theirs: new Set([workstreamId(theirs.name)]),
  };
  const conflicts = outcome.value.map((conflict): ForeseenConflict => {
    const ruling = rulingOn(conflict, state.plan.rules, sides);
    const rule = ruling.type === 'open' ? null : ruling.rule;
    return { path: readable(conflict.path), kind: conflict.kind, rule, hunks: null };
  });
  return { ...between, conflicts, why: null };
}

function ordersOf(
  state: PlanState,
  landed: readonly WorkstreamId[],
  met: readonly Met[],
): readonly WaveOrder[] {
  const conflicts = conflictsByPair(met);
  return state.plan.waves
    .filter(({ id }) => waveStateIn(state, id) !== 'landed')
    .map((wave) => orderOf(state, wave, { landed, conflicts }))
    .filter(({ planned }) => planned.members.length > 1);
}

type Known = {
  readonly landed: readonly WorkstreamId[];
  readonly conflicts: ReadonlyMap<string, readonly ConflictedPath[]>;
};

function orderOf(
  { plan }: PlanState,
  { id }: Wave,
  { landed, conflicts }: Known,
): WaveOrder {
  const left = (member: ChainMember, before: readonly ChainMember[]) => {
    const ours = new Set([...landed, ...before.flatMap(({ holds }) => holds)]);
    const sides = { ours, theirs: new Set(member.holds) };
    return before
      .flatMap((other) => conflicts.get(pairOf(member.id, other.id)) ?? [])
      .filter((conflict) => rulingOn(conflict, plan.rules, sides).type === 'open').length;
  };
  const said = (order: readonly ChainMember[]) => ({
    members: order.map((member) => member.id),
    unruled: unruledIn(order, left),
  });
  return {
    wave: id,
    planned: said(chainOf(plan, id)),
    calmest: said(calmestOrder(plan, id, left)),
  };
}

/** In either order: which of two comes first changes sides, not paths. */
function conflictsByPair(
  met: readonly Met[],
): ReadonlyMap<string, readonly ConflictedPath[]> {
  return new Map(
    met.flatMap(({ ours, theirs, outcome }) =>
      outcome.ok && outcome.value.length > 0
        ? [[pairOf(ours.name, theirs.name), outcome.value] as const]
        : [],
    ),
  );
}

function pairOf(...names: readonly [string, string]): string {
  return names.toSorted().join('\n');
}
