/**
 * What can happen to a plan, and what the engine is then asked to do.
 *
 * Events are facts with the time they happened: the journal stores them, and the state is
 * their fold. Effects are wishes; what becomes of one comes back as an event. Both are
 * plain JSON.
 */
import type { CommitId, SessionId, WaveId, WorkstreamId } from '../domain/ids.js';
import type {
  Choice,
  ChoiceName,
  Conflict,
  GateProcess,
  GateReport,
  LeftOut,
  MergeStep,
} from '../domain/merge.js';
import type { MemoryId, Verdict as MemoryVerdict } from '../domain/memory.js';
import type { Author, NoteFile, NoteId } from '../domain/note.js';
import type { Plan, Workstream } from '../domain/plan.js';
import type { PortRange } from '../domain/ports.js';
import type { Progress, Signal } from '../domain/report.js';
import type { StateSource } from '../domain/status.js';
import type { Milliseconds, Timestamp } from '../domain/time.js';
import type { ContextFill, Counted } from '../domain/usage.js';
import type { WorkContext } from '../domain/work-context.js';

export type PlanEvent = { readonly at: Timestamp } &
  /** A plan whose worktrees and branches are all made. */
  (
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
    /** Ports that are its own from now on. */
    | {
        readonly type: 'portsGiven';
        readonly workstream: WorkstreamId;
        readonly ports: PortRange;
      }
    /** The set-up of its worktree runs. */
    | {
        readonly type: 'setUpStarted';
        readonly workstream: WorkstreamId;
        readonly process: GateProcess;
      }
    /** Its worktree is set up by this shell line. */
    | {
        readonly type: 'setUp';
        readonly workstream: WorkstreamId;
        readonly line: string;
      }
    | {
        readonly type: 'sessionStarted';
        readonly workstream: WorkstreamId;
        readonly session: SessionId;
        /** The agent's name as resolved: `claude`, `demo`, `shell`. */
        readonly agent: string;
      }
    | {
        readonly type: 'startFailed';
        readonly workstream: WorkstreamId;
        readonly why: string;
      }
    | {
        readonly type: 'sessionExited';
        readonly workstream: WorkstreamId;
        readonly session: SessionId;
        readonly code: number | null;
        readonly signal: string | null;
      }
    /** What the agent's screen, title or hooks say it is doing. */
    | {
        readonly type: 'agentSeen';
        readonly workstream: WorkstreamId;
        readonly doing: 'busy' | 'waiting' | 'idle' | 'error' | 'unknown';
        readonly source: StateSource;
        /** What it waits for, or what is wrong, in words; maybe empty. */
        readonly detail: string;
      }
    /** The agent wrote its plan and waits for an answer to it. */
    | {
        readonly type: 'planWritten';
        readonly workstream: WorkstreamId;
        readonly revision: string;
      }
    | {
        readonly type: 'planApproved';
        readonly workstream: WorkstreamId;
        readonly revision: string;
        readonly by: string;
      }
    /** A person changed its plan, and gave it back to go by. */
    | {
        readonly type: 'planEdited';
        readonly workstream: WorkstreamId;
        readonly by: string;
        /** The plan as it is approved. */
        readonly text: string;
      }
    | {
        readonly type: 'planRejected';
        readonly workstream: WorkstreamId;
        readonly by: string;
        readonly message: string;
      }
    /** A permission that its agent asked for; by a person, or by a rule of theirs. */
    | {
        readonly type: 'permissionAnswered';
        readonly workstream: WorkstreamId;
        /** What was asked, its beginning. */
        readonly asked: string;
        readonly given: boolean;
        /** The reason of a no. */
        readonly message: string;
        readonly by: string;
        /** For the whole session of the agent. */
        readonly always?: boolean;
      }
    /** A person chose among the answers that a question of its agent brought. */
    | {
        readonly type: 'questionAnswered';
        readonly workstream: WorkstreamId;
        /** By question. */
        readonly answers: Readonly<Record<string, string>>;
        readonly by: string;
      }
    | {
        readonly type: 'progressed';
        readonly workstream: WorkstreamId;
        readonly progress: Progress;
      }
    | {
        readonly type: 'signalled';
        readonly workstream: WorkstreamId;
        readonly signal: Signal;
        /** What git knows better, in words. */
        readonly doubts?: readonly string[];
      }
    /** What git says of its signal has changed since it was read. */
    | {
        readonly type: 'signalDoubted';
        readonly workstream: WorkstreamId;
        readonly doubts: readonly string[];
      }
    /** What its agent says of its work in a context file. */
    | {
        readonly type: 'contextTold';
        readonly workstream: WorkstreamId;
        readonly context: WorkContext;
      }
    /** What its agent says that it has used; of places whose sums have grown. */
    | {
        readonly type: 'used';
        readonly workstream: WorkstreamId;
        readonly counted: readonly Counted[];
        /** Null where nothing new was told. */
        readonly context: ContextFill | null;
      }
    /** A gate of its own has begun; `round` is the `at` of the event that had it judged. */
    | {
        readonly type: 'checkStarted';
        readonly workstream: WorkstreamId;
        readonly round: Timestamp;
        readonly gates: readonly GateReport[];
        readonly process: GateProcess;
      }
    | {
        readonly type: 'checked';
        readonly workstream: WorkstreamId;
        readonly round: Timestamp;
        readonly gates: readonly GateReport[];
        readonly verdict: Verdict;
        /** How long they ran. */
        readonly ms: Milliseconds;
      }
    /** The agent was told what is red. */
    | { readonly type: 'redTold'; readonly workstream: WorkstreamId }
    /** A person has its gates run again. */
    | {
        readonly type: 'checkAsked';
        readonly workstream: WorkstreamId;
        readonly by: string;
      }
    /** A person has its work count as done in spite of a red gate. */
    | {
        readonly type: 'gateOverridden';
        readonly workstream: WorkstreamId;
        readonly by: string;
        /** In words; never none. */
        readonly reason: string;
      }
    /** It was paused; `why` is in words, maybe none. */
    | {
        readonly type: 'held';
        readonly workstream: WorkstreamId;
        readonly by: string;
        readonly why: string;
      }
    /** The agent of one on hold was interrupted, or was not at work. */
    | {
        readonly type: 'interrupted';
        readonly workstream: WorkstreamId;
        readonly pressed: boolean;
      }
    /** It was resumed. */
    | {
        readonly type: 'released';
        readonly workstream: WorkstreamId;
        readonly by: string;
      }
    /** The agent that was interrupted was told to go on, or did so by itself. */
    | { readonly type: 'nudged'; readonly workstream: WorkstreamId }
    /** A person gave it a place among those that have yet to start; 1 is the first. */
    | {
        readonly type: 'prioritised';
        readonly workstream: WorkstreamId;
        readonly place: number;
        readonly by: string;
      }
    /** Its branch has begun to conflict with another, or does so no more. */
    | {
        readonly type: 'collided';
        readonly workstream: WorkstreamId;
        readonly colliding: boolean;
      }
    /** A rule over time, or a budget, asks for attention; `id` names the rule and the workstream. */
    | {
        readonly type: 'escalated';
        readonly workstream: WorkstreamId;
        readonly id: string;
        readonly text: string;
        /** And the rule has it held, or all of the plan. */
        readonly hold?: boolean;
        readonly all?: boolean;
      }
    /** A person has seen to all that a workstream asks attention for. */
    | {
        readonly type: 'acknowledged';
        readonly workstream: WorkstreamId;
        readonly by: string;
      }
    /** A message for workstreams; some of them may be none of the plan. */
    | {
        readonly type: 'noteWritten';
        readonly from: Author;
        readonly to: readonly WorkstreamId[];
        readonly text: string;
        readonly file: NoteFile | null;
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
        readonly verdict: MemoryVerdict;
        readonly by: string;
        /** As the person changed it. */
        readonly text?: string;
      }
    /** A person ended the session, or asked for a new one. */
    | { readonly type: 'stopped'; readonly workstream: WorkstreamId }
    | {
        readonly type: 'restarted';
        readonly workstream: WorkstreamId;
        /** Its agent is to begin a new conversation. */
        readonly fresh?: boolean;
      }
    /** It goes on with another agent, which takes up what there is. */
    | {
        readonly type: 'handedOver';
        readonly workstream: WorkstreamId;
        /** The name of that agent, and of the one before if there was one. */
        readonly agent: string;
        readonly from: string | null;
        readonly by: string;
        /** What it was at, in words. */
        readonly left: string;
        /** What a person wants its new agent to know; maybe empty. */
        readonly message: string;
      }
    | {
        readonly type: 'mergeStarted';
        readonly wave: WaveId;
        readonly by: string;
        /** Its members as a person wants them to follow each other. */
        readonly order?: readonly string[];
      }
    /** Its gates run, or the next one does. */
    | {
        readonly type: 'gatesStarted';
        readonly wave: WaveId;
        readonly gates: readonly GateReport[];
      }
    /** A gate is red, and whose work makes it so is looked for; `doing` says how. */
    | {
        readonly type: 'isolating';
        readonly wave: WaveId;
        readonly gates: readonly GateReport[];
        readonly doing: string;
      }
    /** A person chose how a blocked wave goes on. */
    | {
        readonly type: 'decided';
        readonly wave: WaveId;
        readonly choice: ChoiceName;
        readonly by: string;
        readonly reason: string;
      }
    /** An unruled conflict, a red gate, a dirty member: nothing was changed. */
    | {
        readonly type: 'mergeBlocked';
        readonly wave: WaveId;
        readonly why: string;
        readonly conflicts: readonly Conflict[];
        readonly gates: readonly GateReport[];
        /** The ways on. */
        readonly choices?: readonly Choice[];
      }
    /** Gated, but the target is checked out somewhere; a fast-forward there lands it. */
    | {
        readonly type: 'readyToLand';
        readonly wave: WaveId;
        readonly commit: CommitId;
        readonly why: string;
      }
    | {
        readonly type: 'landed';
        readonly wave: WaveId;
        readonly commit: CommitId;
        /** Members that did not land with it. */
        readonly leftOut?: readonly LeftOut[];
        /** How it came about, where this is known: not when it is seen on the target only. */
        readonly steps?: readonly MergeStep[];
        readonly gates?: readonly GateReport[];
      }
    | { readonly type: 'rolledBack'; readonly wave: WaveId }
  );

/** What the gates of a workstream say of its work. */
export type Verdict =
  | { readonly type: 'green' }
  /** The agent can mend it. */
  | { readonly type: 'red'; readonly why: string }
  /** They could not run, which only a person can change. */
  | { readonly type: 'refused'; readonly why: string };

/** A worktree and branch that exist for a workstream. */
export type Made = {
  readonly workstream: WorkstreamId;
  readonly path: string;
  readonly branch: string;
  /** Where the branch started. */
  readonly start: CommitId;
};

export type Effect =
  /** Bring the worktree up to what its dependencies landed, then start the agent in it. */
  | { readonly type: 'startSession'; readonly workstream: WorkstreamId }
  | { readonly type: 'endSession'; readonly session: SessionId }
  /** Answer the agent's waiting plan; only if it still is `revision`. */
  | {
      readonly type: 'approvePlan';
      readonly workstream: WorkstreamId;
      readonly revision: string;
      readonly by: string;
    }
  /** Run its own gates in its worktree. */
  | { readonly type: 'checkWork'; readonly workstream: WorkstreamId }
  /** Tell the agent what is red, so that it mends it. */
  | { readonly type: 'tellRed'; readonly workstream: WorkstreamId }
  | { readonly type: 'endGate'; readonly process: GateProcess }
  /** Have the agent of one on hold stop what it is at, without ending it. */
  | { readonly type: 'interruptAgent'; readonly workstream: WorkstreamId }
  /** Tell an agent that was interrupted to go on. */
  | { readonly type: 'nudgeAgent'; readonly workstream: WorkstreamId }
  /** Tell an agent what others wrote for it, once its prompt is free. */
  | { readonly type: 'deliverNotes'; readonly workstream: WorkstreamId }
  /** By policy (`approval: auto`), or because an engine died while it merged. */
  | { readonly type: 'mergeWave'; readonly wave: WaveId; readonly by: string }
  | {
      readonly type: 'notify';
      readonly level: 'info' | 'warning' | 'error';
      readonly text: string;
    };
