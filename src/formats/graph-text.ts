/**
 * A plan's dependencies as a tree for a terminal. A workstream stands under the
 * farthest from the start of those that it waits for; the others are named beside it. Soft ones are in brackets.
 */
import {
  dependencyText,
  type Phase,
  type Plan,
  type Wave,
  type Workstream,
} from '../domain/plan.js';
import { depthsOf } from './graph-depth.js';

export function graphText({ workstreams, waves, phases = [] }: Plan): string {
  const parts = [treesOf(workstreams), phases.map(phaseLine), waves.map(waveLine)];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** `A | B` side by side, `A, then B` one after the other. */
function phaseLine({ name, members, order }: Phase): string {
  return `phase ${name}: ${members.join(order === 'sequential' ? ', then ' : ' | ')}`;
}

function waveLine({ id, members, target }: Wave): string {
  return `${id}: ${members.map(({ id }) => id).join(' + ')} -> ${target}`;
}

type Tree = { readonly workstream: Workstream; readonly parent: string | undefined };

function treesOf(workstreams: readonly Workstream[]): readonly string[] {
  const depths = depthsOf(workstreams);
  const under = new Map<string | undefined, Tree[]>();
  for (const workstream of workstreams) {
    const parent = parentOf(workstream, depths);
    const beside = under.get(parent) ?? [];
    beside.push({ workstream, parent });
    under.set(parent, beside);
  }
  return drawn(under);
}

/** The hard dependency that is done last. */
function parentOf(
  { dependsOn }: Workstream,
  depths: ReadonlyMap<string, number>,
): string | undefined {
  return dependsOn
    .filter(({ soft }) => !soft)
    .reduce<string | undefined>(
      (last, { id }) =>
        last === undefined || (depths.get(id) ?? 0) > (depths.get(last) ?? 0) ? id : last,
      undefined,
    );
}

type Open = { readonly tree: Tree; readonly mark: string; readonly deep: string };

/** A list instead of calls: a chain of thousands would end the stack. */
function drawn(
  under: ReadonlyMap<string | undefined, readonly Tree[]>,
): readonly string[] {
  const lines: string[] = [];
  const roots = under.get(undefined) ?? [];
  const open: Open[] = roots.toReversed().map((tree) => ({ tree, mark: '', deep: '' }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { tree, mark, deep } = next;
    lines.push(`${mark}${label(tree)}`);
    const children = under.get(tree.workstream.id) ?? [];
    for (const [place, child] of children.toReversed().entries())
      open.push({
        tree: child,
        mark: `${deep}${place === 0 ? '└─ ' : '├─ '}`,
        deep: `${deep}${place === 0 ? '   ' : '│  '}`,
      });
  }
  return lines;
}

function label({ workstream, parent }: Tree): string {
  const { id, name, dependsOn } = workstream;
  const others = dependsOn
    .filter((dependency) => dependency.id !== parent)
    .map(dependencyText);
  const own = name === id ? id : `${id} ${name}`;
  const also = parent === undefined ? '' : 'also ';
  return others.length === 0 ? own : `${own}  ${also}after ${others.join(', ')}`;
}
