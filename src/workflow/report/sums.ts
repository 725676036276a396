/** Sums over stretches of time. */
import type { Activity, Stretch } from '../../domain/plan-report.js';
import type { Milliseconds } from '../../domain/time.js';

/** The time spent on `activity`. */
export function timeOf(stretches: readonly Stretch[], activity: Activity): Milliseconds {
  return sum(
    stretches
      .filter((stretch) => stretch.activity === activity)
      .map(({ from, until }) => until - from),
  );
}

/** How many stretches lie over one another where most do; one that ends makes room first. */
export function mostAtOnce(stretches: readonly Stretch[]): number {
  const changes = stretches
    .filter(({ from, until }) => until > from)
    .flatMap(({ from, until }) => [
      { at: from, by: 1 },
      { at: until, by: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of changes) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

export function hundredths(number: number): number {
  return Math.round(100 * number) / 100;
}
