/** What happens to the agent of a workstream: its start, its session, and how it is steered. */
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { GateProcess } from '../domain/merge.js';
import type { PortRange } from '../domain/ports.js';
import type { StateSource } from '../domain/status.js';

export type SessionEvent =
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
      /** Its first message, to be told at its prompt; left out where its launch told it. */
      readonly owed?: string;
    }
  /** Its first message stands at its prompt; it is told once that is sent. */
  | {
      readonly type: 'promptTyped';
      readonly workstream: WorkstreamId;
      readonly session: SessionId;
    }
  | {
      readonly type: 'promptTold';
      readonly workstream: WorkstreamId;
      readonly session: SessionId;
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
      readonly doing: 'starting' | 'busy' | 'waiting' | 'idle' | 'error' | 'unknown';
      readonly source: StateSource;
      /** What it waits for, or what is wrong, in words; maybe empty. */
      readonly detail: string;
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
    };
