/**
 * `validation/result.json` and `validation/attempt_N.log` of seed 002: what gates said each
 * time. Of waves in `validation/`, of a workstream's own gates in `validation/<id>/`.
 */
import { plainLines } from '../../base/plain-text.js';
import type { Outcome, OutputFile, TrialOutcome } from '../../domain/outcome.js';
import { folderOf } from './domain-results.js';
import { json, moment } from './words.js';

export function validations(outcome: Outcome): readonly OutputFile[] {
  const { epic, waves, workstreams } = outcome;
  const folder = `${folderOf(epic)}/validation`;
  const trials = waves
    .flatMap(({ id, trials }) => trials.map((trial) => ({ ...trial, subject: id })))
    .sort((a, b) => a.at - b.at);
  return [
    ...validation(folder, trials, false),
    ...workstreams.flatMap(({ id, trials, outOfTries }) =>
      validation(`${folder}/${id}`, trials, outOfTries),
    ),
  ];
}

type Trial = TrialOutcome & { readonly subject?: string };

function validation(
  folder: string,
  trials: readonly Trial[],
  outOfTries: boolean,
): readonly OutputFile[] {
  const last = trials.at(-1);
  if (!last) return [];
  const result = {
    status: last.why === null ? 'success' : 'failed',
    attempts: trials.length,
    final_attempt_log: `${folder}/${logName(trials.length)}`,
    ...(outOfTries ? { max_attempts_reached: true } : {}),
    timestamp: moment(last.at),
  };
  return [
    { path: `${folder}/result.json`, text: json(result) },
    ...trials.map((trial, at) => ({
      path: `${folder}/${logName(at + 1)}`,
      text: logText(trial),
      ...(isWhole(trial) ? {} : { lessens: true }),
    })),
  ];
}

function logName(attempt: number): string {
  return `attempt_${attempt}.log`;
}

/** Whether all that its gates printed is at hand. */
function isWhole({ gates, printed }: Trial): boolean {
  return gates.every(({ name, log }) => log === null || printed?.has(name));
}

function logText({ at, gates, why, subject, printed }: Trial): string {
  const about = subject === undefined ? '' : ` of ${subject}`;
  return [
    `${moment(at)} ${why === null ? 'passed' : `failed: ${why}`}${about}`,
    ...gates.map(
      ({ name, state, ms, why: fault, log, measured }) =>
        `${name}: ${state} after ${ms} ms` +
        (measured === undefined ? '' : `, measured ${measured}`) +
        (fault === null ? '' : `, ${fault}`) +
        (log === null ? '' : `; output: ${log}`),
    ),
    ...gates.flatMap(({ name }) => {
      const text = printed?.get(name);
      return text === undefined ? [] : ['', `--- ${name}`, plainLines(text).trimEnd()];
    }),
    '',
  ].join('\n');
}
