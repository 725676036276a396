/** Text files that somebody else writes: absent, huge or half-written ones are no faults. */
import { constants } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Timestamp } from '../domain/time.js';

export type TextPart = {
  readonly text: string;
  readonly whole: boolean;
  /** When it was written. */
  readonly writtenAt: Timestamp;
};

/**
 * The first `limitBytes` of a file, and whether that is all of it. Undefined when there is
 * no such regular file; a pipe or device that poses as one is not opened for reading.
 */
export function readStart(
  path: string,
  limitBytes: number,
): Promise<TextPart | undefined> {
  return readPart(path, limitBytes, () => 0);
}

/** The same of the last `limitBytes`. */
export function readEnd(path: string, limitBytes: number): Promise<TextPart | undefined> {
  return readPart(path, limitBytes, (size) => Math.max(0, size - limitBytes));
}

async function readPart(
  path: string,
  limitBytes: number,
  from: (size: number) => number,
): Promise<TextPart | undefined> {
  let file;
  try {
    // O_NONBLOCK: opening a named pipe must not wait for its writer.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const about = await file.stat();
    if (!about.isFile()) return undefined;
    const buffer = Buffer.alloc(Math.min(about.size, limitBytes));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from(about.size));
    return {
      text: buffer.toString('utf8', 0, bytesRead),
      whole: about.size <= limitBytes,
      writtenAt: Math.round(about.mtimeMs),
    };
  } finally {
    await file.close();
  }
}

/**
 * The same for a file in `root`, given relative to it. A symbolic link that leads out of
 * `root` is no such file: a repository may hold one to a key of its user's.
 */
export async function readInside(
  root: string,
  path: string,
  limitBytes: number,
): Promise<TextPart | undefined> {
  try {
    const [top, file] = await Promise.all([realpath(root), realpath(join(root, path))]);
    return file.startsWith(top + sep) ? await readStart(file, limitBytes) : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The names in a folder that end in `suffix`, sorted; none when there is no folder. */
export async function namesIn(
  folder: string,
  suffix: string,
): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(suffix)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENXIO', 'ELOOP', 'ENAMETOOLONG'].includes(
      String(error.code),
    )
  );
}
