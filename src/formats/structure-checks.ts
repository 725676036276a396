/** What must hold of the phases and groups of a plan as it is written. */
import type { PhaseText, PlanText } from './plan-schema.js';
import { chain, membersOf } from './plan-structure.js';
import { quote, type Fault, type Path } from './problem.js';
import { unknown } from './unknown-name.js';

/** A phase of hundreds after one of hundreds is wired one by one; more is a mistake. */
const MAX_WIRES = 100_000;

/** Judged before phases and groups become dependencies, so that places are the file's. */
export function structureFaults(text: PlanText): readonly Fault[] {
  const { phases = [], groups = [], workstreams } = text;
  const members = membersOf(text);
  const nodes = new Set([...workstreams.map(({ id }) => id), ...members.keys()]);
  return [
    ...workstreams.flatMap(({ group }, at) =>
      group === undefined
        ? []
        : unknown('group', group, ['workstreams', at, 'group'], new Set(members.keys())),
    ),
    ...groups.flatMap((_, at) => groupFaults(text, at, { members, nodes })),
    ...phaseFaults(phases, [], nodes),
    ...wires(phases),
  ];

  function wires(all: readonly PhaseText[]): readonly Fault[] {
    const sizes = all.map(({ members: names }) =>
      names.reduce((sum, name) => sum + (members.get(name)?.length ?? 1), 0),
    );
    return sizes.flatMap((size, at) =>
      size * (sizes[at - 1] ?? 0) > MAX_WIRES
        ? [fault(['phases', at], 'it and the phase before have too many workstreams')]
        : [],
    );
  }
}

type Known = {
  readonly members: ReturnType<typeof membersOf>;
  /** All workstreams and groups. */
  readonly nodes: ReadonlySet<string>;
};

function groupFaults(
  { groups = [], workstreams, waves = [] }: PlanText,
  at: number,
  { members, nodes }: Known,
): readonly Fault[] {
  const { id = '', group, dependsOn = [], phases = [] } = groups[at] ?? {};
  const own = new Set<string>(members.get(id));
  const parents = new Map(groups.map((one) => [one.id, one.group]));
  const before = [...workstreams, ...waves, ...groups.slice(0, at)];
  const faults: Fault[] = [];
  if (before.some((one) => one.id === id))
    faults.push([['groups', at, 'id'], `${quote(id)} is already an id`]);
  if (own.size === 0)
    faults.push([['groups', at], `no workstream says group: ${quote(id)}`]);
  if (group !== undefined) {
    const path = ['groups', at, 'group'];
    if (chain(group, parents).includes(id))
      faults.push([path, 'a group cannot stand in itself']);
    else faults.push(...unknown('group', group, path, new Set(parents.keys())));
  }
  for (const [place, one] of dependsOn.entries()) {
    const path = ['groups', at, 'dependsOn', place];
    if (one === id || own.has(one)) faults.push([path, 'a group cannot wait for itself']);
    else faults.push(...unknown('workstream or group', one, path, nodes));
  }
  const parts = groups.filter((one) => chain(one.group, parents).includes(id));
  const known = new Set([...own, ...parts.map((one) => one.id)]);
  return faults.concat(phaseFaults(phases, ['groups', at], known));
}

/** Members exist and are in one phase; a name of a phase is its own. */
function phaseFaults(
  phases: readonly PhaseText[],
  parent: Path,
  known: ReadonlySet<string>,
): readonly Fault[] {
  const seen = new Set<string>();
  const homes = new Map<string, string>();
  return phases.flatMap(({ id, members }, at) => {
    const path = [...parent, 'phases', at];
    const doubled = seen.has(id);
    seen.add(id);
    return [
      ...(doubled ? [fault([...path, 'id'], `${quote(id)} is already a phase`)] : []),
      ...members.flatMap((member, place) => {
        const home = homes.get(member);
        homes.set(member, id);
        const where = [...path, 'members', place];
        return home === undefined
          ? unknown('workstream or group', member, where, known)
          : [fault(where, `${quote(member)} is already in phase ${quote(home)}`)];
      }),
    ];
  });
}

function fault(path: Path, message: string): Fault {
  return [path, message];
}
