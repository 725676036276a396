import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baselineFile, withResults, worsenings } from '../../bench/baseline.js';
import type { Figures } from '../../bench/results.js';
import { rows, type RowId } from '../../bench/rows.js';
import { chart } from '../../bench/chart.js';
import { document } from '../../bench/document.js';

const root = join(import.meta.dirname, '../..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const baseline = baselineFile.parse(JSON.parse(text('bench/baseline.json')));

describe('the kept baseline', () => {
  it('has rows that there are, with the tolerances that they have', () => {
    const kept = Object.entries(baseline.rows);
    const known = rows.filter(({ id }) => baseline.rows[id]);
    expect(kept.map(([id, { tolerance }]) => [id, tolerance])).toEqual(
      known.map(({ id, tolerance }) => [id, tolerance]),
    );
  });

  /** `npm run bench -- --document` makes both anew. */
  it('is what docs/performance.md and its chart show', () => {
    const shown = text('docs/performance.md');
    expect(shown).toBe(document(shown, baseline));
    expect(text('docs/performance.svg')).toBe(chart(baseline));
  });
});

describe('worsenings', () => {
  const kept = {
    ...baseline,
    rows: withResults(
      {},
      results({
        'throughput.dense': { wtmux: 30, tmux: 15 },
        'echo.median': { wtmux: 1, tmux: 0.5 },
        'start.warm': { wtmux: 200 },
      }),
    ),
  };

  it.each([
    ['as it was', { 'throughput.dense': { wtmux: 30, tmux: 15 } }, []],
    [
      'a slower machine has the same ratio',
      {
        'throughput.dense': { wtmux: 6, tmux: 3 },
        'echo.median': { wtmux: 5, tmux: 2.5 },
      },
      [],
    ],
    [
      'worse, and tolerated',
      { 'throughput.dense': { wtmux: 27, tmux: 15 }, 'start.warm': { wtmux: 240 } },
      [],
    ],
    [
      'a worse ratio',
      { 'throughput.dense': { wtmux: 30, tmux: 20 } },
      ['throughput.dense: 2.00 became 1.50 times tmux; 15 % are tolerated'],
    ],
    [
      'without a figure of tmux the raw ones are compared',
      { 'echo.median': { wtmux: 2 }, 'start.warm': { wtmux: 300 } },
      [
        'echo.median: 1.00 became 2.00 ms; 25 % are tolerated',
        'start.warm: 200 became 300 ms; 25 % are tolerated',
      ],
    ],
    ['a row that was not kept', { 'idle.8': { wtmux: 99 } }, []],
  ] satisfies [string, Partial<Record<RowId, Figures>>, string[]][])(
    '%s',
    (_rule, now, worse) => {
      expect(worsenings(kept, results(now))).toEqual(worse);
    },
  );
});

function results(figures: Partial<Record<RowId, Figures>>) {
  return new Map(
    rows.flatMap(({ id }) => {
      const found = figures[id];
      return found ? [[id, found] as const] : [];
    }),
  );
}
