/**
 * A report as bars on a common axis, in fractions of its length: what each workstream and
 * wave did, beside when the plan meant it to be done. The writers make cells or pixels of it.
 */
import type { Activity, Report, Stretch } from '../../domain/plan-report.js';
import type { Milliseconds } from '../../domain/time.js';

export type Timeline = {
  /** The length of the axis. */
  readonly spanMs: Milliseconds;
  /** The axis of what was planned; the same length where both fit on one. */
  readonly plannedSpanMs: Milliseconds | null;
  readonly rows: readonly TimelineRow[];
};

export type TimelineRow = {
  readonly label: string;
  readonly state: string;
  readonly bars: readonly Bar[];
  readonly planned: Part | null;
};

/** A part of the axis, whose ends are 0 and 1. */
export type Part = { readonly from: number; readonly until: number };

export type Bar = Part & { readonly activity: Activity };

/** When one is so many times as long as the other, the shorter would be a dot on its axis. */
const MOST_UNLIKE = 8;

export function timelineOf(report: Report): Timeline {
  const { workstreams, waves, planned, madeAt } = report;
  const all = [...workstreams, ...waves].flatMap(({ stretches }) => stretches);
  const start = report.startedAt ?? earliest(all, madeAt);
  const took = all.reduce((end, { until }) => Math.max(end, until - start), 0);
  const { spanMs, plannedSpanMs } = axes(took, planned?.makespanMs ?? null);
  const bars = (stretches: readonly Stretch[]): readonly Bar[] =>
    stretches.map(({ activity, from, until }) => ({
      activity,
      ...part(from - start, until - start, spanMs),
    }));
  return {
    spanMs,
    plannedSpanMs,
    rows: [
      ...workstreams.map((one) => ({
        label: one.id,
        state: one.state,
        bars: bars(one.stretches),
        planned:
          one.planned && plannedSpanMs !== null
            ? part(one.planned.from, one.planned.until, plannedSpanMs)
            : null,
      })),
      ...waves.map(({ id, state, stretches }) => ({
        label: id,
        state,
        bars: bars(stretches),
        planned: null,
      })),
    ],
  };
}

/** Whether what was planned has an axis of its own. */
export function isApart({ spanMs, plannedSpanMs }: Timeline): boolean {
  return plannedSpanMs !== null && plannedSpanMs !== spanMs;
}

function part(from: Milliseconds, until: Milliseconds, span: Milliseconds): Part {
  return { from: within(from / span), until: within(until / span) };
}

function axes(
  took: Milliseconds,
  planned: Milliseconds | null,
): Pick<Timeline, 'spanMs' | 'plannedSpanMs'> {
  if (planned === null) return { spanMs: Math.max(1, took), plannedSpanMs: null };
  if (took === 0)
    return { spanMs: Math.max(1, planned), plannedSpanMs: Math.max(1, planned) };
  const alike = took <= MOST_UNLIKE * planned && planned <= MOST_UNLIKE * took;
  const longest = Math.max(took, planned);
  return alike
    ? { spanMs: longest, plannedSpanMs: longest }
    : { spanMs: took, plannedSpanMs: Math.max(1, planned) };
}

function earliest(stretches: readonly Stretch[], otherwise: number): number {
  return stretches.reduce((least, { from }) => Math.min(least, from), otherwise);
}

function within(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
