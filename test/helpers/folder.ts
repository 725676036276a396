import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own, gone when the test ends. */
export async function aFolder() {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'wtmux-')));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}
