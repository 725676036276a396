/** The notes of a plan as data, with what waits kept by whom it is for. */
import type { WorkstreamId } from '../domain/ids.js';
import type { Note, NoteId } from '../domain/note.js';

/** The notes of a plan, and those that wait, by whom they are for. */
export type Notes = {
  readonly all: readonly Note[];
  /** How many were written, those of former plans too: names the next. */
  readonly written: number;
  readonly waiting: ReadonlyMap<WorkstreamId, readonly NoteId[]>;
  /** Those of them that are typed at the moment, likewise. */
  readonly typing: Notes['waiting'];
};

const NOBODY: Notes['typing'] = new Map();

export const NO_NOTES: Notes = {
  all: [],
  written: 0,
  waiting: new Map(),
  typing: NOBODY,
};

export function notesFrom(
  all: readonly Note[],
  written: number,
  typing: Notes['typing'] = NOBODY,
): Notes {
  const waiting = new Map<WorkstreamId, NoteId[]>();
  for (const { id, deliveries } of all)
    for (const { to, state } of deliveries)
      if (state === 'waiting') waiting.set(to, [...(waiting.get(to) ?? []), id]);
  return { all, written, waiting, typing };
}

/** The notes that a plan keeps of the one before: all that a workstream of it has part in. */
export function keptNotes(notes: Notes, goesOn: ReadonlySet<WorkstreamId>): Notes {
  const all = notes.all.filter(
    ({ from, deliveries }) =>
      (from.type === 'workstream' && goesOn.has(from.id)) ||
      deliveries.some(({ to }) => goesOn.has(to)),
  );
  const typing = [...notes.typing].filter(([to]) => goesOn.has(to));
  return notesFrom(all, notes.written, new Map(typing));
}
