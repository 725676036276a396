import { expect, it } from 'vitest';
import { comparisonLines, comparisonOf } from '../../src/cli/demo-comparison.js';
import { demos } from '../../src/demo/demos.js';
import { readPlan } from '../../src/formats/plan-file.js';
import { forecastOf } from '../../src/workflow/analysis/forecast.js';

const agent = { command: 'node', args: [] };

/** What a plan allows can be less than was written down of the work by hand. */
it.each([
  ['week', 3.5, 3],
  ['phases', 2, undefined],
  ['feature', 2.19, 2.25],
  ['domains', 2.33, 2.33],
  ['tasks', 3, 15],
])('the plan of %s allows %d times, by hand it was %d', (name, most, byHand) => {
  const demo = demos.find((one) => one.name === name);
  const read = readPlan(demo?.plan(agent) ?? '', { file: 'x.yaml', defaultBase: 'main' });
  const sessions = read.ok ? forecastOf(read.value).sessions : [];
  expect(sessions.at(-1)?.speedup).toBe(most);
  const { sequential, parallel } = demo?.byHand ?? {};
  expect(sequential && parallel && Number((sequential / parallel).toFixed(2))).toBe(
    byHand,
  );
});

it('says what stood in the way of more', () => {
  const feature = demos.find(({ name }) => name === 'feature') ?? demos[0];
  const planned = {
    sessions: 3,
    sequentialMs: 175 * 60_000,
    criticalPathMs: 80 * 60_000,
    makespanMs: 80 * 60_000,
    speedup: 2.19,
    guessed: 0,
  };
  const times = { criticalPathMs: 96_000, makespanMs: 99_000, planned };
  const comparison = comparisonOf(times, feature, { load: 1.04, cores: 2 });
  expect(comparison).toMatchObject({ overCriticalPath: 0.031, mostSpeedup: 2.19 });
  expect(comparisonLines(times, comparison)).toEqual([
    '3.1 % longer than the critical path, at a load of 1 on 2 cores',
    '2.19 times as fast is the most that its plan allows: 2h 55m in 1h 20m',
    '2.25 times as fast was written down by those who did it by hand: 180 minutes in 80',
    '  their 180 hold 5 for putting the parts together, which their 80 leave out; with them it is 2.12',
  ]);
});
