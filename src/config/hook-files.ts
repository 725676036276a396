/**
 * Puts the files by which an agent tells its events into a folder of wtmux's own under the
 * person's home, where the agent looks for such, and takes them away again.
 */
import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { HookInstall } from '../formats/agent-hooks.js';

/** Absolute. */
export function hookFolder({ folder }: HookInstall): string {
  return join(homedir(), folder);
}

export async function putHookFiles(install: HookInstall): Promise<void> {
  for (const [name, content] of Object.entries(install.files)) {
    const file = join(hookFolder(install), name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.tmp`, `${JSON.stringify(content, null, 2)}\n`);
    await rename(`${file}.tmp`, file);
  }
}

/** Folders that hold something else stay. */
export async function takeHookFiles(install: HookInstall): Promise<void> {
  const folder = hookFolder(install);
  const files = Object.keys(install.files).map((name) => join(folder, name));
  for (const file of files) await rm(file, { force: true });
  for (const one of new Set([...files.map(dirname), folder]))
    await rmdir(one).catch(() => undefined);
}
