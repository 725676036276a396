/** Writes a file that a person asked for, and none that is there unless he says so. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Complaint } from './complaint.js';

/** Throws a `Complaint` when the file exists, before a person is asked what it is to hold. */
export function mustBeNew(file: string): void {
  if (existsSync(file)) throw isThere(file);
}

/** Throws a `Complaint` when the file exists (unless `force`) or cannot be written. */
export async function writeNew(
  file: string,
  text: string,
  force: boolean,
): Promise<void> {
  try {
    await writeFile(file, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const exists = 'code' in error && error.code === 'EEXIST';
    if (exists) throw isThere(file);
    throw new Complaint(`cannot write ${file}: ${error.message}`, 2);
  }
}

function isThere(file: string): Complaint {
  return new Complaint(
    `${file} is there already; name another file, or say --force to replace it`,
    2,
  );
}
