/**
 * A plan: what is to be done, as `wtmux.yaml` says it, with every default filled in and
 * every reference checked. Read by `formats/plan-file.ts`; nothing here is state.
 */
import type { WaveId, WorkstreamId } from './ids.js';
import type { PortSpace } from './ports.js';
import type { Milliseconds } from './time.js';

export type Plan = {
  readonly name: string;
  /** The branch that workstreams' branches start from. */
  readonly base: string;
  /** Path of a worktree, relative to the repository, with `{repo}`, `{id}`, `{slug}`. */
  readonly worktrees: string;
  readonly maxSessions: number;
  /** `maxSessions` is only the most; how many start follows what the machine bears. */
  readonly scales?: boolean;
  /** The layout that a console opens with: a file's name in `layouts/`. */
  readonly layout: string;
  readonly agents: Readonly<Record<string, AgentChange>>;
  readonly gates: Readonly<Record<string, Gate>>;
  readonly scratch: Scratch;
  /** What agents find in their worktrees, and in the environment of their programs. */
  readonly environment?: Environment;
  readonly workstreams: readonly Workstream[];
  readonly waves: readonly Wave[];
  readonly rules: readonly Rule[];
  readonly escalations: readonly Escalation[];
  /** How often it is noted how far each agent at work is; 0 is never. Left out: hourly. */
  readonly snapshotMs?: Milliseconds;
  /** What all agents together may use. */
  readonly budget?: Budget;
  /** What holds for every workstream: told to each agent. */
  readonly constraints?: readonly string[];
  /** When the plan as a whole has succeeded, in words. */
  readonly success?: readonly string[];
  /** `sequential` is one session at a time; `auto` is whichever `plan analyze` recommends. */
  readonly execution?: Execution;
  /** Those of groups come last. */
  readonly phases?: readonly Phase[];
  readonly groups?: readonly Group[];
  /** What is written for other tools goes where the tools of old look for it. */
  readonly compat?: boolean;
};

/** A stretch of a plan; what follows from it is in the workstreams' dependencies. */
export type Phase = {
  readonly id: string;
  readonly name: string;
  readonly members: readonly WorkstreamId[];
  readonly order: 'parallel' | 'sequential';
  /** The group whose plan it is a part of. */
  readonly group?: string;
};

/** Workstreams that are shown as one: a parent with a plan of its own. Likewise. */
export type Group = {
  readonly id: string;
  readonly name: string;
  /** Those of the groups in it, too. */
  readonly members: readonly WorkstreamId[];
  /** The group that it stands in. */
  readonly group?: string;
  /** How many of its members work at once, of the plan's sessions. */
  readonly maxSessions?: number;
};

export type Execution = 'parallel' | 'sequential' | 'auto';

/** What a plan adds to a shipped agent, or a whole agent of its own. */
export type AgentChange = {
  readonly command?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** A command, maybe with a measured threshold, that must pass. */
export type Gate = {
  readonly name: string;
  /** A shell line. From a plan, so it runs only with consent. */
  readonly run: string;
  readonly timeoutMs: Milliseconds;
  /**
   * Further tries after a red run; green on one of them is flaky, which passes. Undefined:
   * one further try only tells flaky from failed, and what flaky means is asked.
   */
  readonly retries: number | undefined;
  /** The last match's first group, as a number, must be at least `min`. */
  readonly measure: { readonly pattern: string; readonly min: number } | undefined;
};

export type Workstream = {
  readonly id: WorkstreamId;
  readonly name: string;
  readonly branch: string;
  /** The agent's name, or undefined for the user's default agent. */
  readonly agent: string | undefined;
  /** A command line of the user's own in place of an agent (`wtmux new NAME -- COMMAND`). */
  readonly command: readonly string[] | undefined;
  readonly role: string;
  /** The text, or the path of a file in the repository that holds it. */
  readonly prompt: string;
  readonly estimateMs: Milliseconds | undefined;
  readonly priority: Priority;
  readonly dependsOn: readonly Dependency[];
  /** Path patterns. */
  readonly owns: readonly string[];
  readonly approval: 'plan' | 'none' | 'auto';
  readonly gates: readonly string[];
  /** Patterns of paths that are not its to touch. */
  readonly avoids?: readonly string[];
  /** What must hold before its agent starts. */
  readonly preconditions?: readonly Precondition[];
  /** When its work has succeeded, in words. */
  readonly success?: readonly string[];
  /** The signal file that it writes when it is done, relative to its worktree. */
  readonly signal?: string;
  /** The day of the plan, from 1, on which it is meant to start; shown, not enforced. */
  readonly day?: number;
  /** False where its prompt is all that its agent is told (`wtmux new`). */
  readonly briefed?: boolean;
  /** What its agent may use. */
  readonly budget?: Budget;
};

/** What may be used before a person is asked; at least one of both is said. */
export type Budget = {
  /** Those that `fresh` counts. */
  readonly tokens?: number;
  /** US dollars. */
  readonly cost?: number;
  /** The part of it, above 0 up to 1, at which a person is told. */
  readonly warn: number;
  /** Who has used it up is put on hold. */
  readonly hold: boolean;
  /** The desktop is told, too. */
  readonly notify?: boolean;
};

/** Verifies at the end that what was made apart fits together, with all contexts in hand. */
export function isVerifier({ role }: Pick<Workstream, 'role'>): boolean {
  return /^integration[- ]verifier$/i.test(role.trim());
}

export type Precondition =
  /** A signal file that says complete: in its worktree, or read from another's. */
  | { readonly type: 'signal'; readonly file: string }
  /** A file or folder of its worktree. */
  | { readonly type: 'file'; readonly path: string }
  /** A branch whose commits its worktree has. */
  | { readonly type: 'landed'; readonly branch: string }
  /** In words; the agent is told to make sure of it. */
  | { readonly type: 'said'; readonly text: string };

/** The most urgent first. */
export const priorities = ['critical', 'high', 'medium', 'low'] as const;

export type Priority = (typeof priorities)[number];

/** Hard: must have landed first, or at `bySignal` only be done. Soft: order only. */
export type Dependency = {
  readonly id: WorkstreamId;
  readonly soft: boolean;
  readonly bySignal?: boolean;
};

/** `TD1`, `(TD1)` for a soft one, `TD1 (signal)` for one that only has to be done. */
export function dependencyText({ id, soft, bySignal = false }: Dependency): string {
  if (soft) return `(${id})`;
  return bySignal ? `${id} (signal)` : id;
}

export type Wave = {
  readonly id: WaveId;
  readonly members: readonly Member[];
  /** The branch that the wave lands on. */
  readonly target: string;
  /** Where the target starts if it does not exist. */
  readonly from: string;
  readonly gates: readonly WaveGate[];
  /**
   * When a gate is red: `ask` before each step, `eject` the culprit and what depends on it
   * and go on, or `stop` after the re-run.
   */
  readonly onRed: 'ask' | 'eject' | 'stop';
  readonly approval: 'ask' | 'auto';
  /** What a person makes sure of before it lands, in words. */
  readonly checks?: readonly string[];
  /** The day of the plan, from 1, on which it is meant to land; shown, not enforced. */
  readonly day?: number;
};

/** A gate by name; `min` is the threshold that its measure must reach in this wave. */
export type WaveGate = { readonly name: string; readonly min: number | undefined };

/** What the worktree in which gates run needs beside the files of the commit. */
export type Scratch = {
  /** A shell line that is run once before the gates. From a plan, so only with consent. */
  readonly setup: string | undefined;
  readonly timeoutMs: Milliseconds;
  /** Files and folders of the main worktree that git does not track, as relative paths. */
  readonly copy: readonly string[];
};

/** What the worktree of a workstream needs beside the files of its branch. */
export type Environment = {
  /** Where the ports of workstreams are, and how many each gets. */
  readonly ports?: PortSpace;
  /** Of what `.worktreeinclude` names, what is linked to the main checkout: paths. */
  readonly link?: readonly string[];
  /** A shell line, run once in each worktree. From a plan, so only with consent. */
  readonly setup?: string;
  /** Of the set-up. */
  readonly timeoutMs?: Milliseconds;
};

export type Member =
  | { readonly type: 'workstream'; readonly id: WorkstreamId }
  /** An earlier wave, whose target is merged as one member. */
  | { readonly type: 'wave'; readonly id: WaveId };

/** How a conflict in a path is resolved; the first rule whose pattern matches decides. */
export type Rule = {
  readonly path: string;
  readonly resolve: Resolution;
  readonly consult: readonly WorkstreamId[];
};

export type Resolution =
  | { readonly type: 'owner'; readonly workstream: WorkstreamId }
  | { readonly type: 'ours' }
  | { readonly type: 'theirs' }
  | { readonly type: 'union' }
  /** A command that merges `%A` and `%B`, which came of `%O`, into `%A`. Only with consent. */
  | { readonly type: 'driver'; readonly command: string }
  /** The syntax-aware merger of that name, if it is installed; a person approves its result. */
  | { readonly type: 'mergiraf' }
  | { readonly type: 'manual' };

export type Escalation = {
  /** One workstream, or undefined for all. */
  readonly workstream: WorkstreamId | undefined;
  readonly when:
    | { readonly type: 'progressBelow'; readonly percent: number }
    | { readonly type: 'silent' }
    | { readonly type: 'conflict' }
    | { readonly type: 'overEstimate' };
  readonly afterMs: Milliseconds;
  /** The workstream is put on hold, too. */
  readonly hold?: boolean;
  /** The desktop is told, too. */
  readonly notify?: boolean;
};
