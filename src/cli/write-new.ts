/** Writes a file that a person asked for, and none that is there unless he says so. */
import { writeFile } from 'node:fs/promises';
import { Complaint } from './complaint.js';

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
    throw new Complaint(
      exists
        ? `${file} is there already; name another file, or say --force to replace it`
        : `cannot write ${file}: ${error.message}`,
      2,
    );
  }
}
