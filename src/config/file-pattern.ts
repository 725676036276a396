/** Files whose path has a form: `*` stands for any part of one name in it. */
import { join } from 'node:path';
import { namesIn } from './text-file.js';

/** Folders are often days or months, of which the last ones count. */
const MAX_FOLDERS = 2;

/** The rest is not looked at: a folder of logs may hold many thousands. */
const MAX_FILES = 500;

/**
 * The paths of that form, the last by name first; of folders that fit a `*` the last two.
 * A pattern without `*` is its own path, whether the file is there or not.
 */
export async function filesLike(pattern: string): Promise<readonly string[]> {
  const parts = pattern.split('/').slice(1);
  let found: readonly string[] = ['/'];
  for (const [index, part] of parts.entries()) {
    const most = index === parts.length - 1 ? MAX_FILES : MAX_FOLDERS;
    const next = await Promise.all(found.map((folder) => partsIn(folder, part, most)));
    found = next.flat();
  }
  return found.slice(0, MAX_FILES);
}

async function partsIn(
  folder: string,
  part: string,
  most: number,
): Promise<readonly string[]> {
  if (!part.includes('*')) return [join(folder, part)];
  const [head = '', ...tails] = part.split('*');
  const tail = tails.at(-1) ?? '';
  const names = await namesIn(folder, tail);
  return names
    .filter((name) => name.startsWith(head) && name.length >= head.length + tail.length)
    .toReversed()
    .slice(0, most)
    .map((name) => join(folder, name));
}
