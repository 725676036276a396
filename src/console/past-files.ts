/**
 * Files with the past of a session for an editor or pager, each of one guest and gone with
 * it. Only their owner can read them. What a console that was killed left behind is
 * removed by the next.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SessionId } from '../domain/ids.js';

const ENDING = '.txt';

/** A file that is so new may wait for its program to start. */
const STARTING_MS = 60_000;

export class PastFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  pathOf(guest: SessionId): string {
    return join(this.#folder, `${guest}${ENDING}`);
  }

  /** Throws when it cannot be written whole; then nothing is left of it. */
  async write(guest: SessionId, pieces: AsyncIterable<string>): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const file = createWriteStream(this.pathOf(guest), { flags: 'wx', mode: 0o600 });
    try {
      await pipeline(Readable.from(pieces), file);
    } catch (error) {
      await this.remove(guest);
      throw error;
    }
  }

  async remove(guest: SessionId): Promise<void> {
    await rm(this.pathOf(guest), { force: true });
  }

  /** Removes the files of guests that are not among these. */
  async sweep(guests: readonly SessionId[]): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    const kept = new Set(guests.map((guest) => `${guest}${ENDING}`));
    for (const name of names.filter((one) => one.endsWith(ENDING) && !kept.has(one))) {
      const path = join(this.#folder, name);
      const about = await stat(path).catch(() => undefined);
      if (about && Date.now() - about.mtimeMs > STARTING_MS)
        await rm(path, { force: true });
    }
  }
}
