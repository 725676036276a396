/**
 * What must hold between the parts of a plan before anything is made of it: names that
 * are known and unique, gates that can be measured. Branches, worktrees and order have
 * files of their own.
 */
import type { Plan, Wave } from '../domain/plan.js';
import { branchProblems } from './branch-checks.js';
import { environmentFaults } from './environment-schema.js';
import { gateFaults } from './gate-checks.js';
import { orderProblems } from './order-checks.js';
import { quote, type Fault, type Path, type Problem } from './problem.js';
import { unknown } from './unknown-name.js';
import { worktreeProblems } from './worktree-checks.js';

type Locate = (path: Path, message: string) => Problem;

/** All that is wrong with `plan`; order is judged only when every name is known. */
export function planProblems(plan: Plan, locate: Locate): readonly Problem[] {
  const names = [
    ...idFaults(plan),
    ...referenceFaults(plan),
    ...gateFaults(plan),
    ...environmentFaults(plan),
  ];
  const places = [...branchProblems(plan), ...worktreeProblems(plan)];
  const order = names.length === 0 ? orderProblems(plan) : [];
  return [...names, ...places, ...order].map(([path, message]) => locate(path, message));
}

function idFaults({ workstreams, waves }: Plan): readonly Fault[] {
  const seen = new Map<string, string>();
  const faults: Fault[] = [];
  const check = (id: string, kind: string, path: Path) => {
    const other = seen.get(id);
    if (other !== undefined)
      faults.push([path, `${quote(id)} is already the id of a ${other}`]);
    seen.set(id, kind);
  };
  for (const [index, { id }] of workstreams.entries())
    check(id, 'workstream', ['workstreams', index, 'id']);
  for (const [index, { id }] of waves.entries())
    check(id, 'wave', ['waves', index, 'id']);
  return faults;
}

function referenceFaults(plan: Plan): readonly Fault[] {
  const workstreams = new Set<string>(plan.workstreams.map(({ id }) => id));
  const known = {
    workstream: (id: string, path: Path) => unknown('workstream', id, path, workstreams),
    gate: gateCheck(new Set(Object.keys(plan.gates))),
  };
  return [
    ...plan.workstreams.flatMap(({ id, dependsOn, gates }, index) => [
      ...dependsOn.flatMap((dependency, place) => {
        const path = ['workstreams', index, 'dependsOn', place];
        if (dependency.id === id)
          return [[path, 'a workstream cannot wait for itself']] satisfies Fault[];
        return known.workstream(dependency.id, path);
      }),
      ...gates.flatMap((gate, place) =>
        known.gate(gate, ['workstreams', index, 'gates', place]),
      ),
    ]),
    ...plan.waves.flatMap(({ gates }, index) =>
      gates.flatMap(({ name }, place) =>
        known.gate(name, ['waves', index, 'gates', place]),
      ),
    ),
    ...memberFaults(plan, workstreams),
    ...plan.rules.flatMap(({ resolve, consult }, index) => [
      ...(resolve.type === 'owner'
        ? known.workstream(resolve.workstream, ['rules', index, 'resolve'])
        : []),
      ...consult.flatMap((id, place) =>
        known.workstream(id, ['rules', index, 'consult', place]),
      ),
    ]),
    ...plan.escalations.flatMap(({ workstream }, index) =>
      workstream === undefined
        ? []
        : known.workstream(workstream, ['escalations', index, 'workstream']),
    ),
  ];
}

function gateCheck(gates: ReadonlySet<string>) {
  return (gate: string, path: Path) => unknown('gate', gate, path, gates);
}

/** Members exist, waves among them come earlier, and nothing is merged twice. */
function memberFaults(
  { waves }: Plan,
  workstreams: ReadonlySet<string>,
): readonly Fault[] {
  const earlier = new Set<string>();
  const homes = new Map<string, string>();
  const later = new Set<string>(waves.map(({ id }) => id));
  return waves.flatMap((wave, index) => {
    const faults = wave.members.flatMap(({ type, id }, place): readonly Fault[] => {
      const path = ['waves', index, 'members', place];
      const home = homes.get(id);
      if (type === 'workstream') homes.set(id, wave.id);
      if (type === 'workstream' && home !== undefined)
        return [[path, `${quote(id)} is already a member of ${quote(home)}`]];
      if (type === 'workstream' || earlier.has(id)) return [];
      if (later.has(id)) return [[path, `${quote(id)} must be an earlier wave`]];
      return unknown('workstream or wave', id, path, new Set([...workstreams, ...later]));
    });
    earlier.add(wave.id);
    return [...faults, ...twice(wave, index)];
  });
}

function twice({ members }: Wave, index: number): readonly Fault[] {
  const waves = members.filter(({ type }) => type === 'wave').map(({ id }) => id);
  if (new Set(waves).size === waves.length) return [];
  return [[['waves', index, 'members'], 'names a wave twice']];
}
