/**
 * What is known of one workstream, as data, and the questions asked of it. What events
 * make of it is the matter of `workstream.ts`.
 */
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { GateProcess, GateReport } from '../domain/merge.js';
import type { Snapshot } from '../domain/plan-report.js';
import type { PortRange } from '../domain/ports.js';
import type { Progress, Signal } from '../domain/report.js';
import type { StateSource } from '../domain/status.js';
import type { Milliseconds, Timestamp } from '../domain/time.js';
import type { WorkContext } from '../domain/work-context.js';
import type { Made } from './event.js';
import type { WorkUsage } from './usage.js';

/** What is known of a workstream. */
export type Work = {
  readonly life: Life;
  /** When its state, as a person sees it, began. */
  readonly since: Timestamp;
  readonly made: Made | undefined;
  /** Its ports; undefined until it first was about to start, or where it gets none. */
  readonly ports: PortRange | undefined;
  /** The shell line that its worktree was set up by. */
  readonly setUp: string | undefined;
  /** The agent's name as resolved at its last start. */
  readonly agent: string | undefined;
  /** How it came to its agent; undefined as long as it has the one of its plan. */
  readonly handed: Handed | undefined;
  /** Its session, or the one that ended last, whose screen the host may still hold. */
  readonly lastSession: SessionId | undefined;
  /** The session in which its agent began the conversation that a restart goes on with. */
  readonly conversation: SessionId | undefined;
  /** What its agent calls the conversation that it began in session `of`. */
  readonly conversationName:
    { readonly of: SessionId; readonly name: string } | undefined;
  readonly progress: Progress | undefined;
  /** All that stood in its way so far, as it reported. */
  readonly blockers: readonly string[];
  readonly signal: Signal | undefined;
  /** What is said against its signal. */
  readonly doubts: readonly string[];
  /** What its agent last said of its work in a context file. */
  readonly context: WorkContext | undefined;
  /** What its agent told that it used; undefined when it told nothing. */
  readonly usage: WorkUsage | undefined;
  /** What its own gates said last; undefined when they never ran. */
  readonly checks: Checks | undefined;
  readonly firstStart: Timestamp | undefined;
  /** When its agent was last seen to do something. */
  readonly lastSign: Timestamp | undefined;
  /** How far it was when that was last noted. */
  readonly snapshot: Snapshot | undefined;
  /** Since when its branch conflicts with others, and which these are as far as is known. */
  readonly conflictSince: Timestamp | undefined;
  readonly conflictWith: readonly WorkstreamId[];
  /** At work until now, waits for a person and a stretch still under way left out. */
  readonly worked: Milliseconds;
  /** How many of the nodes that it waits for are not met yet. */
  readonly unmet: number;
  /** How many of its hard dependencies have failed, or cannot start because others did. */
  readonly down: number;
  /** Its wave landed without it: what depends on it waits until it lands too. */
  readonly leftOut: boolean;
  /** Undefined unless it was paused. */
  readonly hold: Hold | undefined;
  /** Its agent was interrupted, and is to be told to go on. */
  readonly nudge: boolean;
  /** How many permissions that its agent asked for were answered from here. */
  readonly permissions: number;
  /** What a rule is giving at the moment. */
  readonly giving?: Giving | undefined;
  /** Undefined unless a person gave it another place among those that have yet to start. */
  readonly turn: Turn | undefined;
};

export type Handed = {
  readonly agent: string;
  readonly from: string | null;
  readonly by: string;
  readonly left: string;
  readonly message: string;
  /** The session of the agent before, which is to be over when the next one begins. */
  readonly session: SessionId | undefined;
};

export type Turn = { readonly by: string; readonly at: Timestamp };

/** Why it does not go on until it is resumed. */
export type Hold = {
  /** A person, or `plan` when a rule of it did so. */
  readonly by: string;
  /** In words; maybe empty. */
  readonly why: string;
  readonly since: Timestamp;
  /** Whether its agent was asked to stop what it was at. */
  readonly interrupt: 'due' | 'done' | 'needless';
  /** It has said meanwhile that it is done. */
  readonly completed: boolean;
  /** Who resumed it; it goes on as soon as a session is free. Undefined until then. */
  readonly resumed: Turn | undefined;
};

export type Life =
  /** Waits: for what it depends on, then for a free session. */
  | { readonly phase: 'queued' }
  /** `setUp` is what sets its worktree up before; left out while nothing does. */
  | { readonly phase: 'starting'; readonly setUp?: GateProcess }
  | Running
  | Checking
  /** The session may go on living after the work is done. */
  | {
      readonly phase: 'done' | 'landed' | 'rolled_back';
      readonly session: SessionId | undefined;
    }
  | {
      readonly phase: 'failed';
      readonly why: string;
      readonly end: End;
    }
  /** A person stopped it. */
  | { readonly phase: 'skipped' };

/**
 * How a program ended: in peace, with its host, or by a fault. A completion signal that is
 * read only after the end still counts unless it was a fault.
 */
export type End = 'peaceful' | 'lost' | 'faulty';

export type Running = {
  readonly phase: 'running';
  readonly session: SessionId;
  readonly seen: Seen;
  /** The revision of its plan that waits for an answer. */
  readonly review: string | undefined;
  /** The revision that was approved last. */
  readonly approved: string | undefined;
  /** The plan that a person changed and gave back; left out until then. */
  readonly edited?: { readonly by: string; readonly text: string };
  /** Since when it works; undefined while it waits for a person. */
  readonly clock: Timestamp | undefined;
  /** Its first message, as long as it was not told it; left out where its launch told it. */
  readonly owed?: Owed | undefined;
};

export type Owed = {
  readonly text: string;
  /** It stands at its prompt, or was sent from there. */
  readonly typed: boolean;
};

/** Its agent says that it is done; its own gates judge that, in its worktree. */
export type Checking = {
  readonly phase: 'checking';
  /** Undefined when its program has ended. */
  readonly session: SessionId | undefined;
  readonly seen: Seen;
  readonly approved: string | undefined;
  /** When it began, which tells this run of the gates from others. */
  readonly round: Timestamp;
  readonly gates: readonly GateReport[];
  /** The gate that runs, to be ended when nobody waits for it any more. */
  readonly process: GateProcess | undefined;
};

export type Checks = {
  /** How often they were red in a row, until a person has it started or checked again. */
  readonly red: number;
  /** How often they have run. */
  readonly runs: number;
  readonly gates: readonly GateReport[];
  /** Why its work does not count as done; undefined when it does. */
  readonly why: string | undefined;
  /** The agent knows. */
  readonly told: boolean;
  /** The signal that was judged last: it is not judged twice. */
  readonly signal: Signal | undefined;
  /** How long its gates have run, all times together. */
  readonly ms: Milliseconds;
  /** Who had it count as done in spite of them; left out unless somebody did. */
  readonly override?: Override;
};

export type Override = {
  readonly by: string;
  readonly reason: string;
  readonly at: Timestamp;
};

export type Seen = {
  readonly doing: 'starting' | 'busy' | 'waiting' | 'idle' | 'error' | 'unknown';
  readonly source: StateSource;
  readonly detail: string;
};

export type Giving = { readonly asked: string; readonly by: string };

/** Nothing but the running process itself says what the agent is doing. */
export const UNSEEN: Seen = { doing: 'unknown', source: 'process', detail: '' };

/** Books the stretch of work under way; the caller gives the life that follows. */
export function atRest(work: Work, at: Timestamp): Work {
  return { ...work, worked: workedUntil(work, at) };
}

/** The time at work until `at`. */
export function workedUntil({ life, worked }: Work, at: Timestamp): Milliseconds {
  if (life.phase !== 'running' || life.clock === undefined) return worked;
  return worked + Math.max(0, at - life.clock);
}

export function withLife(work: Work, life: Life): Work {
  return { ...work, life };
}

export function withoutSession(work: Work): Work {
  const { life } = work;
  return 'session' in life && life.phase !== 'running' && life.session !== undefined
    ? withLife(work, { ...life, session: undefined })
    : work;
}

/** The session in which its program runs; undefined when it has ended. */
export function sessionOf({ life }: Work): SessionId | undefined {
  return 'session' in life ? life.session : undefined;
}

export function isDone({ life }: Work): boolean {
  return life.phase === 'done' || life.phase === 'landed' || life.phase === 'rolled_back';
}

/** May start as soon as a session is free. */
export function isReady({ life, unmet, down, hold }: Work): boolean {
  return life.phase === 'queued' && unmet === 0 && down === 0 && hold === undefined;
}

/** Was resumed while no session was free. */
export function isResumed({ hold }: Work): boolean {
  return hold?.resumed !== undefined;
}

/** Paused, and not resumed yet. */
export function isOnHold(work: Work | undefined): boolean {
  return work?.hold !== undefined && !isResumed(work);
}

/** Waits for nothing but a session: to start, or to go on. */
export function isInLine(work: Work): boolean {
  return isReady(work) || isResumed(work);
}

/** It was at work when its host was lost, and can be started again. */
export function isLost({ life }: Work): boolean {
  return life.phase === 'failed' && life.end === 'lost';
}

export function isActive({ life }: Work): boolean {
  return ['starting', 'running', 'checking'].includes(life.phase);
}

/**
 * Counts against `maxSessions`: not while it is on hold and its agent rests. What was lost
 * keeps its session, so that nothing new takes the place of work that was under way.
 */
export function takesSession(work: Work): boolean {
  const { life, hold } = work;
  if (isLost(work)) return hold === undefined;
  const rests = hold && life.phase === 'running' && life.clock === undefined;
  return isActive(work) && !rests;
}

/** Lost, and its session is kept for it. */
export function keepsSession(work: Work): boolean {
  return isLost(work) && takesSession(work);
}

/** What depends on it cannot start until a person acts. */
export function isDown({ life, down, leftOut }: Work): boolean {
  return (
    leftOut ||
    life.phase === 'failed' ||
    life.phase === 'skipped' ||
    (life.phase === 'queued' && down > 0)
  );
}
