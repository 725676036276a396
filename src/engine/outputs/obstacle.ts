/** Whether a file may be put where it belongs, in a folder that others write in, too. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';

/** What is in the way of a file, in words. A link on the way could lead anywhere. */
export async function obstacleIn(
  root: string,
  path: string,
): Promise<string | undefined> {
  const names = path.split('/');
  for (const at of names.keys()) {
    const about = await aboutOf(join(root, ...names.slice(0, at + 1)));
    if (!about) break;
    const last = at === names.length - 1;
    if (last ? !about.isFile() : !about.isDirectory())
      return `${names.slice(0, at + 1).join('/')} is no ${last ? 'file' : 'folder'}`;
  }
  return undefined;
}

async function aboutOf(path: string) {
  return lstat(path).catch((error: unknown) => absent(error));
}

/** For a file that is not there; throws what else went wrong. */
export function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    return undefined;
  throw error;
}
