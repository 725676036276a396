/** Where in a plan a workstream stands, for who draws it: its phase, and its groups. */
import type { Plan } from '../domain/plan.js';

/** The outermost first; nothing of a plan without phases and groups. */
export function placesIn({
  phases = [],
  groups = [],
}: Plan): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  const inner = phases.filter(({ group }) => group !== undefined);
  const outer = phases.filter(({ group }) => group === undefined);
  // A group comes before those in it.
  const wide = groups.toSorted((one, other) => other.members.length - one.members.length);
  for (const { name, members } of [...outer, ...wide, ...inner])
    for (const id of members) found.set(id, [...(found.get(id) ?? []), name]);
  return new Map([...found].map(([id, names]) => [id, names.join(' · ')]));
}
