/**
 * What an event makes of a plan: the next state, and what the engine is asked to do.
 * Pure: the same events give the same state, so the journal is all that need be kept.
 * Never throws; an event that does not fit changes nothing.
 */
import type { SessionId, WaveId, WorkstreamId } from '../domain/ids.js';
import type { Timestamp } from '../domain/time.js';
import { Change } from './change.js';
import { acknowledged, raised, settled } from './escalations.js';
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';
import { goneOn, owedEffects } from './holding.js';
import { memoryEffects, reviewed, withMemories } from './memories.js';
import {
  afterNotes,
  cutShort,
  forwarded,
  noteWithdrawn,
  noteWritten,
  notesDelivered,
  notesTyping,
} from './notes.js';
import {
  withPlan,
  withWorkstream,
  workOf,
  type PlanState,
  sharedWork,
} from './plan-state.js';
import { prioritised } from './turns.js';
import { withAgentOf } from './handing-over.js';
import { endSetUp } from './setting-up.js';
import {
  isReadyWave,
  readyEffects,
  resumeEffects,
  stepWave,
  type WaveEvent,
} from './wave.js';
import { isReady, isResumed, sessionOf, takesSession, withLife } from './work.js';
import { awaken, letGoOf, park } from './session-life.js';
import { stepWork, type WorkEvent } from './workstream.js';

export function step(
  state: PlanState,
  event: PlanEvent,
): readonly [state: PlanState, effects: readonly Effect[]] {
  const change = changeBy(state, event);
  schedule(change);
  const [changed, effects] = change.finish();
  const isOfWork = 'workstream' in event && event.type !== 'workstreamAdded';
  const next = isOfWork ? settled(changed, event.workstream) : changed;
  const learned = withMemories(next, event);
  const [after, deliveries] = forwarded(state, learned, event);
  return [after, [...effects, ...memoryEffects(next, learned), ...deliveries]];
}

function changeBy(state: PlanState, event: PlanEvent): Change {
  if (event.type === 'planTaken') return taken(state, event);
  if (event.type === 'engineStarted') return awakened(state, event);
  if (event.type === 'parked') return parked(state, event.at);
  if (event.type === 'resumed') return resumed(state, event.at);
  if (event.type === 'scaled') return scaled(state, event);
  if (event.type === 'escalated') return escalated(state, event);
  if (event.type === 'acknowledged')
    return new Change(acknowledged(state, event.workstream, event.by), event.at);
  if (event.type === 'prioritised')
    return new Change(prioritised(state, event), event.at);
  if (event.type === 'noteWritten')
    return new Change(noteWritten(state, event), event.at);
  if (event.type === 'noteWithdrawn')
    return new Change(noteWithdrawn(state, event), event.at);
  if (event.type === 'notesTyping')
    return new Change(notesTyping(state, event), event.at);
  if (event.type === 'notesDelivered') return delivered(state, event);
  if (event.type === 'memoryReviewed')
    return new Change(reviewed(state, event), event.at);
  if (event.type !== 'workstreamAdded') return told(state, event);

  const added = new Change(withWorkstream(state, event), event.at);
  // A person asked for it by name: it takes no turn behind the plan.
  if (added.state !== state) start(added, event.workstream.id);
  return added;
}

function scaled(
  state: PlanState,
  { limit, why, at }: Extract<PlanEvent, { readonly type: 'scaled' }>,
): Change {
  return new Change({ ...state, scale: { limit, why, since: at } }, at);
}

function escalated(
  state: PlanState,
  event: Extract<PlanEvent, { readonly type: 'escalated' }>,
): Change {
  const next = raised(state, event);
  const change = new Change(next, event.at);
  if (next === state) return change;
  const calls = event.notify === true ? { calls: event.workstream } : {};
  change.wish([{ type: 'notify', level: 'warning', text: event.text, ...calls }]);
  if (event.hold !== true) return change;
  const { at, text } = event;
  // Held alone, it is named where its hold is shown.
  const why = event.all === true ? text : text.replace(`${event.workstream}: `, '');
  const ids = state.plan.workstreams.map(({ id }) => id);
  for (const workstream of event.all === true ? ids : [event.workstream])
    stepWorkOf(change, workstream, { type: 'held', at, workstream, by: 'plan', why });
  return change;
}

function delivered(
  state: PlanState,
  event: Extract<PlanEvent, { readonly type: 'notesDelivered' }>,
): Change {
  const change = new Change(notesDelivered(state, event), event.at);
  const index = state.graph.workstreams.get(event.to) ?? -1;
  const work = change.work(index);
  if (work && sessionOf(work) === event.session) change.setWork(index, afterNotes(work));
  return change;
}

type PlanTaken = Extract<PlanEvent, { readonly type: 'planTaken' }>;

function taken(state: PlanState, event: PlanTaken): Change {
  const change = new Change(withPlan(state, event), event.at);
  for (const workstream of event.plan.workstreams) {
    const before = workOf(state, workstream.id);
    const session = before && sessionOf(before);
    // Nobody would own it any more: its workstream begins anew.
    if (session !== undefined && !sharedWork(state, workstream))
      change.wish([{ type: 'endSession', session }]);
  }
  for (const [index, plan] of event.plan.waves.entries()) {
    const wave = change.wave(index);
    if (wave && isReadyWave(wave)) change.wish(readyEffects(plan));
  }
  return change;
}

function told(before: PlanState, event: WorkEvent | WaveEvent): Change {
  // Who resumes a workstream has seen to what it asks attention for.
  const state =
    event.type === 'released' ? acknowledged(before, event.workstream, event.by) : before;
  const change = new Change(state, event.at);
  if ('wave' in event) stepWaveOf(change, event.wave, event);
  else stepWorkOf(change, event.workstream, event);
  if (event.type === 'restarted' || event.type === 'handedOver')
    startParked(change, event.workstream);
  return change;
}

function stepWorkOf(change: Change, id: WorkstreamId, event: WorkEvent): void {
  const index = change.state.graph.workstreams.get(id) ?? -1;
  const plan = change.state.plan.workstreams[index];
  const work = change.work(index);
  if (!plan || !work) return;
  const [next, effects] = stepWork(work, event, withAgentOf(plan, work));
  change.wish(effects);
  change.setWork(index, next);
  goOn(change, index);
}

/** One that was resumed goes on, unless it takes a session of which none is free. */
function goOn(change: Change, index: number): void {
  const plan = change.state.plan.workstreams[index];
  const work = change.work(index);
  if (!plan || !work || !isResumed(work)) return;
  const [next, effects] = goneOn(work, change.at, withAgentOf(plan, work));
  const takesOneMore = takesSession(next) && !takesSession(work);
  if (takesOneMore && !change.state.parked && !change.hasRoom(index)) return;
  change.wish(effects);
  change.setWork(index, next);
}

function stepWaveOf(change: Change, id: WaveId, event: WaveEvent): void {
  const index = change.state.graph.waves.get(id) ?? -1;
  const plan = change.state.plan.waves[index];
  const wave = change.wave(index);
  if (!plan || !wave) return;
  const [next, effects] = stepWave(wave, event, plan);
  change.wish(effects);
  change.setWave(index, next);
}

/** A person asked for this one by name: it starts though the plan is down. */
function startParked(change: Change, id: WorkstreamId): void {
  const work = change.work(change.state.graph.workstreams.get(id) ?? -1);
  if (change.state.parked && work && isReady(work)) start(change, id);
}

/** What was at work waits to start again. */
function parked(state: PlanState, at: Timestamp): Change {
  const change = new Change({ ...state, parked: true }, at);
  for (const index of state.plan.workstreams.keys()) {
    const work = change.work(index);
    if (!work) continue;
    change.wish(endSetUp(work));
    change.setWork(index, park(work, at));
    goOn(change, index);
  }
  return change;
}

/** What was before its gates is judged anew, since they ended with the engine. */
function resumed(state: PlanState, at: Timestamp): Change {
  const change = new Change({ ...state, parked: false }, at);
  for (const { id } of state.plan.workstreams) {
    const work = workOf(state, id);
    if (work?.life.phase === 'checking')
      change.wish([{ type: 'checkWork', workstream: id }]);
  }
  return change;
}

/** The engine is back: sessions may be gone, and what it was about to do is asked again. */
function awakened(
  state: PlanState,
  { at, alive }: { readonly at: number; readonly alive: readonly SessionId[] },
): Change {
  const change = new Change(cutShort(state, at), at);
  const living = new Set(alive);
  for (const [index, plan] of state.plan.workstreams.entries()) {
    const work = change.work(index);
    if (!work) continue;
    change.wish(endSetUp(work));
    const next = awaken(work, at, (session) => living.has(session));
    change.setWork(index, next);
    if (next.life.phase === 'checking' && !state.parked)
      change.wish([{ type: 'checkWork', workstream: plan.id }]);
    change.wish(owedEffects(next, plan));
    const left = letGoOf(next);
    if (left !== undefined && living.has(left))
      change.wish([{ type: 'endSession', session: left }]);
  }
  for (const [index, plan] of state.plan.waves.entries()) {
    const wave = change.wave(index);
    if (wave) change.wish(resumeEffects(wave, plan));
  }
  return change;
}

/** Starts what is ready, and lets go on what was resumed, as far as sessions are free. */
function schedule(change: Change): void {
  for (let index = change.takeNext(); index !== undefined; index = change.takeNext()) {
    const plan = change.state.plan.workstreams[index];
    const work = change.work(index);
    if (plan && work && isReady(work)) start(change, plan.id);
    else goOn(change, index);
  }
}

function start(change: Change, workstream: WorkstreamId): void {
  const index = change.state.graph.workstreams.get(workstream) ?? -1;
  const work = change.work(index);
  if (!work) return;
  change.setWork(index, withLife(work, { phase: 'starting' }));
  change.wish([{ type: 'startSession', workstream }]);
}
