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

/** `4s`, `1m 45s`, `3h 5m`, `2d 1h`: two units at most, none smaller than a second. */
export function duration(ms: Milliseconds): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(minutes, 'm', seconds % 60, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(hours, 'h', minutes % 60, 'm');
  return joined(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

/** As `duration`, of what may be over within a second: `350 ms`. */
export function shortTime(ms: Milliseconds): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : duration(ms);
}

function joined(large: number, unit: string, small: number, smaller: string): string {
  return small === 0 ? `${large}${unit}` : `${large}${unit} ${small}${smaller}`;
}

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
