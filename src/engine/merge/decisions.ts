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
import { isBeginning, type WaveJournal } from './wave-journal.js';

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
        : [eject(isolated), anyway, AGAIN, ABORT];
    }
    default:
      return unreachable(verdict);
  }
}

/** What `decision` adds to what was decided before; fails when it is not to be decided. */
export function decided(
  journal: WaveJournal,
  { name, by, reason }: Decision,
): Result<Decisions, Why> {
  const red = journal.blocked?.red;
  const before = journal.current.find(isBeginning)?.decisions ?? UNDECIDED;
  if (name === 'again' || name === 'abort') return ok(UNDECIDED);
  if (!red) return fail({ why: `no gate of it waits for "${name}"` });
  const { gate, tree, culprits } = red;
  if (name === 'find') return ok({ ...before, find: true });
  if (name === 'override')
    return ok({
      ...before,
      overridden: [...before.overridden, { gate, tree, by, reason }],
    });
  if (culprits.length === 0)
    return fail({ why: 'whose fault it is was not found; choose "find" first' });
  const ejected = [
    ...before.ejected,
    ...culprits.map(({ id, why, tip }) => ({ id, why, tip, by })),
  ];
  return ok({ ...before, find: false, ejected });
}

const FIND: Choice = {
  name: 'find',
  text: 'find out whose work makes it red, by running it on parts of the wave',
};

function override(text: string): Choice {
  return { name: 'override', text };
}

function eject({ culprits }: Isolated): Choice {
  const names = culprits.map(({ id }) => id).join(', ');
  return { name: 'eject', text: `leave ${names} out and gate the rest` };
}
