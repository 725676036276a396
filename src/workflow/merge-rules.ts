/** Which rule of a plan decides a conflicted path, and for which side. */
import { unreachable } from '../base/assert.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Resolution, Rule } from '../domain/plan.js';
import { matchesPath } from './merge-pattern.js';

/** Ours is what is merged already, theirs the member that comes in. */
export type Ruling =
  | {
      readonly type: 'decided';
      readonly side: 'ours' | 'theirs' | 'union';
      /** As a plan writes it: `owner:TD2`. */
      readonly rule: string;
    }
  /** A command decides, or leaves it open. */
  | { readonly type: 'driven'; readonly command: string; readonly rule: string }
  | { readonly type: 'open'; readonly consult: readonly WorkstreamId[] };

/** Whose work meets in the conflict. */
export type Sides = {
  readonly ours: ReadonlySet<WorkstreamId>;
  readonly theirs: ReadonlySet<WorkstreamId>;
};

/** The first rule whose pattern matches decides, even if it leaves the conflict open. */
export function ruleOn(path: string, rules: readonly Rule[], sides: Sides): Ruling {
  const rule = rules.find((rule) => matchesPath(rule.path, path));
  if (!rule) return { type: 'open', consult: [] };
  const { resolve, consult } = rule;
  if (resolve.type === 'driver')
    return { type: 'driven', command: resolve.command, rule: nameOf(resolve) };
  const side = sideOf(resolve, sides);
  if (!side) return { type: 'open', consult };
  return { type: 'decided', side, rule: nameOf(resolve) };
}

function sideOf(resolution: Exclude<Resolution, { type: 'driver' }>, sides: Sides) {
  switch (resolution.type) {
    case 'ours':
    case 'theirs':
    case 'union':
      return resolution.type;
    case 'mergiraf':
    case 'manual':
      return undefined;
    case 'owner':
      if (sides.theirs.has(resolution.workstream)) return 'theirs';
      return sides.ours.has(resolution.workstream) ? 'ours' : undefined;
    default:
      return unreachable(resolution);
  }
}

function nameOf(resolution: Resolution): string {
  if (resolution.type === 'owner') return `owner:${resolution.workstream}`;
  return resolution.type === 'driver' ? `driver:${resolution.command}` : resolution.type;
}
