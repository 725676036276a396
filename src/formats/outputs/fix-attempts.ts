/**
 * `fix_attempt_N.json` of seed 002: what became of the try to mend what gates said in
 * attempt N, as the next attempt tells. Of a workstream's own gates, whose agent is told
 * what is red; which of its edits mended it, nobody knows.
 */
import type { GateReport } from '../../domain/merge.js';
import type {
  Outcome,
  OutputFile,
  TrialOutcome,
  WorkstreamOutcome,
} from '../../domain/outcome.js';
import { folderOf } from './domain-results.js';
import { json, moment } from './words.js';

export function fixAttempts({ epic, workstreams }: Outcome): readonly OutputFile[] {
  return workstreams.flatMap((one) =>
    one.trials.flatMap((trial, at): readonly OutputFile[] => {
      const next = one.trials[at + 1];
      if (trial.why === null || !next) return [];
      const number = at + 1;
      const path = `${folderOf(epic)}/validation/${one.id}/fix_attempt_${number}.json`;
      const text = json({ epic_id: epic, ...attempt(one, number, { trial, next }) });
      return [{ path, text }];
    }),
  );
}

type Mended = { readonly trial: TrialOutcome; readonly next: TrialOutcome };

function attempt(one: WorkstreamOutcome, number: number, { trial, next }: Mended) {
  const last = number + 1 === one.trials.length;
  const now = new Map(next.gates.map((gate) => [gate.name, gate]));
  const mended = trial.gates.filter((gate) => {
    const after = now.get(gate.name);
    return isRed(gate) && after !== undefined && isGreen(after);
  });
  return {
    status: next.why === null ? 'passed' : 'failed',
    attempt_number: number,
    domain: one.id,
    agent_type: one.role === '' ? one.agent : one.role,
    validation_results: Object.fromEntries(
      next.gates.map(({ name, state, ms }) => [name, { status: wordOf(state), ms }]),
    ),
    fixes_applied: mended.map(({ name, why }) => ({
      file: null,
      issue: `${name}: ${why}`,
      fix: `green in attempt ${number + 1}`,
    })),
    remaining_issues: next.gates.filter(isRed).map(({ name, why }) => ({
      file: null,
      issue: `${name}: ${why}`,
      blocker_reason: last && one.outOfTries ? 'tried as often as it may be' : null,
    })),
    completion_timestamp: moment(next.at),
  };
}

function isRed({ state }: GateReport): boolean {
  return state === 'failed' || state === 'errored';
}

function isGreen({ state }: GateReport): boolean {
  return state === 'passed' || state === 'flaky' || state === 'overridden';
}

function wordOf(state: GateReport['state']): 'passed' | 'failed' | 'skipped' {
  if (state === 'failed' || state === 'errored') return 'failed';
  return state === 'pending' || state === 'running' ? 'skipped' : 'passed';
}
