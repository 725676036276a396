/** Lengths of time as a person writes them: `30s`, `10m`, `1h30m`, `2d`. */
import type { Milliseconds } from '../domain/time.js';

/** The expected form, for messages. */
export const DURATION_FORM = 'a duration such as 30s, 10m, 1h30m or 2d';

export const DURATION = /^(?=\d)(?:\d{1,4}d)?(?:\d{1,4}h)?(?:\d{1,5}m)?(?:\d{1,6}s)?$/;

const UNITS: readonly (readonly [unit: string, ms: Milliseconds])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

/** The length that `text` names. The text has passed `DURATION`. */
export function durationMs(text: string): Milliseconds {
  return UNITS.reduce((sum, [unit, ms]) => {
    const [, count = '0'] = new RegExp(`(\\d+)${unit}`).exec(text) ?? [];
    return sum + Number(count) * ms;
  }, 0);
}
