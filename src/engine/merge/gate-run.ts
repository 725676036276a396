/**
 * Runs a wave's set-up and gates in a scratch worktree, each try with a log of its own.
 * What red means for the wave is decided elsewhere.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitId } from '../../domain/ids.js';
import type { GateReport } from '../../domain/merge.js';
import type { Gate } from '../../domain/plan.js';
import type { Milliseconds } from '../../domain/time.js';
import { changedSince } from '../../git/scratch.js';
import { endFault, endOf, verdictOf } from './gate-fault.js';
import { runGate, type GateEnd } from './gate-process.js';
import type { MergeContext } from './request.js';
import { copyInto } from './scratch-files.js';
import type { Beginning, WaveJournal } from './wave-journal.js';
import { nameFor } from './wave-refs.js';

/** A commit on trial. */
export type Court = {
  readonly context: MergeContext;
  readonly begin: Beginning;
  readonly journal: WaveJournal;
  readonly commit: CommitId;
  /** What logs are told apart by, beside the wave and the gate; empty for the candidate. */
  readonly label: string;
};

/** Of a gate that names no number: enough to tell flaky from failed. */
const TRIES_TO_TELL = 1;

/** Green after a red run of the same commit is flaky. */
export async function tryGate(
  court: Court,
  gate: Gate,
  folder: string,
): Promise<GateReport> {
  const { retries = TRIES_TO_TELL } = gate;
  let report = await runOnce(court, { gate, folder, attempt: 1 });
  for (let attempt = 2; attempt <= retries + 1 && isRed(report); attempt++) {
    const { why } = report;
    const again = await runOnce(court, { gate, folder, attempt });
    report = isRed(again) ? again : { ...again, state: 'flaky', why };
  }
  return report;
}

export function isRed({ state }: GateReport): boolean {
  return state === 'failed' || state === 'errored';
}

export function pending(name: string): GateReport {
  return { name, state: 'pending', ms: 0, why: null, log: null };
}

/** Why the gates cannot run in `folder`, with the log that tells more. */
export type SetupFault = { readonly why: string; readonly log: string | null };

/** Copies and sets up what the plan says. A set-up that fails gets a second chance. */
export async function prepare(
  court: Court,
  folder: string,
): Promise<SetupFault | undefined> {
  const { context, begin } = court;
  const { copy, setup, timeoutMs } = begin.scratch;
  const copied = await copyInto(folder, context.repo, copy);
  if (!copied.ok) return { why: copied.failure.why, log: null };
  if (setup === undefined) return undefined;
  let fault = await setUp(court, { setup, timeoutMs, folder, attempt: 1 });
  if (fault) fault = await setUp(court, { setup, timeoutMs, folder, attempt: 2 });
  return fault;
}

type SetupTry = {
  readonly setup: string;
  readonly timeoutMs: Milliseconds;
  readonly folder: string;
  readonly attempt: number;
};

async function setUp(
  court: Court,
  { setup, timeoutMs, folder, attempt }: SetupTry,
): Promise<SetupFault | undefined> {
  const log = await newLog(court, 'set-up', attempt);
  const end = await run(court, { name: 'set-up', run: setup, timeoutMs, folder, log });
  const fault = endFault(end, timeoutMs);
  if (fault === undefined) return undefined;
  await sayIn(log, fault);
  return { why: `the set-up failed: ${fault}`, log };
}

type Try = { readonly gate: Gate; readonly folder: string; readonly attempt: number };

async function runOnce(
  court: Court,
  { gate, folder, attempt }: Try,
): Promise<GateReport> {
  const log = await newLog(court, gate.name, attempt);
  const end = await run(court, { ...gate, folder, log });
  const output = await endOf(log);
  const changed = await changedSince(folder, court.commit);
  const { fault, ...measured } = verdictOf(gate, end, { changed, output });
  const told = { name: gate.name, ms: end.ms, log, ...measured };
  if (fault === undefined) return { ...told, state: 'passed', why: null };
  await sayIn(log, fault);
  return { ...told, state: 'failed', why: fault };
}

type Command = {
  readonly name: string;
  readonly run: string;
  readonly timeoutMs: Milliseconds;
  readonly folder: string;
  readonly log: string;
};

function run({ context, journal }: Court, command: Command): Promise<GateEnd> {
  const { name, run: line, timeoutMs, folder, log } = command;
  return runGate({
    command: line,
    folder,
    log,
    timeoutMs,
    env: context.env,
    started: async (process) => {
      await journal.append({ type: 'gateStarted', name, process });
      context.checkpoint?.(`run ${name}`);
    },
  });
}

/** Where a gate writes; the same try of the same wave writes over what it wrote before. */
export function logOf(court: Court, name: string, attempt: number): string {
  const { context, begin, label } = court;
  const parts = [nameFor(begin.wave), nameFor(name), label].filter((part) => part !== '');
  const again = attempt === 1 ? '' : `-try${attempt}`;
  return join(context.paths.state, 'logs', `${parts.join('-')}${again}.log`);
}

async function newLog(court: Court, name: string, attempt: number): Promise<string> {
  const log = logOf(court, name, attempt);
  await mkdir(join(court.context.paths.state, 'logs'), { recursive: true, mode: 0o700 });
  await writeFile(log, '', { mode: 0o600 });
  return log;
}

async function sayIn(log: string, fault: string): Promise<void> {
  await writeFile(log, `\nwtmux: ${fault}\n`, { flag: 'a' });
}
