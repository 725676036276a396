/**
 * What an agent says of its work in `.claude/context/*.json`, and what the contexts of a
 * plan come to when they are put together. Claims of agents, never proof.
 */
import type { WorkstreamId } from './ids.js';
import type { Timestamp } from './time.js';

export type WorkContext = {
  /** Its file's name, and what it calls itself, by which its workstream is found. */
  readonly file: string;
  readonly task: string;
  readonly workflow: string;
  readonly summary: string;
  readonly filesModified: readonly string[];
  readonly decisions: readonly string[];
  readonly pendingActions: readonly string[];
  readonly errors: readonly string[];
  /** The share of its code that its tests cover, as it says: `87%`. */
  readonly coverage?: string;
  /** What it learned, and what stood in its way. */
  readonly lessons?: readonly string[];
  readonly blockers?: readonly string[];
  /** Interfaces that it takes others to have, and those that it has. */
  readonly expects: readonly Interface[];
  readonly provides: readonly Interface[];
  /** When its file was written. */
  readonly writtenAt: Timestamp;
};

/** `GET /api/profile/:userId`. What is not told of it is null, and nothing is made of it. */
export type Interface = {
  readonly name: string;
  readonly request: readonly Field[] | null;
  readonly response: readonly Field[] | null;
  readonly errors: readonly number[] | null;
};

export type Field = { readonly name: string; readonly optional: boolean };

/** The contexts of a plan as one, by the rules of seed 001. */
export type MergedContext = {
  /** Who has told, and what, in the order of the plan. */
  readonly parts: readonly MergedPart[];
  /** Workstreams that have told nothing yet, the integration verifier left out. */
  readonly missing: readonly WorkstreamId[];
  readonly filesModified: readonly string[];
  readonly decisions: readonly string[];
  readonly pendingActions: readonly string[];
  readonly errors: readonly ErrorEntry[];
  readonly concerns: readonly Concern[];
};

export type MergedPart = {
  readonly workstream: WorkstreamId;
  readonly summary: string;
  readonly files: number;
  readonly coverage?: string;
};

export type ErrorEntry = { readonly workstream: WorkstreamId; readonly text: string };

/** Something in which what was made apart has to fit together. */
export type Concern = {
  /** `GET /api/profile/:userId`, or the path of a file. */
  readonly subject: string;
  readonly kind: 'interface' | 'file';
  /** Those who expect it; of a file, those who changed it. */
  readonly between: readonly WorkstreamId[];
  readonly provider: WorkstreamId | null;
  /** `pending`: nobody provides it so far, but somebody has yet to tell of his work. */
  readonly status: 'aligned' | 'differs' | 'missing' | 'pending' | 'shared';
  /** What does not fit, in words; empty when all does. */
  readonly text: string;
};

/** Whether a person should look: it does not fit, and nothing that is still to come mends it. */
export function isProblem({ status }: Concern): boolean {
  return status === 'differs' || status === 'missing' || status === 'shared';
}
