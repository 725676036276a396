/** What becomes of a document that was not written as a plan file. */
import type { PlanText } from '../plan-schema.js';

export type Imported = {
  /** As a plan file would say it; no reference is checked yet. */
  readonly plan: PlanText;
  /** The line of the document from which a workstream or wave was read, by its id. */
  readonly lines: ReadonlyMap<string, number>;
  /** What the document does not say but its words let one take for meant. */
  readonly assumed: readonly Remark[];
  /** What was not understood, so is not part of the plan. */
  readonly unread: readonly Remark[];
};

/** Something about a line of the document, or about several until `last`. */
export type Remark = {
  readonly line: number;
  readonly last?: number;
  readonly text: string;
};
