/** A span of time. */
export type Milliseconds = number;

/** A moment: milliseconds since the epoch, as `Date.now()` gives it. */
export type Timestamp = number;

/** `2026-11-24 23:14`, as the clock on the wall says it. */
export function momentText(at: Timestamp): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace('T', ' ');
}

const UNITS: readonly (readonly [name: string, ms: Milliseconds])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

/** `1d`, `1h30m`, `45s`: as plans write spans; less than a second is `0s`. */
export function spanText(span: Milliseconds): string {
  let left = span;
  const parts = UNITS.flatMap(([name, ms]) => {
    const amount = Math.floor(left / ms);
    left -= amount * ms;
    return amount > 0 ? [`${amount}${name}`] : [];
  });
  return parts.join('') || '0s';
}
