/**
 * Messages between workstreams: who still has to be told what, and when an agent can be.
 * Only one that is seen to rest at its prompt is told, and none that is on hold; what
 * nobody will read any more is refused, saying why.
 */
import type { WorkstreamId } from '../domain/ids.js';
import type { Delivery, Note } from '../domain/note.js';
import type { QueuedLine } from '../domain/status.js';
import type { Timestamp } from '../domain/time.js';
import { plainText } from '../base/plain-text.js';
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';
import { notesFrom } from './mail.js';
import { workOf, type PlanState } from './plan-state.js';
import { isDone, isLost, UNSEEN, withLife, type Work } from './work.js';

/** More that wait for one agent are a flood that it would only be lost in. */
export const MAX_WAITING = 20;

/** Two agents that answer each other would go on for ever. */
export const MAX_WRITTEN = 100;

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { readonly type: Type }>;

export function noteWritten(state: PlanState, event: Of<'noteWritten'>): PlanState {
  const { at, from, text, file, to, kind = 'note' } = event;
  const { all, written } = state.notes;
  const id = `n${written + 1}`;
  const deliveries = [...new Set(to)].map((one): Delivery => {
    const why = refusalOf(state, one);
    return { to: one, state: why === null ? 'waiting' : 'refused', at, why };
  });
  const note: Note = { id, kind, at, from, text, file, deliveries };
  return withNotes(state, [...all, note], written + 1);
}

/** An engine that is killed from here on cannot know what was read of them. */
export function notesTyping(
  state: PlanState,
  { to, notes }: Of<'notesTyping'>,
): PlanState {
  const typing = new Map(state.notes.typing);
  if (notes.length > 0) typing.set(to, notes);
  else typing.delete(to);
  return { ...state, notes: { ...state.notes, typing } };
}

/** Its agent was told; whether it rests is to be seen anew. */
export function notesDelivered(
  state: PlanState,
  { at, to, notes }: Of<'notesDelivered'>,
): PlanState {
  return told(state, { at, to, notes, why: null });
}

const CUT_SHORT = 'the engine ended while it was typed; look into its pane';

/** What an engine was typing when it was killed: told twice, it could be done twice. */
export function cutShort(state: PlanState, at: Timestamp): PlanState {
  return [...state.notes.typing].reduce(
    (before, [to, notes]) => told(before, { at, to, notes, why: CUT_SHORT }),
    state,
  );
}

type Told = Pick<Of<'notesDelivered'>, 'at' | 'to' | 'notes'> & Pick<Delivery, 'why'>;

function told(state: PlanState, { at, to, notes, why }: Told): PlanState {
  const after = notesTyping(state, { type: 'notesTyping', at, to, notes: [] });
  return settled(after, (note, delivery) =>
    delivery.to === to && notes.includes(note.id) && delivery.state === 'waiting'
      ? { ...delivery, state: 'delivered', at, why }
      : delivery,
  );
}

/** Why it cannot be taken back: nobody is to read it any more, or somebody is about to. */
export function bindingOf({ notes }: PlanState, { id, deliveries }: Note): string | null {
  if (!deliveries.some(({ state }) => state === 'waiting'))
    return `nothing of ${id} waits any more`;
  const [reader] = [...notes.typing].find(([, typed]) => typed.includes(id)) ?? [];
  return reader === undefined ? null : `${id} is typed to ${reader} at this moment`;
}

/** What waits of it is told to nobody. */
export function noteWithdrawn(
  state: PlanState,
  { at, note: id, by }: Of<'noteWithdrawn'>,
): PlanState {
  return settled(state, (note, delivery) =>
    note.id === id && delivery.state === 'waiting'
      ? { ...delivery, state: 'withdrawn', at, why: `taken back by ${by}` }
      : delivery,
  );
}

/** What an agent is, once it was told something: at work, as far as anybody knows. */
export function afterNotes(work: Work): Work {
  const { life } = work;
  return life.phase === 'running' ? withLife(work, { ...life, seen: UNSEEN }) : work;
}

/** Refuses what waits for workstreams that are done or gone, and has the rest delivered. */
export function forwarded(
  before: PlanState,
  after: PlanState,
  event: PlanEvent,
): readonly [PlanState, readonly Effect[]] {
  if (after.notes.waiting.size === 0) return [after, []];
  const effects: Effect[] = [];
  let ended = false;
  for (const [id, notes] of after.notes.waiting) {
    const work = workOf(after, id);
    if (!work || isDone(work)) {
      ended = true;
      effects.push(...queuedFor(after, id).map(({ text }) => untold(id, text, work)));
    } else if (mayRead(work)) {
      const was = event.type === 'engineStarted' ? undefined : workOf(before, id);
      const same = before.notes.waiting.get(id)?.length === notes.length;
      if (!was || !mayRead(was) || !same)
        effects.push({ type: 'deliverNotes', workstream: id });
    }
  }
  return [ended ? withoutEnded(after, event.at) : after, effects];
}

/** At rest at its prompt, nothing to answer first, and not on hold. */
export function mayRead({ life, hold }: Work): boolean {
  if (life.phase !== 'running' || hold || life.review !== undefined) return false;
  if (life.owed) return false;
  return life.seen.doing === 'idle';
}

/** The notes that wait for a workstream, the oldest first. */
export function mailOf({ notes }: PlanState, id: WorkstreamId): readonly Note[] {
  const ids = new Set(notes.waiting.get(id) ?? []);
  return ids.size === 0 ? [] : notes.all.filter((note) => ids.has(note.id));
}

/** What is told of a line that waits, in a status that goes to everybody at each change. */
const MAX_QUEUED = 200;

/** The lines that wait for a workstream, the oldest first. */
export function queuedFor(state: PlanState, id: WorkstreamId): readonly QueuedLine[] {
  return mailOf(state, id).flatMap(({ kind, id: note, text }) =>
    kind === 'line' ? [{ note, text: plainText(text, MAX_QUEUED) }] : [],
  );
}

/** How many notes the agent of a workstream wrote. */
export function writtenBy({ notes }: PlanState, id: WorkstreamId): readonly Note[] {
  return notes.all.filter(({ from }) => from.type === 'workstream' && from.id === id);
}

/** As they are told to a person: what waits says for what. */
export function notesOf(state: PlanState): readonly Note[] {
  return state.notes.all.map((note) => ({
    ...note,
    deliveries: note.deliveries.map((delivery) =>
      delivery.state === 'waiting'
        ? { ...delivery, why: waitOf(workOf(state, delivery.to)) }
        : delivery,
    ),
  }));
}

function refusalOf(state: PlanState, id: WorkstreamId): string | null {
  const work = workOf(state, id);
  const waiting = state.notes.waiting.get(id)?.length ?? 0;
  if (!work) return `there is no workstream "${plainText(id, 100)}"`;
  if (isDone(work)) return 'its work is done';
  return waiting >= MAX_WAITING ? `${waiting} notes wait for it already` : null;
}

function withoutEnded(state: PlanState, at: number): PlanState {
  return settled(state, (_, delivery) => {
    const work = workOf(state, delivery.to);
    if (delivery.state !== 'waiting' || (work && !isDone(work))) return delivery;
    return { ...delivery, state: 'refused', at, why: whyEnded(work) };
  });
}

function whyEnded(work: Work | undefined): string {
  return work ? 'its work was done before' : 'the plan has it no more';
}

/** Who sent a line waits for what comes of it. */
function untold(id: WorkstreamId, text: string, work: Work | undefined): Effect {
  const told = `${id} was not told "${text}": ${whyEnded(work)}`;
  return { type: 'notify', level: 'warning', text: told };
}

function settled(
  state: PlanState,
  settle: (note: Note, delivery: Delivery) => Delivery,
): PlanState {
  const all = state.notes.all.map((note) => {
    const deliveries = note.deliveries.map((one) => settle(note, one));
    const same = deliveries.every((one, at) => one === note.deliveries[at]);
    return same ? note : { ...note, deliveries };
  });
  return withNotes(state, all, state.notes.written);
}

function withNotes(state: PlanState, all: readonly Note[], written: number): PlanState {
  return { ...state, notes: notesFrom(all, written, state.notes.typing) };
}

function waitOf(work: Work | undefined): string {
  if (!work) return 'the plan has it no more';
  const { life, hold, firstStart } = work;
  if (hold) return hold.resumed ? 'no session is free' : 'it is on hold';
  if (life.phase === 'queued' || life.phase === 'starting' || firstStart === undefined)
    return 'its agent has not started';
  if (life.phase === 'checking') return 'its gates run';
  if (life.phase !== 'running')
    return isLost(work) ? 'its session was lost' : 'its agent has ended';
  if (life.review !== undefined) return 'its plan waits for an answer';
  if (life.owed) return 'its first message comes first';
  if (life.seen.doing === 'waiting') return 'its agent waits for an answer';
  if (life.seen.doing === 'busy') return 'its agent is at work';
  if (life.seen.doing === 'starting') return 'its agent is starting';
  return life.seen.doing === 'idle'
    ? 'its prompt is to be empty'
    : 'its agent is not seen to be at rest';
}
