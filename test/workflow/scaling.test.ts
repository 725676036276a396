/** How many sessions a plan may have that follows the machine. */
import { describe, expect, it } from 'vitest';
import type { PlanState } from '../../src/workflow/plan-state.js';
import {
  rescaled,
  RISE_MS,
  sessionLimit,
  type Reading,
} from '../../src/workflow/scaling.js';
import { step } from '../../src/workflow/step.js';
import { waitsForOf } from '../../src/workflow/words.js';
import { picture, plan, play, ws } from './a-plan.js';

const calm: Reading = { processors: 2, load: 0.4, memory: 0.5, limited: 0 };
const six = {
  ...plan(
    ['A', 'B', 'C', 'D', 'E', 'F'].map((id) => ws(id)),
    [],
    5,
  ),
  scales: true,
};

/** A limit of 3 since 0, `active` of it taken. */
function scaled(active: number, limit = 3): PlanState {
  const { state } = play(six, []);
  return { ...state, active, scale: { limit, why: '', since: 0 } };
}

describe('the number of sessions', () => {
  it.each([
    ['rises by one when all are taken and all is calm', 3, calm, RISE_MS, 4],
    ['rises only after a while', 3, calm, RISE_MS - 1, 3],
    ['does not rise while some are free', 2, calm, RISE_MS, 3],
    ['does not rise between calm and high', 3, { ...calm, load: 1.2 }, RISE_MS, 3],
    ['does not fall between calm and high', 1, { ...calm, load: 1.4 }, RISE_MS, 3],
    ['does not rise with little memory', 3, { ...calm, memory: 0.15 }, RISE_MS, 3],
    ['rises where memory is not told', 3, { ...calm, memory: undefined }, RISE_MS, 4],
    ['is less than what runs under load', 3, { ...calm, load: 2.4 }, 1, 2],
    ['is less than what runs without memory', 3, { ...calm, memory: 0.05 }, 1, 2],
    ['is less than what runs at a rate limit', 2, { ...calm, limited: 1 }, 1, 1],
    ['is never less than one', 0, { ...calm, load: 9 }, 1, 1],
    ['does not rise under load', 9, { ...calm, load: 9 }, 1, 3],
    ['goes on when the clock was put back', 3, calm, -5, 4],
  ])('%s', (_rule, active, reading, at, limit) => {
    const state = scaled(active);
    expect((rescaled(state, reading, at) ?? state.scale)?.limit).toBe(limit);
  });

  it('never exceeds what the plan may have', () => {
    expect(rescaled(scaled(5, 5), calm, RISE_MS)).toBeUndefined();
  });

  it.each([
    ['as many as processors', calm, { limit: 2, why: 'load 0.4 a core' }],
    ['not more than the plan', { ...calm, processors: 64 }, { limit: 5 }],
    ['one under load', { ...calm, load: 2.44 }, { limit: 1, why: 'load 2.4 a core' }],
    [
      'one without memory',
      { ...calm, memory: 0.079 },
      { limit: 1, why: '7% of memory available' },
    ],
    [
      'one at a rate limit',
      { ...calm, load: 9, limited: 2 },
      { limit: 1, why: '2 agents are at their rate limit' },
    ],
  ])('is %s at first', (_rule, reading, scale) => {
    expect(rescaled(play(six, []).state, reading, 7)).toMatchObject(scale);
  });

  it('does not swing with a load that does', () => {
    let state = scaled(3);
    const changes: number[] = [];
    for (let second = 5; second <= 600; second += 5) {
      const load = second % 10 === 0 ? 1.45 : 1.05;
      const scale = rescaled(state, { ...calm, load }, second * 1000);
      if (scale) changes.push(scale.limit);
      state = scale ? { ...state, scale } : state;
    }
    expect(changes).toEqual([]);
  });
});

it('lets one start before the machine was read, then as many as it bears', () => {
  const { state } = play(six, []);
  expect(sessionLimit(state)).toBe(1);
  expect(picture(state)).toMatch(/^A:starting B:ready/);
  const why = 'load 0.4 a core';
  const [more] = step(state, { at: 1000, type: 'scaled', limit: 2, why });
  expect(picture(more)).toMatch(/^A:starting B:starting C:ready/);
  expect(waitsForOf(more, 2)).toBe('a free session (2 of 2 are taken; load 0.4 a core)');
  const [fewer] = step(more, { at: 2000, type: 'scaled', limit: 1, why });
  expect(picture(fewer)).toMatch(/^A:starting B:starting C:ready/);
});

it('means nothing for a plan with a number of its own', () => {
  const { state } = play({ ...six, scales: false }, []);
  expect(sessionLimit(state)).toBe(5);
});
