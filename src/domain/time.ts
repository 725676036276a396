/** A span of time. */
export type Milliseconds = number;

/** A moment: milliseconds since the epoch, as `Date.now()` gives it. */
export type Timestamp = number;

/** `2026-11-24 23:14`, as the clock on the wall says it. */
export function momentText(at: Timestamp): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace('T', ' ');
}
