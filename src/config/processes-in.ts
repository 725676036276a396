/** Which processes work in a folder, as far as the system tells (proc(5)). */
import { readdir, readlink } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Their ids; empty where there is no /proc. `folder` has its symbolic links resolved. */
export async function processesIn(folder: string): Promise<readonly number[]> {
  const pids = (await namesIn('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      // Of other people's processes it is not told, nor of those that have just ended.
      const cwd = await readlink(join('/proc', pid, 'cwd')).catch(() => '');
      return cwd === folder || cwd.startsWith(folder + sep) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
