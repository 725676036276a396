/**
 * What can happen to a plan.
 *
 * Events are facts with the time they happened, in plain JSON: the journal stores them,
 * and the state is their fold. Those of one workstream or wave stand in files of their
 * own; what the engine is then asked to do, in `effect.ts`.
 */
import type { CommitId, SessionId, WorkstreamId } from '../domain/ids.js';
import type { MemoryId, Verdict } from '../domain/memory.js';
import type { Author, NoteFile, NoteId, NoteKind } from '../domain/note.js';
import type { Plan, Workstream } from '../domain/plan.js';
import type { Timestamp } from '../domain/time.js';
import type { AnswerEvent } from './answer-event.js';
import type { MergeEvent } from './merge-event.js';
import type { ReportEvent } from './report-event.js';
import type { SessionEvent } from './session-event.js';

export type PlanEvent = { readonly at: Timestamp } & (
  WholeEvent | SessionEvent | ReportEvent | AnswerEvent | MergeEvent
);

/** Of the plan as a whole. */
type WholeEvent =
  | { readonly type: 'planTaken'; readonly plan: Plan; readonly made: readonly Made[] }
  /** One more workstream outside the plan's file (`wtmux new`). */
  | {
      readonly type: 'workstreamAdded';
      readonly workstream: Workstream;
      readonly made: Made;
    }
  /** The engine came (back); only these sessions are alive in the host. */
  | { readonly type: 'engineStarted'; readonly alive: readonly SessionId[] }
  /** All sessions are ended on a person's word (`wtmux down`); nothing starts until `resumed`. */
  | { readonly type: 'parked' }
  | { readonly type: 'resumed' }
  /** Of a plan whose sessions follow the machine: how many may be taken, and why. */
  | { readonly type: 'scaled'; readonly limit: number; readonly why: string }
  /** A message for workstreams; some of them may be none of the plan. */
  | {
      readonly type: 'noteWritten';
      readonly from: Author;
      readonly to: readonly WorkstreamId[];
      readonly text: string;
      readonly file: NoteFile | null;
      /** Left out of old journals: a note. */
      readonly kind?: NoteKind;
    }
  /** A person takes back what has not been told yet. */
  | { readonly type: 'noteWithdrawn'; readonly note: NoteId; readonly by: string }
  /** They are about to be typed at the prompt of an agent; none when they were not after all. */
  | {
      readonly type: 'notesTyping';
      readonly to: WorkstreamId;
      readonly notes: readonly NoteId[];
    }
  /** They were typed at the prompt of an agent. */
  | {
      readonly type: 'notesDelivered';
      readonly to: WorkstreamId;
      readonly notes: readonly NoteId[];
      readonly session: SessionId;
    }
  /** A person has judged a candidate; an accepted one stands in the file of memories. */
  | {
      readonly type: 'memoryReviewed';
      readonly memory: MemoryId;
      readonly verdict: Verdict;
      readonly by: string;
      /** As the person changed it. */
      readonly text?: string;
    };

/** A worktree and branch that exist for a workstream. */
export type Made = {
  readonly workstream: WorkstreamId;
  readonly path: string;
  readonly branch: string;
  /** Where the branch started. */
  readonly start: CommitId;
};
