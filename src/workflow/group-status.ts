/** A group of workstreams as one: what its most urgent member does, and how far it is. */
import type { WorkstreamId } from '../domain/ids.js';
import type { Group } from '../domain/plan.js';
import type { GroupStatus, WorkstreamStatus } from '../domain/status.js';

/** `workstreams` are in the order of their urgency. */
export function groupStatuses(
  groups: readonly Group[],
  workstreams: readonly WorkstreamStatus[],
): readonly GroupStatus[] {
  if (groups.length === 0) return [];
  const homes = new Map<WorkstreamId, string[]>();
  for (const { id, members } of groups)
    for (const member of members) homes.set(member, [...(homes.get(member) ?? []), id]);
  const found = new Map<string, WorkstreamStatus[]>(groups.map(({ id }) => [id, []]));
  for (const one of workstreams)
    for (const home of homes.get(one.id) ?? []) found.get(home)?.push(one);
  return groups.flatMap(({ id, name, members, group = null }) => {
    const own = found.get(id) ?? [];
    const [first] = own;
    if (!first) return [];
    const shares = own.map(shareOf);
    const sum = shares.reduce((sum, share) => sum + share, 0);
    return {
      id,
      name,
      members,
      group,
      state: first.state,
      since: first.since,
      done: own.filter(isDone).length,
      progress: Math.floor(sum / own.length),
    };
  });
}

/** Of 100; what is reported is never proof that it is done. */
function shareOf(workstream: WorkstreamStatus): number {
  return isDone(workstream) ? 100 : Math.min(99, workstream.progress ?? 0);
}

export function isDone({ state }: WorkstreamStatus): boolean {
  return state === 'done' || state === 'landed';
}
