/** What stands in front of the panes. One at a time, each with just the data it needs. */
import type { WaveId, WorkstreamId } from '../domain/ids.js';
import type { Foresight } from '../domain/foresight.js';
import type { InboxItem } from '../domain/inbox.js';
import type { Memory } from '../domain/memory.js';
import type { Choice, GateReport, MergeReport } from '../domain/merge.js';
import type { WaveStatus, WorkstreamStatus } from '../domain/status.js';
import type { Timestamp } from '../domain/time.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { AgentName, PlanText } from '../protocol/engine-answers.js';
import type { Goal } from './go-to.js';
import type { ConsoleEffect } from './event.js';
import type { Notice } from './state.js';

export type View =
  | { readonly type: 'panes' }
  | {
      /** What an agent asks: its plan, or leave to do something. */
      readonly type: 'plan';
      readonly workstream: WorkstreamId;
      readonly asks: WorkstreamStatus['asks'];
      readonly plan: Loading<
        Pick<PlanText, 'revision' | 'source'> & { readonly lines: readonly string[] }
      >;
      readonly scroll: number;
    }
  | {
      readonly type: 'merge';
      readonly wave: WaveId;
      readonly report: Loading<MergeReport>;
      /** `preview` asks once, `running` waits, `done` shows what came of it. */
      readonly phase: 'preview' | 'running' | 'done';
      /** How far it is while it is running. */
      readonly now?: Pick<WaveStatus, 'state' | 'gates' | 'blockedBy'>;
      readonly scroll: number;
    }
  | {
      /** How a blocked wave goes on. */
      readonly type: 'choose';
      readonly wave: WaveId;
      readonly why: string;
      readonly gates: readonly GateReport[];
      readonly choices: readonly Choice[];
      readonly scroll: number;
    }
  | {
      /** A line to be typed. */
      readonly type: 'text';
      readonly purpose: Purpose;
      readonly text: string;
    }
  | {
      readonly type: 'confirm';
      readonly question: string;
      /** What follows from a yes, in words. */
      readonly consequence: string;
      /** What a yes does. */
      readonly yes: ConsoleEffect;
    }
  | {
      /** Which of the lost sessions are started again. */
      readonly type: 'lost';
      readonly workstreams: readonly Lost[];
      /** Those that are left as they are. */
      readonly left: ReadonlySet<WorkstreamId>;
      /** The line at which one is taken or left. */
      readonly scroll: number;
    }
  | {
      /** Kept up to date while it is open. */
      readonly type: 'conflicts';
      /** With what nobody has committed yet. */
      readonly uncommitted: boolean;
      readonly foresight: Loading<Foresight>;
      /** Which of the clashes is compared at a key. */
      readonly marked: number;
      /** The pair that is compared. */
      readonly sides:
        { readonly pair: NamedPair; readonly read: Loading<Foresight> } | undefined;
      readonly scroll: number;
    }
  | {
      /** All that waits for the person, kept up to date while it is open. */
      readonly type: 'inbox';
      readonly items: readonly InboxItem[];
      /** When it was asked for: ages are counted from it. */
      readonly now: Timestamp;
      /** The line of the one that is answered. */
      readonly scroll: number;
    }
  | {
      /** What an agent learned and nobody has judged yet. */
      readonly type: 'memories';
      readonly workstream: WorkstreamId;
      readonly memories: Loading<readonly Memory[]>;
      /** The line of the one that is judged. */
      readonly scroll: number;
    }
  | {
      /** Who may take a workstream over. */
      readonly type: 'agents';
      readonly workstream: WorkstreamId;
      /** Who has it. */
      readonly has: string;
      readonly agents: Loading<readonly AgentName[]>;
      /** The line of the one that is chosen. */
      readonly scroll: number;
    }
  | {
      /** What was said before, the latest first. */
      readonly type: 'messages';
      readonly messages: readonly Notice[];
      readonly now: Timestamp;
      readonly scroll: number;
    }
  | {
      readonly type: 'help';
      /** Where the keyboard was: its keys come first. */
      readonly place: 'pane' | 'sidebar';
      readonly scroll: number;
    };

/** Two workstreams, or one and its target. */
export type NamedPair = readonly [one: string, other: string];

/** What a line is typed for: why a plan is rejected, what an agent is told or answered. */
export type Purpose =
  /** Why a red gate of its own does not count. */
  | { readonly type: 'overrideOwn'; readonly workstream: WorkstreamId }
  | {
      readonly type: 'reject' | 'send' | 'answer';
      readonly workstream: WorkstreamId;
    }
  /** What another agent is told besides; maybe nothing. */
  | {
      readonly type: 'handOver';
      readonly workstream: WorkstreamId;
      readonly agent: string;
    }
  | { readonly type: 'override'; readonly wave: WaveId }
  /** A part of the name of one of these. */
  | { readonly type: 'goTo'; readonly goals: readonly Goal[] };

export type Lost = Pick<WorkstreamStatus, 'id' | 'name' | 'agent'>;

export type Loading<Value> =
  { readonly type: 'loading' } | { readonly type: 'loaded'; readonly value: Value };

/** A request whose answer is only that it was done; who asks is added when it is sent. */
export type PersonsRequest = Unsigned<PlainRequest>;

type Unsigned<Request> = Request extends { readonly by: string }
  ? Omit<Request, 'by'>
  : Request;

type PlainRequest = Extract<
  EngineRequest,
  {
    readonly type:
      | 'approve'
      | 'answer'
      | 'reject'
      | 'decide'
      | 'rollback'
      | 'redo'
      | 'send'
      | 'stop'
      | 'restart'
      | 'pause'
      | 'resume'
      | 'prioritise'
      | 'acknowledge'
      | 'check'
      | 'override';
  }
>;

export const PANES: View = { type: 'panes' };
export const LOADING = { type: 'loading' } as const;
