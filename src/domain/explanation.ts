import type { WorkstreamId } from './ids.js';
import type { StateSource, WorkstreamStateName } from './status.js';
import type { Timestamp } from './time.js';

/** Why a workstream is shown in its state: all that is said of its agent, and what counts. */
export type Explanation = {
  readonly workstream: WorkstreamId;
  readonly agent: string;
  readonly state: WorkstreamStateName;
  readonly source: StateSource;
  /** When the state began. */
  readonly since: Timestamp;
  readonly waitsFor: string | null;
  readonly doing: AgentDoing;
  /** From the most trusted to the least. */
  readonly rungs: readonly Rung[];
};

/** What the agent itself is at, whatever the plan makes of it. */
export type AgentDoing =
  | 'starting'
  | 'busy'
  | 'waiting'
  | 'idle'
  | 'error'
  | 'unknown'
  | 'done'
  /** It has no program that runs. */
  | 'exited';

/** One source of a state. */
export type Rung = {
  /** It counts if it is the source of the state. */
  readonly source: StateSource;
  /** `busy`, `runs`; null when it says nothing. */
  readonly says: string | null;
  /** The event, the rule by its place in the agent's file, or why it says nothing. */
  readonly why: string;
  /** When it was told, or since when it says so. */
  readonly at: Timestamp | null;
  /** The lines of the title or screen that were looked at. */
  readonly lines: readonly string[];
};
