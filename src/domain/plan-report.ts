/**
 * What became of a plan against what was planned: printed by `wtmux report --json`, and
 * all that its other forms are made of. Plain data; what is not known is `null`.
 */
import type { CommitId, WaveId, WorkstreamId } from './ids.js';
import type { GateReport } from './merge.js';
import type { Budget } from './plan.js';
import type { EscalationEntry, WaveStateName, WorkstreamStateName } from './status.js';
import type { Milliseconds, Timestamp } from './time.js';
import type { ContextFill, Spent } from './usage.js';
import type { Concern } from './work-context.js';

export type Report = {
  /** The plan's name; empty without a plan. */
  readonly plan: string;
  readonly madeAt: Timestamp;
  /** When the first agent started; null before. */
  readonly startedAt: Timestamp | null;
  /** When the last wave landed or the last workstream was done or stopped; null before. */
  readonly endedAt: Timestamp | null;
  readonly workstreams: readonly WorkstreamReport[];
  readonly waves: readonly WaveReport[];
  /** The sum of the agents' times at work, waits for a person taken out. */
  readonly sequentialMs: Milliseconds;
  /** The longest chain of dependencies, each link as long as its agent worked. */
  readonly criticalPathMs: Milliseconds;
  /** From the first start to the last landing. */
  readonly makespanMs: Milliseconds;
  /** How many times as long the work would have taken one after the other. */
  readonly speedup: number;
  /** The most sessions that were under way at once. */
  readonly sessions: number;
  /** The speed-up for each of these sessions: 1 where none ever waited. */
  readonly efficiency: number;
  /** Waits for a person, of workstreams and waves together. */
  readonly waitsMs: Milliseconds;
  /** In the gates of workstreams and waves. */
  readonly gatesMs: Milliseconds;
  /** What all agents told together that they used; null where none did. */
  readonly usage: Spent | null;
  /** What they might use; null without a budget. */
  readonly budget: Budget | null;
  /** Null when no workstream has an estimate. */
  readonly planned: Planned | null;
  readonly conflicts: readonly ConflictEntry[];
  readonly measures: readonly Measure[];
  /** Rules over time that were raised, the oldest first. */
  readonly escalations: readonly EscalationEntry[];
  /** Where what was made apart has to fit together, as agents told. */
  readonly concerns: readonly Concern[];
  readonly postMortem: PostMortem;
};

export type WorkstreamReport = {
  readonly id: WorkstreamId;
  readonly name: string;
  readonly agent: string;
  readonly state: WorkstreamStateName;
  readonly stretches: readonly Stretch[];
  readonly workedMs: Milliseconds;
  readonly waitsMs: Milliseconds;
  readonly gatesMs: Milliseconds;
  /** The share of its time, 0..1, in which its agent worked; null before it started. */
  readonly efficiency: number | null;
  readonly estimateMs: Milliseconds | null;
  /** By the estimates; null where it has none. */
  readonly planned: Span | null;
  /** How often its own gates judged it, and how often they were red. */
  readonly runs: number;
  readonly redRuns: number;
  /** What its own gates said last. */
  readonly gates: readonly GateReport[];
  /** What is said against its signal. */
  readonly doubts: readonly string[];
  /** What its agent told that it used; null where it tells nothing. */
  readonly usage: UsageReport | null;
  /** How far it was from time to time, the oldest first. */
  readonly snapshots: readonly Snapshot[];
};

/** How far a workstream was at a moment. */
export type Snapshot = {
  readonly at: Timestamp;
  /** As its agent reported; null where it told no number. */
  readonly percent: number | null;
  /** Its own commits. */
  readonly ahead: number;
  /** Files that differ by its own commits or are uncommitted; a new folder counts once. */
  readonly changed: number;
  /** Since its last sign of life. */
  readonly quietMs: Milliseconds;
};

export type UsageReport = Spent & { readonly context: ContextReport | null };

/** Percents are of its window; null where that is not told. */
export type ContextReport = {
  readonly start: ContextFill;
  readonly end: ContextFill;
  /** The fullest that it was. */
  readonly most: ContextFill;
  /** Tokens that it took in after its start. */
  readonly consumed: number;
  readonly consumedPercent: number | null;
  /** What of a window was left by that. */
  readonly keptPercent: number | null;
};

export type WaveReport = {
  readonly id: WaveId;
  readonly target: string;
  readonly state: WaveStateName;
  readonly commit: CommitId | null;
  readonly stretches: readonly Stretch[];
  readonly waitsMs: Milliseconds;
  readonly gatesMs: Milliseconds;
  readonly gates: readonly GateReport[];
};

/** `waits`: for a person. `gates`: commands judge it. */
export type Activity = 'works' | 'waits' | 'gates' | 'merges';

/** What was done from one moment to another; one under way ends when the report is made. */
export type Stretch = {
  readonly activity: Activity;
  readonly from: Timestamp;
  readonly until: Timestamp;
};

/** Counted from the plan's start. */
export type Span = { readonly from: Milliseconds; readonly until: Milliseconds };

/** As `wtmux plan analyze` foretells it, with the plan's own number of sessions. */
export type Planned = {
  readonly sessions: number;
  readonly sequentialMs: Milliseconds;
  readonly criticalPathMs: Milliseconds;
  readonly makespanMs: Milliseconds;
  readonly speedup: number;
  /** Workstreams without an estimate, which were taken to need what the middle one needs. */
  readonly guessed: number;
};

export type ConflictEntry = {
  readonly at: Timestamp;
  readonly wave: WaveId;
  readonly path: string;
  /** The rule that resolved it; null where none did. */
  readonly rule: string | null;
  /** Whose sides met; null where a rule resolved it. */
  readonly between: readonly [string, string] | null;
};

/** A number that a gate read from its output, the last of each gate. */
export type Measure = {
  readonly at: Timestamp;
  /** The workstream or wave that was judged. */
  readonly subject: string;
  readonly gate: string;
  readonly value: number;
  readonly min: number | null;
  /** The value is the share of the code that tests ran, in percent. */
  readonly isCoverage: boolean;
};

export type PostMortem = {
  readonly well: readonly Moment[];
  readonly wrong: readonly Moment[];
  readonly decided: readonly Moment[];
  readonly open: readonly OpenEnd[];
  /** What the next plan may say otherwise, each for a reason that is in the numbers. */
  readonly recommended: readonly OpenEnd[];
};

/** Something that happened and is worth telling. */
export type Moment = {
  readonly at: Timestamp;
  /** The workstream, wave or plan that it happened to. */
  readonly subject: string;
  readonly text: string;
};

export type OpenEnd = { readonly subject: string; readonly text: string };
