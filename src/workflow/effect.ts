/** What the engine is asked to do: a wish, in plain JSON; what becomes of one comes back as an event. */
import type { SessionId, WaveId, WorkstreamId } from '../domain/ids.js';
import type { GateProcess } from '../domain/merge.js';

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
  /** Tell an agent its first message at its prompt. */
  | { readonly type: 'tellPrompt'; readonly workstream: WorkstreamId }
  /** Tell an agent what others wrote for it, once its prompt is free. */
  | { readonly type: 'deliverNotes'; readonly workstream: WorkstreamId }
  /** By policy (`approval: auto`), or because an engine died while it merged. */
  | { readonly type: 'mergeWave'; readonly wave: WaveId; readonly by: string }
  | {
      readonly type: 'notify';
      readonly level: 'info' | 'warning' | 'error';
      readonly text: string;
      /** Of whom the desktop is told, as of a program that notifies. */
      readonly calls?: WorkstreamId;
    };
