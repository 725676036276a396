/** A report's timeline in cells: a line of what happened, below it one of what was planned. */
import { plainText } from '../../base/plain-text.js';
import type { Activity, Report } from '../../domain/plan-report.js';
import { stateWords } from '../../domain/status-in-words.js';
import { duration } from '../../domain/time.js';
import {
  isApart,
  timelineOf,
  type Part,
  type Timeline,
  type TimelineRow,
} from './timeline.js';

/** Text and what it stands for, so that a terminal can give it a colour. */
export type TimelinePart = { readonly text: string; readonly look: Look };

export type Look = Activity | 'planned' | 'plain';

const MARKS = {
  works: '█',
  waits: '░',
  gates: '▓',
  merges: '▚',
  planned: '─',
  plain: ' ',
} as const satisfies Record<Look, string>;

const LEGEND = [
  ['works', 'at work'],
  ['waits', 'waits for a person'],
  ['gates', 'gates'],
  ['merges', 'merge'],
] as const;

const MAX_LABEL = 20;

/** `width` is that of the bars in cells. */
export function timelineText(
  report: Report,
  width: number,
): readonly (readonly TimelinePart[])[] {
  const timeline = timelineOf(report);
  const labels = timeline.rows.map(({ label }) => plainText(label, MAX_LABEL));
  const indent = Math.max(0, ...labels.map((label) => label.length)) + 2;
  return [
    ...timeline.rows.flatMap((row, at) =>
      lines(row, (labels[at] ?? '').padEnd(indent), width),
    ),
    [plain(' '.repeat(indent)), plain(scale(timeline, width))],
    [plain(' '.repeat(indent)), ...legend(timeline)],
  ];
}

function lines(
  { bars, planned, state }: TimelineRow,
  label: string,
  width: number,
): readonly (readonly TimelinePart[])[] {
  const cells = Array.from<Look>({ length: width }).fill('plain');
  for (const bar of bars) paint(cells, bar, bar.activity);
  const name = plain(`  ${stateWords(state)}`);
  const done = [plain(label), ...runs(cells), name];
  if (!planned) return [done];
  const meant = Array.from<Look>({ length: width }).fill('plain');
  paint(meant, planned, 'planned');
  return [done, [plain(' '.repeat(label.length)), ...runs(meant)]];
}

/** At least a cell: what is short happened as well. */
function paint(cells: Look[], { from, until }: Part, look: Look): void {
  const first = Math.min(cells.length - 1, Math.round(from * cells.length));
  const end = Math.max(first + 1, Math.round(until * cells.length));
  cells.fill(look, first, end);
}

function runs(cells: readonly Look[]): readonly TimelinePart[] {
  const parts: TimelinePart[] = [];
  for (const look of cells) {
    const last = parts.at(-1);
    const text = MARKS[look];
    if (last?.look === look) parts[parts.length - 1] = { look, text: last.text + text };
    else parts.push({ look, text });
  }
  return parts;
}

function scale({ spanMs }: Timeline, width: number): string {
  const end = duration(spanMs);
  return `0${end.padStart(width - 1)}`;
}

function legend(timeline: Timeline): readonly TimelinePart[] {
  const { plannedSpanMs } = timeline;
  const known = LEGEND.flatMap(([look, name]) => [
    { look, text: MARKS[look] },
    plain(` ${name}  `),
  ]);
  if (plannedSpanMs === null) return known;
  const apart = isApart(timeline) ? ` (of ${duration(plannedSpanMs)})` : '';
  return [...known, { look: 'planned', text: MARKS.planned }, plain(` planned${apart}`)];
}

function plain(text: string): TimelinePart {
  return { text, look: 'plain' };
}
