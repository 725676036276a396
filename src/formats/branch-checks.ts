/**
 * Branches of a plan: names that git accepts, one workstream each, and no two of which
 * one is the folder of the other (`a` and `a/b` cannot both exist).
 */
import type { Plan } from '../domain/plan.js';
import { branchFault } from './branch-name.js';
import { quote, type Fault, type Path } from './problem.js';

type Use = { readonly name: string; readonly path: Path; readonly by: string };

export function branchProblems(plan: Plan): readonly Fault[] {
  const own = plan.workstreams.map(({ id, branch }, index) => {
    return { name: branch, path: ['workstreams', index, 'branch'], by: id };
  });
  const base = { name: plan.base, path: ['base'], by: 'base' };
  const targets = plan.waves.flatMap(({ id, target, from }, index) => [
    { name: target, path: ['waves', index, 'target'], by: id },
    { name: from, path: ['waves', index, 'from'], by: id },
  ]);
  const all = [base, ...own, ...targets];
  return [...all.flatMap(invalid), ...shared(own, [base, ...targets]), ...nested(all)];
}

function invalid({ name, path }: Use): readonly Fault[] {
  const why = branchFault(name);
  return why === undefined ? [] : [[path, `${quote(name)} cannot be a branch: ${why}`]];
}

function shared(own: readonly Use[], others: readonly Use[]): readonly Fault[] {
  const users = new Map(others.map(({ name, by }) => [name, by]));
  return own.flatMap(({ name, path, by }): readonly Fault[] => {
    const user = users.get(name);
    users.set(name, by);
    // Of one id that stands twice, its second place is fault enough.
    if (user === undefined || user === by) return [];
    return [[path, `branch ${quote(name)} is already used by ${quote(user)}`]];
  });
}

function nested(uses: readonly Use[]): readonly Fault[] {
  const names = new Set(uses.map(({ name }) => name));
  const told = new Set<string>();
  return uses.flatMap(({ name, path }): readonly Fault[] => {
    const folder = folders(name).find((folder) => names.has(folder));
    if (folder === undefined || told.has(name)) return [];
    told.add(name);
    const why = `git cannot have it beside the branch ${quote(folder)}`;
    return [[path, `${quote(name)} cannot be a branch: ${why}`]];
  });
}

/** `a` and `a/b` for `a/b/c`. */
function folders(name: string): readonly string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
