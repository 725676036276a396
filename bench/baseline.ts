/**
 * The kept results: bench/baseline.json, with the machine they were taken on. Later results
 * are held against it, each by as much as it says that chance may change.
 */
import * as z from 'zod';
import { ratio, type Figures, type Results } from './results.js';
import { rows, type Row, type RowId } from './rows.js';
import { shortNumber } from './table.js';

const figures = z.strictObject({
  wtmux: z.number(),
  tmux: z.number().optional(),
  'bare pty': z.number().optional(),
  relay: z.number().optional(),
  emulator: z.number().optional(),
  /** The part of itself by which it may become worse. */
  tolerance: z.number().positive(),
});

export const baselineFile = z.strictObject({
  taken: z.string(),
  machine: z.strictObject({
    system: z.string(),
    processor: z.string(),
    cores: z.number(),
    memoryGigabytes: z.number(),
    node: z.string(),
    tmux: z.string(),
  }),
  rows: z.record(z.string(), figures),
});

export type Baseline = z.infer<typeof baselineFile>;

export function resultsOf(baseline: Baseline): Results {
  const results = new Map<RowId, Figures>();
  for (const { id } of rows) {
    const kept = baseline.rows[id];
    if (!kept) continue;
    const { wtmux, tmux, relay, emulator, 'bare pty': bare } = kept;
    results.set(id, {
      wtmux,
      ...(tmux === undefined ? {} : { tmux }),
      ...(relay === undefined ? {} : { relay }),
      ...(emulator === undefined ? {} : { emulator }),
      ...(bare === undefined ? {} : { 'bare pty': bare }),
    });
  }
  return results;
}

/** `kept` with `results` in place of the rows that they have; other rows stay. */
export function withResults(kept: Baseline['rows'], results: Results): Baseline['rows'] {
  const measured = rows.flatMap(({ id, tolerance }) => {
    const found = results.get(id) ?? kept[id];
    return found ? [[id, { ...found, tolerance }] as const] : [];
  });
  return Object.fromEntries(measured);
}

/** One line for each row that is worse than the baseline by more than its tolerance. */
export function worsenings(baseline: Baseline, results: Results): readonly string[] {
  const before = resultsOf(baseline);
  return rows.flatMap((row) => {
    const kept = before.get(row.id);
    const now = results.get(row.id);
    const tolerance = baseline.rows[row.id]?.tolerance ?? 0;
    return kept && now ? worsening(row, compared(row, kept, now), tolerance) : [];
  });
}

type Compared = {
  readonly before: number;
  readonly after: number;
  readonly unit: string;
};

function worsening(
  { id, bar }: Row,
  { before, after, unit }: Compared,
  tolerance: number,
): readonly string[] {
  const isWorse =
    bar.type === 'atLeastTimesTmux'
      ? after < before * (1 - tolerance)
      : after > before * (1 + tolerance);
  if (!isWorse) return [];
  const change = `${shortNumber(before)} became ${shortNumber(after)} ${unit}`;
  return [`${id}: ${change}; ${Math.round(tolerance * 100)} % are tolerated`];
}

/** By the ratio to tmux where both have it: another machine has another speed. */
function compared(row: Row, kept: Figures, now: Figures): Compared {
  const [before, after] = [ratio(kept), ratio(now)];
  if (before !== undefined && after !== undefined)
    return { before, after, unit: 'times tmux' };
  return { before: kept.wtmux, after: now.wtmux, unit: row.unit };
}
