/** What is told of the work itself: by its agent, by git, and by the gates that judge it. */
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { GateProcess, GateReport } from '../domain/merge.js';
import type { Snapshot } from '../domain/plan-report.js';
import type { Progress, Signal } from '../domain/report.js';
import type { Milliseconds, Timestamp } from '../domain/time.js';
import type { ContextFill, Counted } from '../domain/usage.js';
import type { WorkContext } from '../domain/work-context.js';

export type ReportEvent =
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
  /** The name that its agent gave the conversation which it is in. */
  | {
      readonly type: 'conversationNamed';
      readonly workstream: WorkstreamId;
      readonly session: SessionId;
      readonly name: string;
    }
  /** What its agent says that it has used; of places whose sums have grown. */
  | {
      readonly type: 'used';
      readonly workstream: WorkstreamId;
      readonly counted: readonly Counted[];
      /** Null where nothing new was told. */
      readonly context: ContextFill | null;
    }
  /** How far it is; noted from time to time, where it differs from the last time. */
  | ({
      readonly type: 'snapshotTaken';
      readonly workstream: WorkstreamId;
    } & Omit<Snapshot, 'at'>)
  /** Its branch has begun to conflict with others, with other ones, or does so no more. */
  | {
      readonly type: 'collided';
      readonly workstream: WorkstreamId;
      readonly colliding: boolean;
      /** Left out in journals of old. */
      readonly with?: readonly WorkstreamId[];
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
    };

/** What the gates of a workstream say of its work. */
export type Verdict =
  | { readonly type: 'green' }
  /** The agent can mend it. */
  | { readonly type: 'red'; readonly why: string }
  /** They could not run, which only a person can change. */
  | { readonly type: 'refused'; readonly why: string };
