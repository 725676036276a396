/** All that may be asked of the engine, and all that it tells; `engine-answers.ts` has what it answers. */
import type { WaveId, WorkstreamId } from '../domain/ids.js';
import type { ChoiceName } from '../domain/merge.js';
import type { MemoryId, Verdict } from '../domain/memory.js';
import type { Author, NoteId } from '../domain/note.js';
import type { Status } from '../domain/status.js';

export type EngineRequest =
  | { readonly type: 'status' }
  | {
      /** Takes a plan, makes its worktrees and starts what is ready. All or nothing. */
      readonly type: 'up';
      /** Absolute path, for messages and for paths that the plan names. */
      readonly file: string;
      readonly text: string;
      /** The user agreed to the commands that the plan brings. */
      readonly consent: boolean;
    }
  | {
      /** One more workstream, outside any plan. */
      readonly type: 'new';
      readonly name: string;
      readonly agent: string | null;
      readonly prompt: string;
      /** A command line in place of an agent; empty for an agent. */
      readonly command: readonly string[];
    }
  | { readonly type: 'planText'; readonly workstream: WorkstreamId }
  /** The message that its agent is, or would be, started with. */
  | { readonly type: 'prompt'; readonly workstream: WorkstreamId }
  | {
      readonly type: 'approve';
      readonly workstream: WorkstreamId;
      /** The revision that the person read; another by now is refused. Null: whichever is live. */
      readonly revision: string | null;
      readonly by: string;
      /** A permission is given for the whole session of its agent. */
      readonly always?: boolean;
    }
  | {
      /** Answers a question that brings its answers: one of these for each. */
      readonly type: 'answer';
      readonly workstream: WorkstreamId;
      readonly answers: readonly string[];
      readonly by: string;
    }
  | {
      /** Gives a plan back as a person changed it, to go by. */
      readonly type: 'approveEdited';
      readonly workstream: WorkstreamId;
      /** The revision that was changed; another by now is refused. */
      readonly revision: string;
      readonly text: string;
      readonly by: string;
    }
  | {
      readonly type: 'reject';
      readonly workstream: WorkstreamId;
      readonly message: string;
      readonly by: string;
    }
  | {
      /** What would conflict; of one pair, workstreams or targets, with its two sides. */
      readonly type: 'conflicts';
      readonly uncommitted: boolean;
      readonly pair: readonly [string, string] | null;
    }
  | {
      readonly type: 'preview';
      readonly wave: WaveId;
      readonly order?: readonly string[];
    }
  | {
      readonly type: 'merge';
      readonly wave: WaveId;
      readonly by: string;
      /** All members as they are to follow each other; else as before, or as planned. */
      readonly order?: readonly string[];
      /** Fast-forward the worktree that has the target checked out, if it is clean. */
      readonly fastForward: boolean;
    }
  | {
      /** Goes on with a blocked wave in one of the ways that it offers. */
      readonly type: 'decide';
      readonly wave: WaveId;
      readonly choice: ChoiceName;
      readonly by: string;
      /** In words, for the record; maybe empty. */
      readonly reason: string;
    }
  | {
      readonly type: 'rollback';
      readonly wave: WaveId;
      readonly by: string;
      /** By a new commit, whatever stands on the landing. */
      readonly revert: boolean;
      /** Move a clean checkout of the target along. */
      readonly fastForward: boolean;
    }
  | {
      /** Lands again what was rolled back. */
      readonly type: 'redo';
      readonly wave: WaveId;
      readonly by: string;
      readonly fastForward: boolean;
    }
  | {
      /** Puts worktrees and branches whose work is merged into the trash. */
      readonly type: 'clean';
      readonly dryRun: boolean;
    }
  | { readonly type: 'trash' }
  | {
      /** Takes a worktree and its branch out of the trash. */
      readonly type: 'restore';
      readonly entry: string;
    }
  | {
      /** Types a line to an agent: at once where it rests, else once it does. */
      readonly type: 'send';
      readonly workstream: WorkstreamId;
      readonly text: string;
      /** Refused where it cannot be typed at once. */
      readonly now: boolean;
      readonly by: string;
    }
  | {
      /** Takes back what has not been told yet. */
      readonly type: 'withdraw';
      readonly note: NoteId;
      readonly by: string;
    }
  | { readonly type: 'stop'; readonly workstream: WorkstreamId }
  | {
      readonly type: 'restart';
      readonly workstream: WorkstreamId;
      /** Its agent begins a new conversation, with its prompt. */
      readonly fresh?: boolean;
    }
  /** Those that a workstream can be handed to. */
  | { readonly type: 'agents' }
  | {
      /** Has a workstream go on with another agent, in the same worktree. */
      readonly type: 'handOver';
      readonly workstream: WorkstreamId;
      readonly agent: string;
      readonly by: string;
      /** What the agent is told besides; maybe empty. */
      readonly message: string;
      /** The user agreed to what the plan has that agent start with. */
      readonly consent: boolean;
    }
  | {
      /** Runs the gates of a workstream again that are red. */
      readonly type: 'check';
      readonly workstream: WorkstreamId;
      readonly by: string;
    }
  | {
      /** Has a workstream count as done in spite of a red gate of its own. */
      readonly type: 'override';
      readonly workstream: WorkstreamId;
      readonly by: string;
      /** In words, for the record; never none. */
      readonly reason: string;
    }
  | {
      /** Puts workstreams on hold: those named, or all that no critical one needs. */
      readonly type: 'pause';
      readonly workstreams: readonly WorkstreamId[] | 'nonCritical';
      readonly by: string;
      readonly why: string;
    }
  | {
      readonly type: 'resume';
      readonly workstreams: readonly WorkstreamId[] | 'all';
      readonly by: string;
    }
  | {
      /** Gives one that has yet to start another place among those; 1 is the first. */
      readonly type: 'prioritise';
      readonly workstream: WorkstreamId;
      readonly place: number | 'last';
      readonly by: string;
    }
  | {
      /** A person has seen to what a workstream asks attention for. */
      readonly type: 'acknowledge';
      readonly workstream: WorkstreamId;
      readonly by: string;
    }
  | {
      /** Has workstreams told something, each when its agent rests at its prompt. */
      readonly type: 'note';
      readonly workstreams: readonly WorkstreamId[] | 'all';
      readonly text: string;
      readonly from: Author;
    }
  | { readonly type: 'notes' }
  | { readonly type: 'memories' }
  | {
      /** Keeps candidates in the file of memories, or drops them; all that are named, or none. */
      readonly type: 'review';
      readonly memories: readonly MemoryId[] | 'all';
      readonly verdict: Verdict;
      readonly by: string;
      /** In whose words one is kept that a person changed. */
      readonly text?: string;
    }
  /** Why it is shown in its state. */
  | { readonly type: 'explain'; readonly workstream: WorkstreamId }
  /** What is to be compared to see its own changes, committed or not. */
  | { readonly type: 'changes'; readonly workstream: WorkstreamId }
  | { readonly type: 'report' }
  | {
      /** Ends engine and host. Refused while agents run, but by `force`; with `unlessUsed` in any use. */
      readonly type: 'down';
      readonly force: boolean;
      readonly unlessUsed?: boolean;
    };

export type EngineEvent =
  | { readonly type: 'status'; readonly status: Status }
  /** So many worktrees of a plan that is being taken are there. */
  | { readonly type: 'worktreesMade'; readonly made: number; readonly of: number }
  /** A line for the person: a landing, an escalation, a file that cannot be read. */
  | {
      readonly type: 'notice';
      readonly level: 'info' | 'warning' | 'error';
      readonly text: string;
      /** Of whom the desktop is told, as of a program that notifies. */
      readonly calls?: WorkstreamId;
    };
