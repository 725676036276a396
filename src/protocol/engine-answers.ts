/** What the engine answers, by the request. */
import type { CommitId, WaveId, WorkstreamId } from '../domain/ids.js';
import type { Explanation } from '../domain/explanation.js';
import type { Foresight } from '../domain/foresight.js';
import type { MergeReport } from '../domain/merge.js';
import type { Memory, MemoryId } from '../domain/memory.js';
import type { Note, NoteId } from '../domain/note.js';
import type { Report } from '../domain/plan-report.js';
import type { Asked, Status } from '../domain/status.js';
import type { Cleaning, TrashEntry } from '../domain/trash.js';

export type EngineAnswers = {
  readonly status: Status;
  readonly up: UpAnswer;
  readonly new: { readonly workstream: WorkstreamId };
  readonly planText: PlanText;
  readonly prompt: { readonly workstream: WorkstreamId; readonly text: string };
  readonly approve: null;
  readonly answer: null;
  readonly approveEdited: null;
  readonly reject: null;
  readonly conflicts: Foresight;
  readonly preview: MergeReport;
  readonly merge: MergeReport;
  readonly decide: MergeReport;
  readonly rollback: TargetMoved;
  readonly redo: TargetMoved;
  readonly clean: readonly Cleaning[];
  readonly trash: readonly TrashEntry[];
  readonly restore: TrashEntry;
  readonly send: Sent;
  readonly withdraw: null;
  readonly stop: null;
  readonly restart: null;
  readonly agents: readonly AgentName[];
  readonly handOver: HandOverAnswer;
  readonly check: null;
  readonly override: null;
  readonly acknowledge: null;
  /** Those that are on hold now, or not any more. */
  readonly pause: readonly WorkstreamId[];
  readonly resume: readonly WorkstreamId[];
  /** Its place now, and how many have yet to start. */
  readonly prioritise: { readonly place: number; readonly of: number };
  readonly note: Note;
  /** The oldest first. */
  readonly notes: readonly Note[];
  /** The oldest first. */
  readonly memories: readonly Memory[];
  readonly review: Reviewed;
  readonly explain: Explanation;
  readonly changes: Changes;
  readonly report: Report;
  readonly down: null;
};

export type Changes = {
  /** Its worktree. */
  readonly folder: string;
  /** Where its own work begins. */
  readonly from: CommitId;
};

export type Reviewed = {
  readonly memories: readonly MemoryId[];
  /** Where those that were accepted stand; null when none were. */
  readonly file: string | null;
};

export type TargetMoved = {
  readonly wave: WaveId;
  readonly target: string;
  /** Where it stands now; null when it is gone again. */
  readonly commit: string | null;
};

export type UpAnswer =
  | { readonly type: 'started'; readonly created: readonly string[] }
  /** The plan brings these shell lines; ask the user, then ask again with `consent`. */
  | { readonly type: 'needsConsent'; readonly commands: readonly string[] };

/** A line that waits is told of with what for, and the name by which it can be taken back. */
export type Sent =
  | { readonly type: 'sent' }
  | { readonly type: 'queued'; readonly note: NoteId; readonly why: string };

/** An agent that can be started, and what it is called. */
export type AgentName = { readonly name: string; readonly title: string };

export type HandOverAnswer =
  | { readonly type: 'handedOver' }
  | { readonly type: 'needsConsent'; readonly commands: readonly string[] };

/** What an agent asks and waits on. */
export type PlanText = {
  readonly workstream: WorkstreamId;
  readonly text: string;
  /** Names exactly this text. */
  readonly revision: string;
  readonly kind: Asked;
  /** `screen`: as far as it is shown; what its hook tells is more, and may come yet. */
  readonly source: 'hook' | 'file' | 'screen';
  /** What a yes for the whole session gives; left out where there is none to be had. */
  readonly always?: string;
};
