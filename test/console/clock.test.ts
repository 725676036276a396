import { expect, it } from 'vitest';
import { ageText, tickAfter } from '../../src/console/clock.js';
import { aConsole, aStatus, aWorkstream, after, NOW } from '../helpers/console-state.js';

it.each([
  [0, '0s'],
  [7999, '7s'],
  [28_000, '20s'],
  [61_000, '1m'],
  [7_300_000, '2h'],
  [200_000_000, '2d'],
  [-5, '0s'],
])('says %i ms as %s', (ms, text) => {
  expect(ageText(ms)).toBe(text);
});

it.each([
  [3_000, 1_000],
  [30_000, 10_000],
  [600_000, 30_000],
])('looks at the clock as often as the age of a state of %i ms changes', (age, ms) => {
  const workstreams = [aWorkstream('A', { since: NOW - age })];
  const status = aStatus({ workstreams, waves: [] });
  expect(tickAfter(after(aConsole(), [{ type: 'status', status }]))).toBe(ms);
});
