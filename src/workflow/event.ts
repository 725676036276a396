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
} from '../domain/merge.js';
import type { Plan, Workstream } from '../domain/plan.js';
import type { Progress, Signal } from '../domain/report.js';
import type { StateSource } from '../domain/status.js';
import type { Milliseconds, Timestamp } from '../domain/time.js';

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
        readonly doing: 'busy' | 'waiting' | 'idle' | 'unknown';
        readonly source: StateSource;
        /** What it waits for, in words; empty when not waiting. */
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
    | {
        readonly type: 'planRejected';
        readonly workstream: WorkstreamId;
        readonly by: string;
        readonly message: string;
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
    /** Its branch has begun to conflict with another, or does so no more. */
    | {
        readonly type: 'collided';
        readonly workstream: WorkstreamId;
        readonly colliding: boolean;
      }
    /** A rule over time asks for attention; `id` names the rule and the workstream. */
    | {
        readonly type: 'escalated';
        readonly workstream: WorkstreamId;
        readonly id: string;
        readonly text: string;
      }
    /** A person has seen to all that a workstream asks attention for. */
    | {
        readonly type: 'acknowledged';
        readonly workstream: WorkstreamId;
        readonly by: string;
      }
    /** A person ended the session, or asked for a new one. */
    | { readonly type: 'stopped'; readonly workstream: WorkstreamId }
    | {
        readonly type: 'restarted';
        readonly workstream: WorkstreamId;
        /** Its agent is to begin a new conversation. */
        readonly fresh?: boolean;
      }
    | { readonly type: 'mergeStarted'; readonly wave: WaveId; readonly by: string }
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
  /** By policy (`approval: auto`), or because an engine died while it merged. */
  | { readonly type: 'mergeWave'; readonly wave: WaveId; readonly by: string }
  | {
      readonly type: 'notify';
      readonly level: 'info' | 'warning' | 'error';
      readonly text: string;
    };
