/** Which sessions are recorded in a folder, without reading what they showed. */
import { sessionId, type SessionId } from '../domain/ids.js';
import type { Timestamp } from '../domain/time.js';
import { headerAt } from './recorded.js';
import { castsIn } from './recordings.js';
import { OLDER_ENDING, olderPart } from './recording.js';

export type RecordedSession = {
  readonly session: SessionId;
  /** Of the newer part; `readRecorded` takes it. */
  readonly path: string;
  readonly startedAt: Timestamp;
  /** When something was recorded last. */
  readonly changedAt: Timestamp;
  /** Of both parts. */
  readonly bytes: number;
};

/** The newest first. */
export async function recordedSessions(
  folder: string,
): Promise<readonly RecordedSession[]> {
  const files = castsIn(folder);
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  const found = files.map(async ({ path, size, changedAt }) => {
    const header = await headerAt(path).catch(() => undefined);
    if (!header || path.endsWith(OLDER_ENDING)) return [];
    const older = await headerAt(olderPart(path)).catch(() => undefined);
    return [
      {
        session: sessionId(header.title),
        path,
        startedAt: (older ?? header).startedAt,
        changedAt,
        bytes: size + (sizes.get(olderPart(path)) ?? 0),
      },
    ];
  });
  return (await Promise.all(found)).flat();
}
