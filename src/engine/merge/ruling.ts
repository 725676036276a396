/** Whether a rule of the plan decides a conflict of git's: by its path, and by its kind. */
import type { Rule } from '../../domain/plan.js';
import type { ConflictedPath } from '../../git/merged-tree.js';
import { canUnite } from '../../git/union.js';
import { readable } from '../../git/run.js';
import { ruleOn, type Ruling, type Sides } from '../../workflow/merge-rules.js';

/** Kinds of conflict that live in one path, so that taking a side settles them. */
const IN_ONE_PATH: ReadonlySet<string> = new Set([
  'contents',
  'binary',
  'submodule',
  'modify/delete',
]);

type Decided = Extract<Ruling, { readonly type: 'decided' }>;

export function rulingOn(
  conflict: ConflictedPath,
  rules: readonly Rule[],
  sides: Sides,
): Ruling {
  const ruling = ruleOn(readable(conflict.path), rules, sides);
  if (ruling.type !== 'decided' || applies(conflict, ruling.side)) return ruling;
  return { type: 'open', consult: [] };
}

function applies(conflict: ConflictedPath, side: Decided['side']): boolean {
  return side === 'union' ? canUnite(conflict) : IN_ONE_PATH.has(conflict.kind);
}
