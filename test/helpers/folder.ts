import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own, gone when the test ends. */
export async function aFolder() {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'wtmux-')));
  return {
    path,
    [Symbol.asyncDispose]: () => removed(path),
  };
}

/** Removes a folder also while a process that was ended just now writes its last into it. */
export function removed(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
}
