/** The plan as lines for people: what each workstream and wave is doing, and since when. */
import { plainText } from '../base/plain-text.js';
import type {
  Status,
  WaveStateName,
  WaveStatus,
  WorkstreamStateName,
  WorkstreamStatus,
} from '../domain/status.js';
import type { Timestamp } from '../domain/time.js';
import type { Colour, Output } from './output.js';
import { duration, table, type Cell } from './table.js';

const workstreamColours: Partial<Record<WorkstreamStateName, Colour>> = {
  plan_review: 'yellow',
  waiting: 'yellow',
  blocked: 'red',
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

/** The lines of `wtmux status`. */
export function statusLines(
  { plan, repo, workstreams, waves, escalations }: Status,
  output: Output,
  now: Timestamp,
): readonly string[] {
  const title = `${output.paint('bold', plainText(plan))}  ${plainText(repo)}`;
  const agents = table(
    workstreams.map((workstream) => workstreamCells(workstream, now)),
    output,
  );
  const merges = table(waves.map(waveCells), output);
  return [
    title,
    '',
    ...agents,
    ...(waves.length === 0 ? [] : ['', ...merges]),
    ...escalationLines(escalations, output),
  ];
}

/** Those that nobody has seen to. */
function escalationLines(
  escalations: Status['escalations'],
  output: Output,
): readonly string[] {
  const open = escalations.filter(({ acknowledgedBy }) => acknowledgedBy === null);
  if (open.length === 0) return [];
  const lines = open.map(({ workstream, text }) =>
    plainText(`! ${text} (\`wtmux ack ${workstream}\`)`),
  );
  return ['', ...lines.map((line) => output.paint('yellow', line))];
}

function workstreamCells(workstream: WorkstreamStatus, now: Timestamp): readonly Cell[] {
  const { id, name, state, since, progress } = workstream;
  const colour = workstreamColours[state];
  return [
    { text: id, colour: 'bold' },
    { text: words(state), ...(colour ? { colour } : {}) },
    { text: duration(now - since) },
    { text: progress === null ? '' : `${progress}%` },
    { text: name },
    { text: remark(workstream), colour: 'dim' },
  ];
}

/** What it waits for or said last, then what is said against its signal. */
function remark(workstream: WorkstreamStatus): string {
  const said = saying(workstream);
  const [first, ...more] = workstream.signal?.doubts ?? [];
  if (first === undefined) return said;
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  const doubt = `doubtful signal: ${first}${rest}`;
  return said === '' ? doubt : `${said}; ${doubt}`;
}

function saying({ id, state, waitsFor, lastLine }: WorkstreamStatus): string {
  if (waitsFor === null) return lastLine ?? '';
  return state === 'failed' || state === 'skipped'
    ? `${waitsFor}; \`wtmux restart ${id}\``
    : `waits for ${waitsFor}`;
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
    { text: words(state), ...(colour ? { colour } : {}) },
    { text: `${members.join(' + ')} -> ${target}` },
    { text: blockedBy ?? '', colour: 'dim' },
  ];
}

/** `plan_review` as people say it; and who skipped a workstream did so by `wtmux stop`. */
export function words(state: string): string {
  return state === 'skipped' ? 'stopped' : state.replaceAll('_', ' ');
}
