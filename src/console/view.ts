/** What stands in front of the panes. One at a time, each with just the data it needs. */
import type { WaveId, WorkstreamId } from '../domain/ids.js';
import type { Foresight } from '../domain/foresight.js';
import type { Choice, GateReport, MergeReport } from '../domain/merge.js';
import type { WorkstreamStatus } from '../domain/status.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { ConsoleEffect } from './event.js';

export type View =
  | { readonly type: 'panes' }
  | {
      readonly type: 'plan';
      readonly workstream: WorkstreamId;
      readonly plan: Loading<{
        readonly lines: readonly string[];
        readonly revision: string;
      }>;
      readonly scroll: number;
    }
  | {
      readonly type: 'merge';
      readonly wave: WaveId;
      readonly report: Loading<MergeReport>;
      /** `preview` asks once, `running` waits, `done` shows what came of it. */
      readonly phase: 'preview' | 'running' | 'done';
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
      /** A line to be typed: why a plan is rejected, or what an agent is told. */
      readonly type: 'text';
      readonly purpose: 'reject' | 'send';
      readonly workstream: WorkstreamId;
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
      readonly foresight: Loading<Foresight>;
      readonly scroll: number;
    }
  | { readonly type: 'help'; readonly scroll: number };

export type Lost = Pick<WorkstreamStatus, 'id' | 'name' | 'agent'>;

export type Loading<Value> =
  { readonly type: 'loading' } | { readonly type: 'loaded'; readonly value: Value };

/** Requests whose answer is only that it was done. */
export type PlainRequest = Extract<
  EngineRequest,
  {
    readonly type:
      'approve' | 'reject' | 'decide' | 'rollback' | 'redo' | 'send' | 'stop' | 'restart';
  }
>;

export const PANES: View = { type: 'panes' };
export const LOADING = { type: 'loading' } as const;
