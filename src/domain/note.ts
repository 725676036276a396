/**
 * A message between workstreams, or from a person to workstreams. Told to an agent at its
 * prompt, and nothing more: it changes no state and is never run. A line is a message that a
 * person sent an agent that was at work: typed as it stands, as the person would have.
 */
import type { WorkstreamId } from './ids.js';
import type { Timestamp } from './time.js';

/** `n7`: counted in the order in which notes are written. */
export type NoteId = string;

export type NoteKind = 'note' | 'line';

export type Note = {
  readonly id: NoteId;
  readonly kind: NoteKind;
  readonly at: Timestamp;
  readonly from: Author;
  /** On one line, made harmless. */
  readonly text: string;
  /** The file that its agent wrote it in; null for one that was given by a command. */
  readonly file: NoteFile | null;
  /** One for each workstream that it is for. */
  readonly deliveries: readonly Delivery[];
};

export type Author =
  | { readonly type: 'person'; readonly name: string }
  | { readonly type: 'workstream'; readonly id: WorkstreamId };

/** Written again at another time it is another note. */
export type NoteFile = { readonly name: string; readonly writtenAt: Timestamp };

export type Delivery = {
  readonly to: WorkstreamId;
  readonly state: 'waiting' | 'delivered' | 'refused' | 'withdrawn';
  /** When this state began. */
  readonly at: Timestamp;
  /**
   * Why it was refused, what it waits for, or who took it back; null when it was delivered,
   * but one that may have been says why nobody knows.
   */
  readonly why: string | null;
};

/** Longer ones belong in a file whose path the note tells. */
export const MAX_NOTE_CHARACTERS = 2000;

export function authorText(from: Author): string {
  return from.type === 'person' ? from.name : from.id;
}
