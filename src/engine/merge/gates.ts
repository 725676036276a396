/**
 * Judges a commit: runs gates on exactly that, in a scratch worktree that is gone
 * afterwards, whatever happened.
 */
import { join } from 'node:path';
import type { GateReport } from '../../domain/merge.js';
import type { Gate } from '../../domain/plan.js';
import { anatomy } from '../../git/refs.js';
import { addScratch, removeScratches } from '../../git/scratch.js';
import { fingerprint, knownReport } from './gate-cache.js';
import { endLeftover } from './gate-process.js';
import { isRed, logOf, pending, prepare, tryGate, type Court } from './gate-run.js';
import type { MergeContext, Observe } from './request.js';
import type { WaveEntry } from './wave-journal.js';

export type Judgement = {
  readonly tree: string;
  readonly gates: readonly GateReport[];
  readonly verdict: Verdict;
};

export type Verdict =
  | { readonly type: 'green' }
  | { readonly type: 'red'; readonly gate: Gate; readonly why: string }
  /** Red once and green on the same commit, of a gate whose plan does not say what then. */
  | { readonly type: 'unsure'; readonly gate: Gate; readonly why: string }
  /** The gates did not run. */
  | { readonly type: 'refused'; readonly why: string };

const NOT_AGREED =
  'its gates run commands that were not agreed to by you on this machine; `wtmux up` asks';

/** Gates run in order up to the first red one. Those the journal knows are not run again. */
export async function judge(
  court: Court,
  gates: readonly Gate[],
  observe: Observe = () => undefined,
): Promise<Judgement> {
  if (gates.length === 0) return { tree: '', gates: [], verdict: { type: 'green' } };
  const { context, begin, journal, commit } = court;
  await clearScratch(context, journal.current);
  const { tree } = await anatomy(context.repo, commit);
  const trial: Trial = { ...court, gates, tree, observe };
  const known = reportsOf(trial);
  if (known.length === gates.length || known.some(isRed)) return judgement(trial);

  // Asked for here: the beginning may be read from a journal that came with a repository.
  const { setup } = begin.scratch;
  const lines = [...(setup === undefined ? [] : [setup]), ...gates.map(({ run }) => run)];
  if (!(await context.agreed(lines))) {
    const reports = gates.map(({ name }) => pending(name));
    return { tree, gates: reports, verdict: { type: 'refused', why: NOT_AGREED } };
  }
  const folder = await addScratch(context.repo, scratchFolder(context), commit);
  context.checkpoint?.('scratch');
  try {
    await judgeIn(trial, folder);
  } finally {
    context.checkpoint?.('judged');
    await removeScratches(context.repo, scratchFolder(context));
  }
  return judgement(trial);
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

type Trial = Court & {
  readonly gates: readonly Gate[];
  readonly tree: string;
  readonly observe: Observe;
};

async function judgeIn(trial: Trial, folder: string): Promise<void> {
  tell(trial);
  const fault = await prepare(trial, folder);
  for (const gate of trial.gates.slice(reportsOf(trial).length)) {
    tell(trial, gate);
    const report: GateReport = fault
      ? { ...pending(gate.name), state: 'errored', ...fault }
      : await tryGate(trial, gate, folder);
    const { commit, tree, begin } = trial;
    const name = fingerprint(gate, begin.scratch);
    await trial.journal.append({ type: 'gate', commit, tree, gate: name, report });
    trial.context.checkpoint?.(`gate ${gate.name}`);
    if (isRed(report)) return;
  }
}

/** What the journal knows of the gates, in their order, up to the first that has not run. */
function reportsOf({ gates, journal, tree, begin }: Trial): readonly GateReport[] {
  const reports: GateReport[] = [];
  for (const gate of gates) {
    const known = knownReport(journal.episode, tree, fingerprint(gate, begin.scratch));
    if (!known) return reports;
    reports.push(overridden(known, { begin, tree }));
  }
  return reports;
}

/** As a person decided about exactly this gate on exactly this tree. */
function overridden(
  report: GateReport,
  { begin, tree }: Pick<Trial, 'begin' | 'tree'>,
): GateReport {
  const override = begin.decisions.overridden.find(
    (one) => one.gate === report.name && one.tree === tree,
  );
  if (!override) return report;
  const reason = override.reason === '' ? '' : `: ${override.reason}`;
  const why = `${report.why ?? ''}; overridden by ${override.by}${reason}`;
  return { ...report, state: 'overridden', why };
}

function judgement(trial: Trial): Judgement {
  const known = reportsOf(trial);
  const left = trial.gates.slice(known.length).map(({ name }) => pending(name));
  const verdict = verdictOf(trial, known);
  return { tree: trial.tree, gates: [...known, ...left], verdict };
}

function verdictOf({ gates }: Trial, reports: readonly GateReport[]): Verdict {
  for (const [index, report] of reports.entries()) {
    const gate = gates[index];
    if (gate && isRed(report)) return { type: 'red', gate, why: redInWords(report) };
    if (gate && report.state === 'flaky' && gate.retries === undefined)
      return { type: 'unsure', gate, why: flakyInWords(report) };
  }
  return { type: 'green' };
}

function redInWords({ name, state, why, log }: GateReport): string {
  return `gate ${name} ${state}: ${why ?? 'no reason'}; its output: ${log ?? 'none'}`;
}

function flakyInWords({ name, why }: GateReport): string {
  return `gate ${name} is flaky: ${why ?? 'it was red'}, and green when it ran again on the same commit`;
}

/** Tells which gate runs, and where it writes. */
function tell(trial: Trial, running?: Gate): void {
  const known = reportsOf(trial);
  const left = trial.gates
    .slice(known.length)
    .map(({ name }) =>
      name === running?.name ? runningReport(trial, name) : pending(name),
    );
  trial.observe({ type: 'gating', gates: [...known, ...left] });
}

function runningReport(trial: Trial, name: string): GateReport {
  return { ...pending(name), state: 'running', log: logOf(trial, name, 1) };
}

function scratchFolder({ paths }: MergeContext): string {
  return join(paths.state, 'gates');
}
