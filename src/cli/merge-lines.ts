/** A merge of a wave, planned or done, as lines for people. */
import { plainText } from '../base/plain-text.js';
import type {
  Conflict,
  GateReport,
  LeftOut,
  MergeReport,
  MergeStep,
} from '../domain/merge.js';
import { stateWords } from '../domain/status-in-words.js';
import type { TargetMoved } from '../protocol/engine-answers.js';
import type { Output } from './output.js';
import { shortTime } from '../domain/time.js';
import { count, table, type Cell } from './table.js';

type Painter = Pick<Output, 'paint' | 'columns'>;

/** What will be merged, what stands against it, and where it lands. */
export function mergeLines(report: MergeReport, output: Painter): readonly string[] {
  const { wave, target, state, commit, steps, conflicts, gates, blockedBy } = report;
  const { leftOut } = report;
  const made = commit === null ? '' : ` at ${commit.slice(0, 10)}`;
  const at = report.tree === undefined ? made : `, tree ${report.tree.slice(0, 10)}`;
  const head = `${output.paint('bold', plainText(wave))} -> ${plainText(target)}: ${stateWords(state)}${at}`;
  return [
    head,
    ...section(table(steps.map(stepCells), output)),
    ...steps.flatMap(({ resolved }) =>
      resolved.map(({ path, rule }) => `    ${plainText(path)}: ${plainText(rule)}`),
    ),
    ...section(table(leftOut.map(leftOutCells), output)),
    ...section(table(conflicts.map(conflictCells), output)),
    ...section(table(gates.map(gateCells), output)),
    ...section(table(report.hooks.map(hookCells), output)),
    ...waitingLines(report),
    ...(blockedBy === null ? [] : [output.paint('yellow', plainText(blockedBy))]),
    ...wayOn(report),
    ...decisionsOf(report),
  ];
}

/** A checkout of the target, which wtmux moves along if it is clean and that is asked for. */
function wayOn({ wave, target, state, checkout }: MergeReport): readonly string[] {
  if (!checkout) return [];
  const asked = `wtmux merge ${plainText(wave)} --fast-forward`;
  if (state === 'ready_to_land') return checkout.clean ? [`or: ${asked}`] : [];
  const where = `${target} is checked out in ${checkout.worktree}`;
  return [
    plainText(
      checkout.clean
        ? `${where}, which is clean: it moves along with --fast-forward, else it waits`
        : `${where}, which is left alone as it is now; when it is clean: ${checkout.command}`,
    ),
  ];
}

function waitingLines({ waiting = [] }: MergeReport): readonly string[] {
  return waiting.length === 0 ? [] : [plainText(`  wait for it: ${waiting.join(', ')}`)];
}

/** The command for each choice of a blocked wave. */
function decisionsOf({ wave, choices }: MergeReport): readonly string[] {
  return choices.map(
    ({ name, text }) => `  wtmux decide ${plainText(wave)} ${name}: ${plainText(text)}`,
  );
}

function leftOutCells({ id, why }: LeftOut): readonly Cell[] {
  return [
    { text: `without ${id}`, colour: 'yellow' },
    { text: why, colour: 'dim' },
  ];
}

function stepCells({
  workstream,
  branch,
  tip,
  commit,
  commits,
  files,
}: MergeStep): readonly Cell[] {
  const came = commit === null ? 'not merged' : count(files, 'file');
  return [
    { text: workstream, colour: 'bold' },
    { text: branch },
    { text: tip.slice(0, 10) },
    { text: `${count(commits, 'commit')}, ${came}`, colour: 'dim' },
  ];
}

function conflictCells({ path, kind, ours, theirs }: Conflict): readonly Cell[] {
  return [
    { text: 'conflict', colour: 'red' },
    { text: path },
    { text: `${kind} between ${ours} and ${theirs}`, colour: 'dim' },
  ];
}

function gateCells(report: GateReport): readonly Cell[] {
  const { name, state, ms, log, run, min, measured } = report;
  const bad = state === 'failed' || state === 'errored';
  const least = min === undefined ? [] : [`at least ${min}`];
  const foreseen = run === undefined ? [] : [...least, run];
  const told = measured === undefined ? foreseen : [`measured ${measured}`];
  return [
    { text: `gate ${name}` },
    { text: state, colour: bad ? 'red' : 'green' },
    { text: ms === 0 ? '' : shortTime(ms) },
    { text: bad && log !== null ? log : told.join(': '), colour: 'dim' },
  ];
}

const hookMeanings: Readonly<Record<string, string>> = {
  'reference-transaction': 'is asked when the target moves, and may refuse it',
  'pre-merge-commit': 'is for git merge and is not run: no merge here has a worktree',
};

function hookCells(name: string): readonly Cell[] {
  return [{ text: `hook ${name}` }, { text: hookMeanings[name] ?? '', colour: 'dim' }];
}

function section(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** Where undoing or redoing a landing has left a target. */
export function movedLine({ target, commit }: TargetMoved): string {
  const where = commit === null ? 'is gone again' : `is at ${commit.slice(0, 10)} now`;
  return plainText(`${target} ${where}`);
}
