/** How often a console looks at its clock: as often as an age on its screen changes. */
import type { Milliseconds } from '../domain/time.js';
import type { ConsoleState } from './state.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Until the next tick. A quiet console with old states wakes up twice a minute. */
export function tickAfter({ now, status, notice }: ConsoleState): Milliseconds {
  if (notice) return SECOND;
  const since = [...(status?.workstreams ?? []), ...(status?.waves ?? [])].map(
    (one) => one.since,
  );
  const youngest = now - Math.max(0, ...since);
  if (youngest < 10 * SECOND) return SECOND;
  return youngest < MINUTE ? 10 * SECOND : MINUTE / 2;
}

/** An age in one unit, rounded down to what a tick can show: `7s`, `20s`, `3m`, `2h`. */
export function ageText(ms: Milliseconds): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  if (seconds < 10) return `${seconds}s`;
  if (seconds < 60) return `${seconds - (seconds % 10)}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}
