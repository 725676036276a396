/** Everything that waits for a person, read from the state, so that it cannot be stale. */
import { approvalId } from '../domain/ids.js';
import type { Workstream } from '../domain/plan.js';
import type { Approval } from '../domain/status.js';
import { isOutOfTries } from './checking.js';
import type { PlanState } from './plan-state.js';
import { workStateOf } from './state-names.js';
import { isReadyWave, type WaveRecord } from './wave.js';
import type { Work } from './work.js';

/** The oldest first. An id is the kind and the subject: `plan:TD2`. */
export function approvalsOf(state: PlanState): readonly Approval[] {
  const { workstreams, waves } = state.plan;
  const works = state.works.flat();
  const records = state.waves.flat();
  return [
    ...workstreams.map((one, at) => approval(ofWork(works[at], one), one.id, works[at])),
    ...callingOf(state),
    ...candidatesOf(state),
    ...waves.map(({ id }, at) => approval(ofWave(records[at]), id, records[at])),
  ]
    .filter((found) => found !== undefined)
    .sort((a, b) => a.since - b.since);
}

/** One for each workstream that asks for attention, since it first did. */
function callingOf({ raised }: PlanState): readonly Approval[] {
  const calls = new Map<string, Approval>();
  for (const { workstream: subject, acknowledgedBy, at } of raised) {
    if (acknowledgedBy !== undefined || calls.has(subject)) continue;
    const id = approvalId(`escalation:${subject}`);
    calls.set(subject, { id, kind: 'escalation', subject, since: at });
  }
  return [...calls.values()];
}

/** One for each workstream of which there is something to be kept or not. */
function candidatesOf({ memories }: PlanState): readonly Approval[] {
  const found = new Map<string, Approval>();
  for (const { workstream: subject, review, at } of memories) {
    if (review || found.has(subject)) continue;
    const id = approvalId(`memory:${subject}`);
    found.set(subject, { id, kind: 'memory', subject, since: at });
  }
  return [...found.values()];
}

function approval(
  kind: Approval['kind'] | undefined,
  subject: string,
  record: { readonly since: number } | undefined,
): Approval | undefined {
  if (kind === undefined || !record) return undefined;
  return { id: approvalId(`${kind}:${subject}`), kind, subject, since: record.since };
}

function ofWork(work: Work | undefined, plan: Workstream): Approval['kind'] | undefined {
  const name = work && workStateOf(work);
  if (name === 'plan_review') return 'plan';
  if (name === 'blocked' && work) return isOutOfTries(work) ? 'gate' : 'blocked';
  if (name === 'failed' && work) return isLeft(work, plan) ? undefined : 'failed';
  return name === 'waiting' ? 'permission' : undefined;
}

/** An agent of no plan owes no signal: whoever ends it in its pane has done with it. */
function isLeft({ life }: Work, { briefed }: Workstream): boolean {
  return briefed === false && life.phase === 'failed' && life.end === 'peaceful';
}

function ofWave(wave: WaveRecord | undefined): Approval['kind'] | undefined {
  if (!wave) return undefined;
  const { life } = wave;
  if (isReadyWave(wave) || life.phase === 'ready_to_land') return 'landing';
  if (life.phase !== 'blocked' || wave.unmet > 0) return undefined;
  if (life.conflicts.length > 0) return 'conflict';
  const red = life.gates.some(({ state }) => state === 'failed' || state === 'errored');
  return red || life.choices.length > 0 ? 'gate' : 'landing';
}
