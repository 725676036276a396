/** Makes the report of a merge out of what came of it. */
import type { CommitId, WaveId } from '../../domain/ids.js';
import type { LeftOut, MergeReport } from '../../domain/merge.js';
import { unreachable } from '../../base/assert.js';
import type { Outcome } from './attempt.js';
import type { Beginning } from './wave-journal.js';

type Subject = { readonly wave: WaveId; readonly target: string };

export function reportOf(begin: Beginning, outcome: Outcome): MergeReport {
  const { steps, gates } = outcome;
  const leftOut = begin.decisions.ejected.map(({ id, why }) => ({ id, why }));
  const report = { ...blank(begin), steps, gates, leftOut };
  switch (outcome.type) {
    case 'landed':
      return { ...report, state: 'landed', commit: outcome.commit };
    case 'held': {
      const { commit, why, checkout } = outcome;
      return { ...report, state: 'ready_to_land', commit, blockedBy: why, checkout };
    }
    case 'blocked':
      return {
        ...report,
        state: 'blocked',
        conflicts: outcome.conflicts,
        blockedBy: outcome.why,
        choices: outcome.choices,
      };
    case 'stale':
    case 'ejected':
      return { ...report, state: 'blocked', blockedBy: outcome.why };
    default:
      return unreachable(outcome);
  }
}

/** Of a wave that cannot even begin. */
export function blockedReport(subject: Subject, why: string): MergeReport {
  return { ...blank(subject), state: 'blocked', blockedBy: why };
}

/** Of a landing that happened earlier; its steps are in the history. */
export function landedReport(
  subject: Subject,
  commit: CommitId,
  ejected: readonly LeftOut[] = [],
): MergeReport {
  const leftOut = ejected.map(({ id, why }) => ({ id, why }));
  return { ...blank(subject), state: 'landed', commit, leftOut };
}

export function blank({ wave, target }: Subject): MergeReport {
  return {
    wave,
    target,
    state: 'draft',
    commit: null,
    steps: [],
    conflicts: [],
    gates: [],
    blockedBy: null,
    checkout: null,
    hooks: [],
    leftOut: [],
    choices: [],
    conflictFolder: null,
  };
}
