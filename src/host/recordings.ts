/** The folder of all recordings: a file a session, the oldest removed beyond a budget. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionId } from '../domain/ids.js';
import { MAX_RECORDINGS_BYTES } from './limits.js';

/** What a file system lets a name have, less the ending of an older part. */
const MAX_NAME_LENGTH = 200;

/** Where a session is recorded. */
export function recordingPath(folder: string, session: SessionId): string {
  const name = encodeURIComponent(session);
  const short =
    name.length <= MAX_NAME_LENGTH
      ? name
      : createHash('sha256').update(session).digest('hex');
  return join(folder, `${short}.cast`);
}

/** Makes the folder, for its owner alone, and room in it. Throws when it cannot be made. */
export function prepareRecordings(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.cast'))
    .map((name) => ({ path: join(folder, name), stats: statSync(join(folder, name)) }))
    .toSorted((one, other) => other.stats.mtimeMs - one.stats.mtimeMs);
  let bytes = 0;
  for (const { path, stats } of files) {
    bytes += stats.size;
    if (bytes > MAX_RECORDINGS_BYTES) rmSync(path, { force: true });
  }
}
