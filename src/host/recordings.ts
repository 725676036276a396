/** The folder of all recordings: a file or two a session, the oldest removed beyond a budget. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionId } from '../domain/ids.js';
import { MAX_RECORDINGS_BYTES } from './limits.js';
import { readRecorded, type Recorded } from './recorded.js';
import { olderPart, type RecordingPlace } from './recording.js';

/** What a file system lets a name have, less the ending of an older part. */
const MAX_NAME_LENGTH = 200;

export type RecordingsOptions = {
  readonly folder: string;
  readonly budget?: number;
};

export class Recordings {
  readonly #folder: string;
  readonly #budget: number;
  /** What is being written now. */
  readonly #live = new Set<string>();

  constructor({ folder, budget = MAX_RECORDINGS_BYTES }: RecordingsOptions) {
    this.#folder = folder;
    this.#budget = budget;
  }

  /** Where `session` is to be recorded from now on. Throws when the folder cannot be had. */
  begin(session: SessionId): RecordingPlace {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = recordingPath(this.#folder, session);
    this.#live.add(path);
    this.#makeRoom();
    return { path, title: session, grown: () => this.#makeRoom() };
  }

  /** The same, going on with what is recorded of an ended session, whose place it takes. */
  goOn(session: SessionId, ended: SessionId, { end }: Recorded): RecordingPlace {
    const from = recordingPath(this.#folder, ended);
    const path = recordingPath(this.#folder, session);
    // Before room is made, to which the oldest would go.
    moved(olderPart(from), olderPart(path));
    moved(from, path);
    return { ...this.begin(session), goesOn: end };
  }

  /** `session` is recorded no further. */
  end(session: SessionId): void {
    this.#live.delete(recordingPath(this.#folder, session));
  }

  read(session: SessionId): Promise<Recorded | undefined> {
    return readRecorded(recordingPath(this.#folder, session));
  }

  /** Removes the oldest. What is being written stays: its room is bounded as it is. */
  #makeRoom(): void {
    let bytes = 0;
    for (const { path, size } of castsIn(this.#folder)) {
      bytes += size;
      if (bytes > this.#budget && !this.#live.has(path)) rmSync(path, { force: true });
    }
  }
}

/** Where a session is recorded. */
export function recordingPath(folder: string, session: SessionId): string {
  const name = encodeURIComponent(session);
  const short =
    name.length <= MAX_NAME_LENGTH
      ? name
      : createHash('sha256').update(session).digest('hex');
  return join(folder, `${short}.cast`);
}

export type CastFile = {
  readonly path: string;
  readonly size: number;
  readonly changedAt: number;
};

/** Every file of a recording, the newest first; none where there is no folder. */
export function castsIn(folder: string): readonly CastFile[] {
  return namesIn(folder)
    .filter((name) => name.endsWith('.cast'))
    .flatMap((name) => {
      const path = join(folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats ? [{ path, size: stats.size, changedAt: stats.mtimeMs }] : [];
    })
    .toSorted((one, other) => other.changedAt - one.changedAt);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function moved(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // There is no such part.
  }
}
