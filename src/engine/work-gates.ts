/**
 * Runs the gates of a workstream in its worktree, as it is, and each try with a log of its
 * own. What red means is decided in `workflow/checking.ts`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkstreamId } from '../domain/ids.js';
import type { GateProcess, GateReport } from '../domain/merge.js';
import type { Gate } from '../domain/plan.js';
import { endOf, verdictOf } from './merge/gate-fault.js';
import { runGate } from './merge/gate-process.js';
import { isRed, pending } from './merge/gate-run.js';
import { nameFor } from './merge/wave-refs.js';

export type Court = {
  readonly workstream: WorkstreamId;
  readonly worktree: string;
  readonly logs: string;
  /** How many runs there were before, so that no log is written over. */
  readonly run: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told of all gates when one of them has begun. */
  readonly started: (gates: readonly GateReport[], process: GateProcess) => Promise<void>;
  /** Nobody waits for the rest any more. */
  readonly isOver: () => boolean;
};

/** Of a gate that names no number, as in a wave: enough to tell flaky from failed. */
const USUAL_RETRIES = 1;

/** In order, up to the first red one; those after it stay pending. */
export async function runGates(
  court: Court,
  gates: readonly Gate[],
): Promise<readonly GateReport[]> {
  const reports = gates.map(({ name }) => pending(name));
  for (const [at, gate] of gates.entries()) {
    if (court.isOver()) break;
    const running = reports.with(at, { ...pending(gate.name), state: 'running' });
    const report = await tryGate(
      { ...court, started: (_, process) => court.started(running, process) },
      gate,
    );
    reports[at] = report;
    if (isRed(report)) break;
  }
  return reports;
}

async function tryGate(court: Court, gate: Gate): Promise<GateReport> {
  const { retries = USUAL_RETRIES } = gate;
  let report = await runOnce(court, gate, 1);
  for (let attempt = 2; attempt <= retries + 1 && isRed(report); attempt++) {
    if (court.isOver()) break;
    const { why } = report;
    const again = await runOnce(court, gate, attempt);
    report = isRed(again) ? again : { ...again, state: 'flaky', why };
  }
  return report;
}

async function runOnce(court: Court, gate: Gate, attempt: number): Promise<GateReport> {
  const { workstream, run, logs, worktree, env } = court;
  const again = attempt === 1 ? '' : `-try${attempt}`;
  const name = `of-${nameFor(workstream)}-${nameFor(gate.name)}-run${run}${again}.log`;
  const log = join(logs, name);
  await mkdir(logs, { recursive: true, mode: 0o700 });
  await writeFile(log, '', { mode: 0o600 });
  const end = await runGate({
    command: gate.run,
    folder: worktree,
    log,
    timeoutMs: gate.timeoutMs,
    env,
    started: (process) => court.started([], process),
  });
  const output = await endOf(log);
  const { fault, ...measured } = verdictOf(gate, end, { changed: [], output });
  const told = { name: gate.name, ms: end.ms, log, ...measured };
  if (fault === undefined) return { ...told, state: 'passed', why: null };
  await writeFile(log, `\nwtmux: ${fault}\n`, { flag: 'a' });
  return { ...told, state: 'failed', why: fault };
}
