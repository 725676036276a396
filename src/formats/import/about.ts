/** What the lines under a heading of a plan by hand are about, as their headings say. */
import type { WaveText, WorkstreamText } from '../plan-schema.js';
import { plain } from './markdown.js';

export type About = {
  readonly level: number;
  readonly wave: WaveText | undefined;
  readonly workstream: WorkstreamText | undefined;
  readonly day: number | undefined;
  readonly conflicts: boolean;
  readonly gates: boolean;
  readonly escalations: boolean;
  /** When the whole has succeeded. */
  readonly success: boolean;
  /** What holds for every workstream. */
  readonly constraints: boolean;
};

export const NOTHING: About = {
  level: 0,
  wave: undefined,
  workstream: undefined,
  day: undefined,
  conflicts: false,
  gates: false,
  escalations: false,
  success: false,
  constraints: false,
};

export const GATES = /\b(?:quality\s+)?gates?\b|\bvalidation\b/i;
export const CONFLICTS = /\bconflict|resolution\b/i;
const ESCALATIONS = /\bescalations?\b/i;
const SUCCESS = /\bsuccess (?:metrics|criteria)\b/i;
const CONSTRAINTS =
  /^[^\p{L}\d]*(?:(?:shared|common|global|general)\s+)?constraints\b|\bground rules\b/iu;

/** What a heading adds to what stands above it; a wave, workstream or day is found elsewhere. */
export function aboutTitle(above: About, text: string, level: number): About {
  return {
    ...above,
    level,
    conflicts: above.conflicts || CONFLICTS.test(text),
    gates: above.gates || GATES.test(text),
    escalations: above.escalations || ESCALATIONS.test(text),
    success: above.success || isOfSuccess(text),
    constraints: above.constraints || isOfConstraints(text),
  };
}

export function isOfSuccess(title: string): boolean {
  return SUCCESS.test(title);
}

export function isOfConstraints(title: string): boolean {
  return CONSTRAINTS.test(title);
}

/** The name of a document, without the word for what it is. */
export function titleOf(text: string): string {
  return plain(text).replace(
    /^(?:session|(?:parallel )?(?:execution )?plan)\s*[:—–-]\s*/i,
    '',
  );
}
