/** The plan as lines for people: what each workstream and wave is doing, and since when. */
import { plainText } from '../base/plain-text.js';
import {
  presentPhase,
  type Status,
  type WaveStateName,
  type WaveStatus,
  type WorkstreamStateName,
  type WorkstreamStatus,
} from '../domain/status.js';
import {
  blockersInWords,
  scaleInWords,
  stateWords,
  turnInWords,
  queuedInWords,
  unreadInWords,
} from '../domain/status-in-words.js';
import { statusLinesOf, type StatusLine } from '../domain/status-lines.js';
import { duration, type Timestamp } from '../domain/time.js';
import { isNearlyFull, spentText, usageBrief } from '../domain/usage.js';
import type { Colour, Output } from './output.js';
import { table, type Cell } from './table.js';

const workstreamColours: Partial<Record<WorkstreamStateName, Colour>> = {
  plan_review: 'yellow',
  waiting: 'yellow',
  blocked: 'red',
  held: 'yellow',
  failed: 'red',
  upstream_failed: 'red',
  working: 'cyan',
  starting: 'cyan',
  gating: 'cyan',
  done: 'green',
  landed: 'green',
};

const waveColours: Partial<Record<WaveStateName, Colour>> = {
  ready: 'yellow',
  ready_to_land: 'yellow',
  blocked: 'red',
  merging: 'cyan',
  gating: 'cyan',
  landed: 'green',
};

/** Said where a list of workstreams would be empty. */
export const NOTHING_YET =
  'no agents yet; `wtmux new NAME` starts one, `wtmux up` a plan';

export type Look = {
  readonly now: Timestamp;
  /** Groups of a large plan are not folded. */
  readonly all: boolean;
};

/** The lines of `wtmux status`. */
export function statusLines(
  status: Status,
  output: Output,
  { now, all }: Look,
): readonly string[] {
  const { plan, repo, waves, concerns, approvals, scale } = status;
  const sessions = scale ? `  ${output.paint('dim', scaleInWords(scale))}` : '';
  const used = status.usage ? `  ${output.paint('dim', spentText(status.usage))}` : '';
  const name = plan === '' ? '' : `${output.paint('bold', plainText(plan))}  `;
  const title = `${name}${plainText(repo)}${sessions}${used}`;
  const told = status.usage !== null;
  const agents = table(
    statusLinesOf(status, { isOpen: () => all }).map((line) =>
      cellsOf(line, { now, told }),
    ),
    output,
  );
  const merges = table(waves.map(waveCells), output);
  return [
    title,
    ...phaseLines(status, output),
    '',
    ...(agents.length === 0 ? [NOTHING_YET] : agents),
    ...(waves.length === 0 ? [] : ['', ...merges]),
    ...escalationLines(status, output),
    ...concernLines(concerns, output),
    ...memoryLines(approvals, output),
  ];
}

/** `phase 2 of 4: services, 1 of 4 done`. */
function phaseLines({ phases }: Status, output: Output): readonly string[] {
  const present = presentPhase(phases);
  if (!present) return [];
  const { phase, place } = present;
  const far = `${phase.done} of ${phase.members.length} done`;
  const line = `phase ${place} of ${phases.length}: ${plainText(phase.name)}, ${far}`;
  return [output.paint('dim', line)];
}

/** Those that nobody has seen to. */
function escalationLines(
  { escalations, workstreams }: Status,
  output: Output,
): readonly string[] {
  const held = new Set(workstreams.filter(({ hold }) => hold).map(({ id }) => id));
  const open = escalations.filter(({ acknowledgedBy }) => acknowledgedBy === null);
  if (open.length === 0) return [];
  const lines = open.map(({ workstream, text }) =>
    plainText(
      `! ${text} (\`wtmux ${held.has(workstream) ? 'resume' : 'ack'} ${workstream}\`)`,
    ),
  );
  return ['', ...lines.map((line) => output.paint('yellow', line))];
}

/** What does not fit together. */
function concernLines(concerns: Status['concerns'], output: Output): readonly string[] {
  if (concerns.length === 0) return [];
  const lines = concerns.map(({ subject, between, text }) =>
    plainText(`! ${between.join(', ')}: ${subject}: ${text}`),
  );
  return ['', ...lines.map((line) => output.paint('yellow', line))];
}

/** Whose agents told something that is to be kept or not. */
function memoryLines(approvals: Status['approvals'], output: Output): readonly string[] {
  const found = approvals.filter(({ kind }) => kind === 'memory');
  if (found.length === 0) return [];
  const whose = plainText(found.map(({ subject }) => subject).join(', '));
  return ['', output.paint('dim', `learned in ${whose}: \`wtmux memory\``)];
}

/** Some agent tells what it uses: there is a column for it. */
type Told = { readonly now: Timestamp; readonly told: boolean };

function cellsOf(line: StatusLine, told: Told): readonly Cell[] {
  return line.type === 'group' ? groupCells(line, told) : workstreamCells(line, told);
}

function groupCells(
  { group, depth }: Extract<StatusLine, { readonly type: 'group' }>,
  { now, told }: Told,
): readonly Cell[] {
  const { id, name, members, state, since, done, progress } = group;
  const colour = workstreamColours[state];
  return [
    { text: `${'  '.repeat(depth)}${id}`, colour: 'bold' },
    { text: stateWords(state), ...(colour ? { colour } : {}) },
    { text: duration(now - since) },
    { text: `${progress}%` },
    { text: name },
    ...(told ? [{ text: '' }] : []),
    { text: `${done} of ${members.length} done`, colour: 'dim' },
  ];
}

function workstreamCells(
  { workstream, depth }: Extract<StatusLine, { readonly type: 'workstream' }>,
  { now, told }: Told,
): readonly Cell[] {
  const { id, name, state, since, progress } = workstream;
  const colour = workstreamColours[state];
  return [
    { text: `${'  '.repeat(depth)}${id}`, colour: 'bold' },
    { text: stateWords(state), ...(colour ? { colour } : {}) },
    { text: duration(now - since) },
    { text: progress === null ? '' : `${progress}%` },
    { text: name },
    ...(told ? [usageCell(workstream)] : []),
    { text: remark(workstream), colour: 'dim' },
  ];
}

function usageCell({ usage }: WorkstreamStatus): Cell {
  if (!usage) return { text: '' };
  return { text: usageBrief(usage), colour: isNearlyFull(usage) ? 'yellow' : 'dim' };
}

/** What is in its way and what it waits for, else what it said last; and what is wrong with that. */
function remark(workstream: WorkstreamStatus): string {
  const urgent = [waitText(workstream), blockersInWords(workstream)].filter(
    (text) => text !== '',
  );
  const said = urgent.length > 0 ? urgent : [workstream.lastLine ?? ''];
  return [
    ...said,
    queuedInWords(workstream),
    unreadInWords(workstream),
    doubtText(workstream),
  ]
    .filter((text) => text !== '')
    .join('; ');
}

function doubtText({ signal }: WorkstreamStatus): string {
  const [first, ...more] = signal?.doubts ?? [];
  if (first === undefined) return '';
  return `doubtful signal: ${first}${more.length === 0 ? '' : ` (and ${more.length} more)`}`;
}

function waitText({
  id,
  state,
  waitsFor,
  hold,
  turn,
  override,
}: WorkstreamStatus): string {
  const overridden = override
    ? `red gate overridden by ${override.by}: ${override.reason}`
    : '';
  if (waitsFor === null) return overridden;
  if (state !== 'failed' && state !== 'skipped')
    return `${overridden && `${overridden}; `}waits for ${waitsFor}${turn ? `; ${turnInWords(turn)}` : ''}`;
  return hold ? waitsFor : `${waitsFor}; \`wtmux restart ${id}\``;
}

function waveCells({
  id,
  target,
  members,
  state,
  blockedBy,
}: WaveStatus): readonly Cell[] {
  const colour = waveColours[state];
  return [
    { text: id, colour: 'bold' },
    { text: stateWords(state), ...(colour ? { colour } : {}) },
    { text: `${members.join(' + ')} -> ${target}` },
    { text: blockedBy ?? '', colour: 'dim' },
  ];
}
