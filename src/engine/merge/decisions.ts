/**
 * What a person may choose when a wave is blocked, and what a choice decides for the next
 * attempt. Pure but for the journal that it is read from.
 */
import { unreachable } from '../../base/assert.js';
import { fail, ok, type Result } from '../../base/result.js';
import type { Choice, ChoiceName } from '../../domain/merge.js';
import type { Why } from '../../git/repository.js';
import type { Verdict } from './gates.js';
import type { Isolated } from './isolate.js';
import { UNDECIDED, type Decisions } from './request.js';
import {
  isBeginning,
  type Beginning,
  type Culprit,
  type PinnedMember,
  type WaveJournal,
} from './wave-journal.js';

export type Decision = {
  readonly name: ChoiceName;
  readonly by: string;
  /** In words, for the record; maybe empty. */
  readonly reason: string;
};

const AGAIN: Choice = {
  name: 'again',
  text: 'merge it again from the start, gates included',
};
const ABORT: Choice = { name: 'abort', text: 'leave it until it is merged again' };

/** The ways on from a gate that is not green; `isolated` when it is known whose fault it is. */
export function choicesOf(verdict: Verdict, isolated?: Isolated): readonly Choice[] {
  switch (verdict.type) {
    case 'green':
    case 'refused':
      return [];
    case 'unsure':
      return [override('take it for passed'), AGAIN, ABORT];
    case 'red': {
      const anyway = override(`land though gate ${verdict.gate.name} is red`);
      if (!isolated) return [FIND, anyway, AGAIN, ABORT];
      return isolated.culprits.length === 0
        ? [anyway, AGAIN, ABORT]
        : [eject(isolated.culprits), anyway, AGAIN, ABORT];
    }
    default:
      return unreachable(verdict);
  }
}

/** What agents fail to resolve so often is a person's. */
export const MAX_HANDED = 3;

/** Where a conflict stands: in a worktree or not yet, and how many agents were given it. */
export type Stand = { readonly opened: boolean; readonly handed: number };

/** The ways on from a conflict. */
export function conflictChoices(
  { members }: Beginning,
  stuck: readonly Culprit[],
  { opened, handed }: Stand = { opened: false, handed: 0 },
): readonly Choice[] {
  const handing = handed < MAX_HANDED ? [handed === 0 ? HAND : HAND_ON] : [];
  const leaving = leavingOut(members, stuck);
  return [opened ? TAKE : OPEN, ...handing, ...leaving, AGAIN, ABORT];
}

/** The ways to a conflict that nobody has tried to merge. */
export function firstChoices(
  { members }: Beginning,
  stuck: readonly Culprit[],
): readonly Choice[] {
  return [OPEN, HAND, ...leavingOut(members, stuck)];
}

function leavingOut(
  members: readonly PinnedMember[],
  stuck: readonly Culprit[],
): readonly Choice[] {
  return stuck.length > 0 && stuck.length < members.length ? [eject(stuck)] : [];
}

/** The member at `index` of a chain, and what cannot be merged without it. */
export function stuckAt({ members }: Beginning, index: number): readonly Culprit[] {
  const gone: PinnedMember[] = [];
  for (const member of members.slice(index))
    if (gone.length === 0 || gone.some(({ id }) => member.needs.includes(id)))
      gone.push(member);
  return gone.map(({ id, tip }, place) => {
    const why = place === 0 ? 'it conflicts' : `it needs ${gone[0]?.id}`;
    return { id, tip, why };
  });
}

/** What `decision` adds to what was decided before; fails when it is not to be decided. */
export function decided(
  journal: WaveJournal,
  { name, by, reason }: Decision,
): Result<Decisions, Why> {
  const { red, stuck = journal.opened?.stuck } = journal.blocked ?? {};
  const before = journal.current.find(isBeginning)?.decisions ?? UNDECIDED;
  if (name === 'again' || name === 'abort') return ok(UNDECIDED);
  if (name === 'open' || name === 'hand' || name === 'take') return ok(before);
  if (name === 'eject' && stuck) return ok(without(before, stuck, by));
  if (!red) return fail({ why: `no gate of it waits for "${name}"` });
  const { gate, tree, culprits } = red;
  if (name === 'find') return ok({ ...before, find: true });
  if (name === 'override' && reason.trim() === '')
    return fail({ why: 'an override needs a reason, which is recorded' });
  if (name === 'override')
    return ok({
      ...before,
      overridden: [...before.overridden, { gate, tree, by, reason }],
    });
  if (culprits.length === 0)
    return fail({ why: 'whose fault it is was not found; choose "find" first' });
  return ok(without(before, culprits, by));
}

export function without(
  before: Decisions,
  culprits: readonly Culprit[],
  by: string,
): Decisions {
  const more = culprits.map(({ id, why, tip }) => ({ id, why, tip, by }));
  return { ...before, find: false, ejected: [...before.ejected, ...more] };
}

const FIND: Choice = {
  name: 'find',
  text: 'find out whose work makes it red, by running it on parts of the wave',
};

function override(text: string): Choice {
  return { name: 'override', text };
}

const OPEN: Choice = {
  name: 'open',
  text: 'resolve it in a worktree with the conflict',
};
const HAND: Choice = {
  name: 'hand',
  text: 'have an agent resolve it there; you look at the result and take it',
};
/** One at a time. */
const HAND_ON: Choice = {
  name: 'hand',
  text: 'have another agent go on with it there; one that is still at it is ended',
};

const TAKE: Choice = { name: 'take', text: 'take what was made of it in its worktree' };

function eject(culprits: readonly Culprit[]): Choice {
  const names = culprits.map(({ id }) => id).join(', ');
  return { name: 'eject', text: `leave ${names} out and go on with the rest` };
}
