/**
 * Judges a candidate: runs the gates on exactly that commit, in a scratch worktree that
 * is gone afterwards, whatever happened.
 */
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitId } from '../../domain/ids.js';
import type { GateReport } from '../../domain/merge.js';
import type { Gate } from '../../domain/plan.js';
import { readable } from '../../git/run.js';
import { addScratch, changedSince, removeScratches } from '../../git/scratch.js';
import { endLeftover, runGate, type GateEnd } from './gate-process.js';
import type { MergeContext } from './request.js';
import type { Beginning, WaveEntry, WaveJournal } from './wave-journal.js';
import { nameFor } from './wave-refs.js';

export type Judgement = {
  readonly gates: readonly GateReport[];
  /** In words, what is red; undefined when all passed. */
  readonly red: string | undefined;
};

const NOT_AGREED =
  'its gates run commands that were not agreed to by you on this machine; `wtmux up` asks';

type Court = {
  readonly context: MergeContext;
  readonly begin: Beginning;
  readonly journal: WaveJournal;
  readonly candidate: CommitId;
};

/** Gates run in order up to the first red one. Those the journal saw pass are not run again. */
export async function judge(court: Court): Promise<Judgement> {
  const { gates } = court.begin;
  const seen = court.journal.current;
  await clearScratch(court.context, seen);
  const passed = passedBefore(seen, court.candidate);
  if (gates.every(({ name }) => passed.has(name)))
    return { gates: gates.flatMap(({ name }) => passed.get(name) ?? []), red: undefined };

  // Asked for here: the beginning may be read from a journal that came with a repository.
  if (!(await court.context.agreed(gates.map(({ run }) => run))))
    return { gates: gates.map(({ name }) => pending(name)), red: NOT_AGREED };
  const { repo } = court.context;
  const folder = await addScratch(repo, scratchFolder(court.context), court.candidate);
  court.context.checkpoint?.('scratch');
  try {
    return await judgeIn(court, folder, passed);
  } finally {
    court.context.checkpoint?.('judged');
    await removeScratches(repo, scratchFolder(court.context));
  }
}

/** Ends the gates and removes the scratch worktree that a killed engine left. */
export async function clearScratch(
  context: MergeContext,
  entries: readonly WaveEntry[],
): Promise<void> {
  for (const entry of entries)
    if (entry.type === 'gateStarted') endLeftover(entry.process);
  await removeScratches(context.repo, scratchFolder(context));
}

async function judgeIn(
  court: Court,
  folder: string,
  passed: ReadonlyMap<string, GateReport>,
): Promise<Judgement> {
  const reports: GateReport[] = [];
  for (const gate of court.begin.gates) {
    const report = passed.get(gate.name) ?? (await tryGate(court, gate, folder));
    reports.push(report);
    if (isRed(report)) {
      const left = court.begin.gates
        .slice(reports.length)
        .map(({ name }) => pending(name));
      const red = `gate ${gate.name} ${report.state}; its output: ${report.log ?? 'none'}`;
      return { gates: [...reports, ...left], red };
    }
  }
  return { gates: reports, red: undefined };
}

/** Green after a red run of the same commit is flaky, which passes and says so. */
async function tryGate(court: Court, gate: Gate, folder: string): Promise<GateReport> {
  let report = await runOnce(court, gate, folder);
  for (let retry = 0; retry < gate.retries && isRed(report); retry++) {
    const again = await runOnce(court, gate, folder);
    report = isRed(again) ? again : { ...again, state: 'flaky' };
  }
  await court.journal.append({ type: 'gate', commit: court.candidate, report });
  court.context.checkpoint?.(`gate ${gate.name}`);
  return report;
}

async function runOnce(court: Court, gate: Gate, folder: string): Promise<GateReport> {
  const { context, begin, journal, candidate } = court;
  const log = await newLog(context, begin, gate);
  const end = await runGate({
    command: gate.run,
    folder,
    log,
    timeoutMs: gate.timeoutMs,
    env: context.env,
    started: (process) =>
      journal.append({ type: 'gateStarted', name: gate.name, process }),
  });
  const fault = faultOf(gate, end, {
    changed: await changedSince(folder, candidate),
    output: await endOf(log),
  });
  const state = fault === undefined ? 'passed' : 'failed';
  if (fault !== undefined) await writeFile(log, `\nwtmux: ${fault}\n`, { flag: 'a' });
  return { name: gate.name, state, ms: end.ms, log };
}

/** Why a run does not count as passed; undefined when it does. */
function faultOf(
  gate: Gate,
  end: GateEnd,
  left: { readonly changed: readonly string[]; readonly output: string },
): string | undefined {
  if (end.timedOut) return `it was ended after ${gate.timeoutMs} ms`;
  if (end.code !== 0) return `it exited with ${end.code ?? 'a signal'}`;
  const [changed] = left.changed;
  if (changed !== undefined)
    return `it changed tracked files (${readable(changed)}), so it judged another commit`;
  if (!gate.measure) return undefined;
  const value = measured(gate.measure.pattern, left.output);
  if (value === undefined) return `its output has no match of ${gate.measure.pattern}`;
  return value >= gate.measure.min ? undefined : `${value} is below ${gate.measure.min}`;
}

function measured(pattern: string, output: string): number | undefined {
  if (!isPattern(pattern)) return undefined;
  const last = [...output.matchAll(new RegExp(pattern, 'gm'))].at(-1)?.[1];
  const value = Number(last);
  return last === undefined || Number.isNaN(value) ? undefined : value;
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Results stand at the end; a test run that prints gigabytes must not fill the memory. */
const LAST_BYTES = 1024 * 1024;

async function endOf(log: string): Promise<string> {
  const file = await open(log);
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - LAST_BYTES);
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(Math.min(size, LAST_BYTES)),
      position: start,
    });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function passedBefore(
  entries: readonly WaveEntry[],
  candidate: CommitId,
): ReadonlyMap<string, GateReport> {
  const passed = new Map<string, GateReport>();
  for (const entry of entries)
    if (entry.type === 'gate' && entry.commit === candidate && !isRed(entry.report))
      passed.set(entry.report.name, entry.report);
  return passed;
}

async function newLog(
  context: MergeContext,
  begin: Beginning,
  gate: Gate,
): Promise<string> {
  const folder = join(context.paths.state, 'logs');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const log = join(folder, `${nameFor(begin.wave)}-${nameFor(gate.name)}.log`);
  await writeFile(log, '', { mode: 0o600 });
  return log;
}

function scratchFolder({ paths }: MergeContext): string {
  return join(paths.state, 'gates');
}

function isRed({ state }: GateReport): boolean {
  return state !== 'passed' && state !== 'flaky';
}

function pending(name: string): GateReport {
  return { name, state: 'pending', ms: 0, log: null };
}
