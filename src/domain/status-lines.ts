/**
 * The workstreams of a plan as lines to be shown, those of a large plan folded: one line
 * for a group, and below it only the members that a person must see.
 */
import type { WorkstreamId } from './ids.js';
import type {
  GroupStatus,
  Status,
  WorkstreamStateName,
  WorkstreamStatus,
} from './status.js';

export type StatusLine =
  | {
      readonly type: 'group';
      readonly group: GroupStatus;
      readonly open: boolean;
      readonly depth: number;
    }
  | {
      readonly type: 'workstream';
      readonly workstream: WorkstreamStatus;
      /** How many groups it stands below. */
      readonly depth: number;
    };

/** As many fit on a screen with all that there is to say of them. */
export const FOLD_ABOVE = 10;

/** These do not go on without a person. */
const CALLING: ReadonlySet<WorkstreamStateName> = new Set([
  'plan_review',
  'waiting',
  'blocked',
  'failed',
]);

export function isFolded({
  workstreams,
  groups,
}: Pick<Status, 'workstreams' | 'groups'>): boolean {
  return groups.length > 0 && workstreams.length > FOLD_ABOVE;
}

export type Shown = {
  /** The groups of which all is shown; not asked for in a plan that is not folded. */
  readonly isOpen: (group: string) => boolean;
  /** Shown in any case. */
  readonly selected?: WorkstreamId | undefined;
};

/** A group stands where the first of its members would, and groups in it likewise. */
export function statusLinesOf(
  status: Pick<Status, 'workstreams' | 'groups'>,
  shown: Shown,
): readonly StatusLine[] {
  const { workstreams, groups } = status;
  if (!isFolded(status))
    return workstreams.map((workstream) => ({
      type: 'workstream',
      workstream,
      depth: 0,
    }));
  return linesIn(workstreams, { homes: homesOf(groups), shown, depth: 0 });
}

type Listing = {
  /** The groups that a workstream stands in, the outermost first. */
  readonly homes: ReadonlyMap<WorkstreamId, readonly GroupStatus[]>;
  readonly shown: Shown;
  readonly depth: number;
};

function linesIn(
  workstreams: readonly WorkstreamStatus[],
  listing: Listing,
): readonly StatusLine[] {
  const { homes, shown, depth } = listing;
  const members = new Map<GroupStatus, WorkstreamStatus[]>();
  for (const workstream of workstreams) {
    const group = homes.get(workstream.id)?.[depth];
    const known = group && members.get(group);
    if (known) known.push(workstream);
    else if (group) members.set(group, [workstream]);
  }
  return workstreams.flatMap((workstream): readonly StatusLine[] => {
    const group = homes.get(workstream.id)?.[depth];
    if (!group) return [{ type: 'workstream', workstream, depth }];
    const own = members.get(group) ?? [];
    if (own[0] !== workstream) return [];
    const open = shown.isOpen(group.id);
    const below = open
      ? linesIn(own, { ...listing, depth: depth + 1 })
      : own
          .filter((one) => isSeen(one, shown))
          .map(
            (one) => ({ type: 'workstream', workstream: one, depth: depth + 1 }) as const,
          );
    return [{ type: 'group', group, open, depth }, ...below];
  });
}

function isSeen({ id, state }: WorkstreamStatus, { selected }: Shown): boolean {
  return CALLING.has(state) || id === selected;
}

function homesOf(groups: readonly GroupStatus[]): Listing['homes'] {
  const homes = new Map<WorkstreamId, GroupStatus[]>();
  for (const group of groups)
    for (const id of group.members) homes.set(id, [...(homes.get(id) ?? []), group]);
  const parents = new Map(groups.map(({ id, group }) => [id, group]));
  for (const own of homes.values())
    own.sort((one, other) => depthOf(one.id, parents) - depthOf(other.id, parents));
  return homes;
}

function depthOf(id: string, parents: ReadonlyMap<string, string | null>): number {
  let depth = 0;
  for (let at = parents.get(id); at; at = parents.get(at)) depth += 1;
  return depth;
}
