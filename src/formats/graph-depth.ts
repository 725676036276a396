/** How far from the start each workstream stands: 0 when it waits for nothing. */
import type { Workstream } from '../domain/plan.js';

/** By ids; soft dependencies count too. Expects no cycle, and uses no stack of calls. */
export function depthsOf(
  workstreams: readonly Workstream[],
): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  const known = new Map<string, Workstream>(workstreams.map((one) => [one.id, one]));
  for (const { id } of workstreams) {
    const path: string[] = [id];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const before = known.get(top)?.dependsOn ?? [];
      const open = before.filter((one) => known.has(one.id) && !depths.has(one.id));
      if (!depths.has(top) && open.length > 0) path.push(...open.map(({ id }) => id));
      else {
        if (!depths.has(top)) depths.set(top, deepest(before, depths) + 1);
        path.pop();
      }
    }
  }
  return depths;
}

function deepest(
  before: Workstream['dependsOn'],
  depths: ReadonlyMap<string, number>,
): number {
  return before.reduce((most, { id }) => Math.max(most, depths.get(id) ?? -1), -1);
}
