/**
 * A report's timeline as an SVG picture: a row for each workstream and wave, what was
 * planned as an outline above what happened. Readable on light and dark ground.
 */
import type { Activity, Report } from '../../domain/plan-report.js';
import { stateWords } from '../../domain/status-in-words.js';
import { duration, type Milliseconds } from '../../domain/time.js';
import { spentText } from '../../domain/usage.js';
import { escaped } from '../xml-text.js';
import { isApart, timelineOf, type Timeline, type TimelineRow } from './timeline.js';

/** Pixels. */
const WIDTH = 960;
const MARGIN = 16;
const LABELS = 150;
const STATES = 110;
const ROW = 32;
const TOP = 56;
const LEGEND = 34;

const CHART = {
  x: MARGIN + LABELS,
  width: WIDTH - 2 * MARGIN - LABELS - STATES,
} as const;

/** What takes no time at all is still to be seen. */
const LEAST_WIDTH = 1.5;

/** Letters that fit beside the chart. */
const MAX_LABEL = 20;
const MAX_STATE = 15;

/** Told apart also by those who see few colours (Okabe and Ito). */
const LOOKS = {
  works: { colour: '#0072b2', name: 'at work' },
  waits: { colour: '#e69f00', name: 'waits for a person' },
  gates: { colour: '#cc79a7', name: 'gates' },
  merges: { colour: '#009e73', name: 'merge' },
} as const satisfies Record<Activity, { colour: string; name: string }>;

export function reportSvg(report: Report): string {
  const timeline = timelineOf(report);
  const below = TOP + timeline.rows.length * ROW;
  const height = below + LEGEND + MARGIN;
  const course = [courseText(report), report.usage ? spentText(report.usage) : ''];
  const said = course.filter((text) => text !== '').join(', ');
  const title = `${report.plan === '' ? 'no plan' : report.plan}: ${said}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="${MARGIN}" y="22" font-size="14" font-weight="bold" fill="#222222">${escaped(cut(title, 110))}</text>`,
    ...axis(timeline, below),
    ...timeline.rows.map(row),
    ...legend(timeline, below + LEGEND),
    '</svg>',
  ].join('\n');
}

function courseText({ makespanMs, endedAt, speedup, startedAt }: Report): string {
  if (startedAt === null) return 'not started';
  if (endedAt === null) return `${duration(makespanMs)} so far`;
  return `${duration(makespanMs)}, ${speedup.toFixed(1)} times as fast as one after another`;
}

function axis({ spanMs }: Timeline, below: number): readonly string[] {
  const step = stepOf(spanMs);
  const count = Math.floor(spanMs / step);
  return Array.from({ length: count + 1 }, (_, at) => {
    const x = round(CHART.x + (CHART.width * at * step) / spanMs);
    return `<path d="M${x} ${TOP - 8} V${below}" stroke="#dddddd"/><text x="${x}" y="${TOP - 13}" text-anchor="middle" fill="#555555">${duration(at * step)}</text>`;
  });
}

function row({ label, state, bars, planned }: TimelineRow, at: number): string {
  const y = TOP + at * ROW;
  return [
    `<text x="${MARGIN}" y="${y + 21}" fill="#222222">${escaped(cut(label, MAX_LABEL))}</text>`,
    planned
      ? `<rect ${place(planned)} y="${y + 4}" height="6" rx="2" fill="#eeeeee" stroke="#777777"/>`
      : '',
    ...bars.map(
      (bar) =>
        `<rect ${place(bar)} y="${y + 12}" height="13" fill="${LOOKS[bar.activity].colour}"/>`,
    ),
    `<text x="${CHART.x + CHART.width + 10}" y="${y + 21}" fill="#444444">${escaped(cut(stateWords(state), MAX_STATE))}</text>`,
  ].join('');
}

function place({ from, until }: { readonly from: number; readonly until: number }) {
  const x = round(CHART.x + from * CHART.width);
  const width = Math.max(LEAST_WIDTH, round((until - from) * CHART.width));
  return `x="${x}" width="${width}"`;
}

function legend(timeline: Timeline, y: number): readonly string[] {
  const { plannedSpanMs } = timeline;
  const apart = isApart(timeline)
    ? `planned, on a scale of its own: ${duration(plannedSpanMs ?? 0)}`
    : 'planned';
  const parts = Object.values(LOOKS).map(({ colour, name }, at) => {
    const x = MARGIN + at * 150;
    return `<rect x="${x}" y="${y - 10}" width="12" height="12" fill="${colour}"/><text x="${x + 18}" y="${y}" fill="#222222">${name}</text>`;
  });
  if (plannedSpanMs === null) return parts;
  const x = MARGIN + parts.length * 150;
  return [
    ...parts,
    `<rect x="${x}" y="${y - 7}" width="12" height="6" rx="2" fill="#eeeeee" stroke="#777777"/><text x="${x + 18}" y="${y}" fill="#222222">${apart}</text>`,
  ];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lengths that a person counts in. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((amount) => amount * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((amount) => amount * MINUTE),
  ...[1, 2, 3, 6, 12].map((amount) => amount * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100].map((amount) => amount * DAY),
];

/** More labels than this run into each other. */
const MAX_STEPS = 9;

function stepOf(spanMs: Milliseconds): Milliseconds {
  return STEPS.find((step) => spanMs / step <= MAX_STEPS) ?? spanMs;
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

function round(pixels: number): number {
  return Math.round(100 * pixels) / 100;
}
