import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Apart } from '../../src/engine/apart.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('does at once what is asked for, and of many wishes the last once it has rested', () => {
  const deed = vi.fn<() => void>();
  using apart = new Apart(deed, 1000);
  for (let wish = 0; wish < 10; wish++) apart.ask();
  expect(deed).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(999);
  expect(deed).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(deed).toHaveBeenCalledTimes(2);
  // What nobody asks for is not done, and then at once again.
  vi.advanceTimersByTime(10_000);
  expect(deed).toHaveBeenCalledTimes(2);
  apart.ask();
  expect(deed).toHaveBeenCalledTimes(3);
});

it('does nothing more when it is let go', () => {
  const deed = vi.fn<() => void>();
  const apart = new Apart(deed, 1000);
  apart.ask();
  apart.ask();
  apart[Symbol.dispose]();
  vi.advanceTimersByTime(10_000);
  expect(deed).toHaveBeenCalledTimes(1);
});
