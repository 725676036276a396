import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Lull } from '../../src/console/lull.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('runs at once while nobody types', () => {
  const { lull, runs } = aLull();
  lull.ask();
  expect(runs()).toBe(1);
});

it('waits for the picture of a key, and then runs once', () => {
  const { lull, runs } = aLull();
  lull.typed();
  lull.ask();
  lull.ask();
  expect(runs()).toBe(0);
  lull.shown();
  lull.shown();
  expect(runs()).toBe(1);
});

it('waits for the next picture when a key may come any moment', () => {
  const { lull, runs } = aLull();
  lull.typed();
  lull.shown();
  lull.ask();
  expect(runs()).toBe(0);
  lull.typed();
  lull.shown();
  expect(runs()).toBe(1);
});

it.each([
  ['when the hand rests', () => vi.advanceTimersByTime(100)],
  ['when the person turns to something else', (lull: Lull) => lull.over()],
])('runs %s', (_when, happen) => {
  const { lull, runs } = aLull();
  lull.typed();
  lull.ask();
  happen(lull);
  expect(runs()).toBe(1);
  lull.ask();
  expect(runs()).toBe(2);
});

it('runs soon under keys that a program never answers', () => {
  const { lull, runs } = aLull();
  lull.typed();
  lull.ask();
  for (let ms = 0; ms < 250; ms += 50) {
    expect(runs()).toBe(0);
    vi.advanceTimersByTime(50);
    lull.typed();
  }
  expect(runs()).toBe(1);
});

it('runs nothing after its end', () => {
  const { lull, runs } = aLull();
  lull.typed();
  lull.ask();
  lull[Symbol.dispose]();
  vi.advanceTimersByTime(1000);
  expect(runs()).toBe(0);
});

function aLull() {
  const run = vi.fn<() => void>();
  return { lull: new Lull(run), runs: () => run.mock.calls.length };
}
