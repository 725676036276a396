/** What a workstream or a wave waits for, in words: who must act, and on what. */
import { claimOf } from '../domain/report.js';
import { isParked, type PlanState } from './plan-state.js';
import { itemAt } from './chunks.js';
import { isOutOfTries } from './checking.js';
import { sessionLimit } from './scaling.js';
import { workStateOf } from './state-names.js';
import { isLanded, type WaveRecord } from './wave.js';
import { isDone, isDown, isResumed, type Work } from './work.js';

/**
 * `TD2 to land`, `your approval of its plan`; null when it waits for nothing. Of one that
 * a restart alone brings on, what happened to it.
 */
export function waitsForOf(state: PlanState, index: number): string | null {
  const work = itemAt(state.works, index);
  if (!work) return null;
  const said = waitingOf(state, work, index);
  if (!work.hold || said === null || isKeptBack(work)) return said;
  if (isResumed(work)) return `${said}; it goes on as soon as a session is free`;
  return `${said}; it is on hold (\`wtmux resume ${state.plan.workstreams[index]?.id}\`)`;
}

/** Its state says so already. */
function isKeptBack(work: Work): boolean {
  const state = workStateOf(work);
  return state === 'held' || state === 'ready';
}

function waitingOf(state: PlanState, work: Work, index: number): string | null {
  const { life } = work;
  switch (workStateOf(work)) {
    case 'planned':
      return dependencies(state, index);
    case 'upstream_failed':
      return failedUpstream(state, index);
    case 'ready':
      if (isParked(state, work))
        return `a restart: \`wtmux restart ${state.plan.workstreams[index]?.id}\``;
      if (state.parked && state.plan.name !== '') return 'the plan to go on: `wtmux up`';
      return crowd(state, index) ?? freeSession(state);
    case 'plan_review':
      return 'your approval of its plan';
    case 'waiting':
      return (life.phase === 'running' && life.seen.detail) || 'your answer';
    case 'idle':
      return restingOf(work);
    case 'gating':
      return gateOf(work);
    case 'blocked':
      if (life.phase === 'running' && life.seen.doing === 'error')
        return `your help: ${life.seen.detail || 'its agent reports an error'}`;
      if (isOutOfTries(work)) return `your help: ${work.checks?.why}`;
      return `your help: ${reported(work)}`;
    case 'failed':
      return life.phase === 'failed' ? life.why : null;
    case 'held':
      return heldInWords(state, index);
    case 'skipped':
      return 'you stopped it';
    case 'done':
    case 'rolled_back':
      return homeOf(state, index);
    case 'starting':
      return life.phase === 'starting' && life.setUp ? 'its set-up' : null;
    case 'working':
    case 'landed':
      return null;
  }
  return null;
}

function restingOf({ life, checks }: Work): string {
  const aside = life.phase === 'running' ? life.seen.detail : '';
  const rest =
    checks?.why === undefined
      ? 'a word from you, or its signal'
      : `its agent to mend it: ${checks.why}`;
  return aside === '' ? rest : `${rest}; ${aside}`;
}

function reported({ signal }: Work): string {
  if (signal?.notes) return signal.notes;
  const isInvalid = signal?.validationPassed === false && claimOf(signal) === 'complete';
  return isInvalid ? 'its own validation failed' : `it reports "${signal?.status}"`;
}

/** `wtmux resume TD2` (paused by ada: it spends too much). */
function heldInWords(state: PlanState, index: number): string {
  const { hold, life, unmet } = itemAt(state.works, index) ?? {};
  const id = state.plan.workstreams[index]?.id;
  const why = hold?.why ? `: ${hold.why}` : '';
  const busy = life?.phase === 'running' && life.seen.doing === 'busy';
  const still = busy ? '; its agent is still at work' : '';
  const then = unmet ? `, then ${dependencies(state, index)}` : '';
  return `\`wtmux resume ${id}\` (paused by ${hold?.by}${why}${still})${then}`;
}

/** Undefined where the plan has a number only as a whole, or its groups have room. */
function crowd({ graph, crowded }: PlanState, index: number): string | undefined {
  const full = (graph.crowds.of.get(index) ?? []).find(
    (at) => (crowded[at] ?? 0) >= (graph.crowds.groups[at]?.limit ?? 0),
  );
  const group = full === undefined ? undefined : graph.crowds.groups[full];
  return (
    group && `a session of ${group.name} (${group.limit} of ${group.limit} are taken)`
  );
}

function freeSession(state: PlanState): string {
  const taken = `${state.active} of ${sessionLimit(state)} are taken`;
  const lost =
    state.lost > 0 ? `, ${state.lost} by what was lost: \`wtmux restart --all\`` : '';
  const why = state.plan.scales === true && state.scale ? `; ${state.scale.why}` : '';
  return `a free session (${taken}${lost}${why})`;
}

/** The gate of its own that runs. */
function gateOf({ life }: Work): string {
  const gates = life.phase === 'checking' ? life.gates : [];
  const running = gates.find(({ state }) => state === 'running');
  return running ? `its gate ${running.name}` : 'its gates';
}

/** What is missing before a wave can merge or land, and what to do; null when it landed. */
export function blockedByOf(state: PlanState, index: number): string | null {
  const wave = itemAt(state.waves, index);
  if (!wave) return null;
  const { life } = wave;
  if (wave.unmet > 0 && !isLanded(wave))
    return `waits for ${listed(unmetNames(state, state.plan.workstreams.length + index))}`;
  switch (life.phase) {
    case 'open':
      return 'your word to merge it';
    case 'blocked':
      return life.why;
    case 'ready_to_land':
      return life.why;
    case 'rolled_back':
      return `rolled back; \`wtmux redo ${state.plan.waves[index]?.id}\` lands it again, a merge what was mended`;
    case 'isolating':
      return life.doing;
    case 'landed':
      return leftOutInWords(wave);
    case 'merging':
    case 'gating':
      return null;
  }
  return null;
}

function leftOutInWords({ leftOut, unmet }: WaveRecord): string | null {
  if (leftOut.length === 0) return null;
  const names = listed(leftOut.map(({ id }) => id));
  return unmet > 0
    ? `landed without ${names}; mend it, then merge again`
    : `your word to merge ${names} too`;
}

function dependencies(state: PlanState, index: number): string {
  const own = state.plan.workstreams[index]?.dependsOn ?? [];
  const missing = own
    .filter(({ soft }) => !soft)
    .flatMap(({ id }) => {
      const place = state.graph.workstreams.get(id) ?? -1;
      const work = itemAt(state.works, place);
      if (!work || work.life.phase === 'landed') return [];
      const lands = !state.graph.waitsFor[index]?.includes(place);
      if (isDone(work) && !lands) return [];
      return [`${id} ${lands ? 'to land' : 'to be done'}`];
    });
  // Its dependencies may all have landed while their wave waits to be merged again.
  return missing.length > 0 ? listed(missing) : listed(unmetNames(state, index));
}

function failedUpstream(state: PlanState, index: number): string {
  const own = state.plan.workstreams[index]?.dependsOn ?? [];
  const failed = own.filter(({ id, soft }) => {
    const work = itemAt(state.works, state.graph.workstreams.get(id) ?? -1);
    return !soft && work !== undefined && isDown(work);
  });
  return `${listed(failed.map(({ id }) => id))}, which cannot go on`;
}

function homeOf({ plan, graph }: PlanState, index: number): string | null {
  const first = plan.workstreams.length;
  const home = graph.awaitedBy[index]?.find((node) => node >= first);
  const wave = home === undefined ? undefined : plan.waves[home - first];
  return wave ? `${wave.id} to merge` : null;
}

function unmetNames(state: PlanState, node: number): readonly string[] {
  const { plan, graph } = state;
  const first = plan.workstreams.length;
  return (graph.waitsFor[node] ?? []).flatMap((before) => {
    const work: Work | undefined =
      before < first ? itemAt(state.works, before) : undefined;
    const wave = itemAt(state.waves, before - first);
    const met = work ? isDone(work) : wave !== undefined && isLanded(wave);
    const name = plan.workstreams[before]?.id ?? plan.waves[before - first]?.id;
    return met || name === undefined ? [] : [name];
  });
}

/** A long list is cut: these words share a line with others. */
const MAX_NAMED = 4;

export function listed(names: readonly string[]): string {
  const more = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
