/**
 * The contexts of all workstreams as one, in the form of seed 001: first what was made side
 * by side, then, when somebody verified the whole, what came of that.
 */
import type { Outcome, OutputFile, WorkstreamOutcome } from '../../domain/outcome.js';
import { isProblem, type Concern, type MergedPart } from '../../domain/work-context.js';
import { json, moment } from './words.js';

/** Undefined while no agent has told anything. */
export function mergedContextFile(outcome: Outcome): OutputFile | undefined {
  const { epic, merged, changedAt, verifier } = outcome;
  if (merged.parts.length === 0) return undefined;
  const complete = merged.missing.length === 0;
  const verified = isVerified(outcome);
  const times = timesOf(outcome);
  const tasks = tasksOf(outcome);
  return {
    path: `.claude/context/${epic}.json`,
    // The plan may have been made of the parent context that stands there.
    otherwise: `.claude/context/${epic}-merged.json`,
    text: json({
      version: '1.0',
      workflow_id: epic,
      timestamp: moment(changedAt),
      current_agent: verified ? verifier : 'wtmux',
      next_agent: complete && !verified ? verifier : null,
      phase: verified
        ? 'integration-verified'
        : complete
          ? 'parallel-complete-merge'
          : 'parallel-in-progress',
      feature_spec: {
        name: outcome.plan,
        status: complete || verified ? 'implementation-complete' : 'in-progress',
      },
      parallel_execution_summary: {
        started_at: moment(times.started),
        completed_at: moment(times.ended),
        total_duration_minutes: minutes(times.started, times.ended),
        tasks,
      },
      files_modified: merged.filesModified,
      decisions: merged.decisions,
      pending_actions: merged.pendingActions,
      error_log: merged.errors.map(({ workstream, text }) => ({
        task_id: workstream,
        error: text,
      })),
      integration_concerns: merged.concerns.map(concern),
      ...(verified ? { verification_results: verification(outcome) } : {}),
      metrics: {
        total_files_modified: merged.filesModified.length,
        ...averageCoverage(tasks),
        ...gain(times),
      },
      context_summary: summary(outcome),
    }),
  };
}

/** All but the one who verifies them. */
function makersOf({ workstreams, verifier }: Outcome): readonly WorkstreamOutcome[] {
  return workstreams.filter(({ id }) => id !== verifier);
}

function isVerified({ workstreams, verifier }: Outcome): boolean {
  const found = workstreams.find(({ id }) => id === verifier);
  return found !== undefined && found.completedAt !== null;
}

function tasksOf(outcome: Outcome) {
  return makersOf(outcome).flatMap((one) => {
    const part = outcome.merged.parts.find(({ workstream }) => workstream === one.id);
    if (!part) return [];
    const coverage = coverageOf(outcome, part);
    return [
      {
        task_id: one.id,
        agent: one.role === '' ? one.agent : one.role,
        duration_minutes: minutes(one.assignedAt, one.completedAt),
        status: one.completedAt === null ? 'in_progress' : 'completed',
        files_count: part.files,
        ...(coverage === undefined ? {} : { test_coverage: coverage }),
      },
    ];
  });
}

/** What a gate measured comes before what the agent says. */
function coverageOf(
  { measures }: Outcome,
  { workstream, coverage }: MergedPart,
): string | undefined {
  const measured = measures.find(
    ({ subject, isCoverage }) => subject === workstream && isCoverage,
  );
  return measured ? `${measured.value}%` : coverage;
}

function averageCoverage(tasks: readonly { readonly test_coverage?: string }[]) {
  const shares = tasks.map(({ test_coverage }) => Number.parseFloat(test_coverage ?? ''));
  const known = shares.filter((share) => Number.isFinite(share));
  if (known.length === 0) return {};
  const average = known.reduce((sum, share) => sum + share, 0) / known.length;
  return { total_test_coverage: `${tenths(average)}% average` };
}

type Times = {
  readonly started: number | null;
  /** Null while somebody is at work. */
  readonly ended: number | null;
  /** The times of all, one after another. */
  readonly sumMs: number;
};

function timesOf(outcome: Outcome): Times {
  const makers = makersOf(outcome);
  const starts = makers.flatMap(({ assignedAt }) => assignedAt ?? []);
  const ends = makers.flatMap(({ completedAt }) => completedAt ?? []);
  return {
    started: starts.length === 0 ? null : Math.min(...starts),
    ended: ends.length < makers.length || ends.length === 0 ? null : Math.max(...ends),
    sumMs: makers.reduce(
      (sum, { assignedAt, completedAt }) =>
        sum +
        (assignedAt === null || completedAt === null ? 0 : completedAt - assignedAt),
      0,
    ),
  };
}

function gain({ started, ended, sumMs }: Times) {
  const parallel = minutes(started, ended);
  const sequential = minutes(0, sumMs);
  if (started === null || ended === null || ended <= started) return {};
  return {
    development_time: `${parallel} minutes parallel (vs ${sequential} minutes sequential)`,
    speedup: `${tenths(sumMs / (ended - started))}x faster`,
  };
}

/** What agents say of their interfaces, and what gates said last. */
function verification({ merged, waves }: Outcome) {
  const contracts = merged.concerns.filter(({ kind }) => kind === 'interface');
  const fits = !contracts.some(isProblem);
  const gates = waves.flatMap(({ trials }) => trials.at(-1)?.gates ?? []);
  const green = gates.every(({ state }) => state !== 'failed' && state !== 'errored');
  return {
    ...(contracts.length === 0
      ? {}
      : {
          api_contract_alignment: {
            status: fits ? 'passed' : 'failed',
            checks: contracts.map(({ subject, status, text }) =>
              text === '' ? `${subject}: ${status}` : `${subject}: ${text}`,
            ),
          },
        }),
    ...(gates.length === 0
      ? {}
      : {
          test_execution: {
            status: green ? 'passed' : 'failed',
            results: Object.fromEntries(gates.map(({ name, state }) => [name, state])),
          },
        }),
  };
}

function concern({ subject, kind, between, provider, status, text }: Concern) {
  const isFile = kind === 'file';
  return {
    concern: subject,
    frontend_expects: isFile ? null : `${between.join(' and ')}: ${subject}`,
    backend_provides: isFile || provider === null ? null : `${provider}: ${subject}`,
    status,
    between,
    provided_by: provider,
    difference: text,
  };
}

function summary(outcome: Outcome): string {
  const { parts, missing, filesModified, concerns } = outcome.merged;
  const makers = makersOf(outcome).length;
  const problems = concerns.filter(isProblem).length;
  const said = parts.filter(({ summary }) => summary !== '');
  return [
    `${makers - missing.length} of ${makers} told of their work, ${filesModified.length} files in all; ` +
      (problems === 0
        ? 'nothing is known that does not fit together.'
        : `${problems} things do not fit together.`),
    ...said.map(
      ({ workstream, summary }) =>
        `${workstream}: ${summary.replace(/(?<![.!?])$/, '.')}`,
    ),
  ].join(' ');
}

/** Below ten with a tenth, for what is over soon. */
function minutes(from: number | null, until: number | null): number | null {
  if (from === null || until === null) return null;
  const amount = (until - from) / 60_000;
  return amount < 10 ? tenths(amount) : Math.round(amount);
}

function tenths(amount: number): number {
  return Math.round(10 * amount) / 10;
}
