/**
 * Keeps a person's arrangement of the panes in their state folder: it is theirs, not the
 * host's, and so outlives host and machine. Of several consoles the last to write it counts.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readArranged, writeArranged, type Arranged } from '../layout/saved.js';

export function loadArranged(path: string): Arranged | undefined {
  try {
    return readArranged(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** At once, because the process may be about to end. Loses the arrangement rather than the exit. */
export function saveArranged(path: string, how: Arranged): void {
  const next = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(next, writeArranged(how), { mode: 0o600 });
    renameSync(next, path);
  } catch {
    // A full or read-only disk: the next console begins with the plan's layout.
  }
}
