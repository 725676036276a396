/** Puts a file in place as a whole: whoever reads it sees the text of before or the new one. */
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

export type Making = {
  /** Where the text is gathered first, on the same disk; a kill leaves it to the next. */
  readonly draft: string;
  /** The modes of folders that have to be made, and of the file. */
  readonly folderMode: number;
  readonly mode: number;
};

export async function writeWhole(
  path: string,
  text: string,
  { draft, folderMode, mode }: Making,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: folderMode });
  const file = await open(draft, 'w', mode);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
