/** What becomes of the conflicts of one merge: by rules, or as a person made them before. */
import type { MergeStep } from '../../domain/merge.js';
import type { Rule } from '../../domain/plan.js';
import type { ConflictedPath, Entry } from '../../git/merged-tree.js';
import type { Repository } from '../../git/repository.js';
import type { Choice } from '../../git/resolved-tree.js';
import { readable } from '../../git/run.js';
import { chosenBy } from '../../git/settled-path.js';
import { treeEntries } from '../../git/tree-entries.js';
import type { Sides } from '../../workflow/merge-rules.js';
import { rulingOn } from './ruling.js';
import { RECORDED, settle, type Workshop } from './settle.js';
import type { Resolved } from './step-commit.js';

export type OpenPath = {
  readonly conflict: ConflictedPath;
  readonly consult: readonly string[];
  readonly note: string | undefined;
};

export type Ruled = {
  /** What no rule decides. */
  readonly open: readonly OpenPath[];
  readonly choices: readonly Choice[];
  /** For each of `choices`, by what. */
  readonly resolved: MergeStep['resolved'];
};

export async function byRules(
  shop: Workshop,
  conflicts: readonly ConflictedPath[],
  { rules, sides }: { readonly rules: readonly Rule[]; readonly sides: Sides },
): Promise<Ruled> {
  const open: OpenPath[] = [];
  const choices: Choice[] = [];
  const resolved: { path: string; rule: string }[] = [];
  for (const conflict of conflicts) {
    const path = readable(conflict.path);
    const ruling = rulingOn(conflict, rules, sides);
    if (ruling.type === 'decided' && ruling.side !== 'union') {
      choices.push({ conflict, side: ruling.side });
      resolved.push({ path, rule: ruling.rule });
      continue;
    }
    const settled = await settle(shop, conflict, ruling);
    if (settled.type === 'open') {
      open.push({ conflict, ...settled });
      continue;
    }
    choices.push({ conflict, side: 'made', made: settled.made });
    resolved.push({ path, rule: settled.rule });
  }
  return { open, choices, resolved };
}

type Conflicting = {
  readonly paths: readonly ConflictedPath[];
  /** What rules make of them. */
  readonly ruled: Ruled;
};

/** A person made `tree` of exactly this merge; what is as a rule has it is the rule's. */
export async function byHand(
  repo: Repository,
  tree: string,
  { paths, ruled }: Conflicting,
): Promise<Resolved> {
  const entries = await treeEntries(repo, tree);
  const rules = new Map<string, string>();
  for (const [index, choice] of ruled.choices.entries()) {
    const { path } = choice.conflict;
    const rule = ruled.resolved[index]?.rule;
    if (rule !== undefined && isSame(entries.get(path), chosenBy(choice)))
      rules.set(path, rule);
  }
  const resolved = paths.map(({ path }) => ({
    path: readable(path),
    rule: rules.get(path) ?? RECORDED,
  }));
  return { tree, resolved };
}

export function isSame(one: Entry | undefined, other: Entry | undefined): boolean {
  return one?.oid === other?.oid && one?.mode === other?.mode;
}
