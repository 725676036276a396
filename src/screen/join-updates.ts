import type { ScreenUpdate } from './row.js';

/** One update that does what `older` and then `newer` do. */
export function joinUpdates(
  older: ScreenUpdate | undefined,
  newer: ScreenUpdate | undefined,
): ScreenUpdate | undefined {
  if (!older || newer?.full) return newer;
  if (!newer) return older;
  const rows = new Map(
    [...older.changes, ...newer.changes].map(({ y, row }) => [y, row]),
  );
  const changes = [...rows].map(([y, row]) => ({ y, row }));
  return { ...newer, full: older.full, changes };
}
