/**
 * What the settings of a person, and those of their repository, say of a thing that there
 * is but once. They are read and never written; what is not understood is left as it is.
 */
import { join } from 'node:path';
import { placesOf, type Known } from '../../agents/file-places.js';
import type { Own } from '../../agents/kept-setting.js';
import { readStart } from '../../config/text-file.js';
import type { Keeps } from '../../formats/agent-hooks.js';

/** Settings have some hundred lines. */
const MAX_BYTES = 1024 * 1024;

export async function ownOf(
  { key, line, own, repository }: Keeps,
  { env, worktree }: { readonly env: Known['env']; readonly worktree: string },
): Promise<Own> {
  for (const path of repository) {
    const settings = await settingsIn(join(worktree, path));
    if (settings === 'unreadable' || settings?.has(key)) return { type: 'left' };
  }
  const [file] = placesOf(own, { fields: {}, env });
  const settings = file === undefined ? undefined : await settingsIn(file);
  if (settings === 'unreadable') return { type: 'left' };
  if (!settings?.has(key)) return { type: 'none' };
  const value = settings.get(key);
  if (typeof value !== 'object' || value === null) return { type: 'left' };
  const users: unknown = Object.getOwnPropertyDescriptor(value, line)?.value;
  return typeof users === 'string'
    ? { type: 'kept', value, line: users }
    : { type: 'left' };
}

/** By their keys; undefined when there is no such file. */
async function settingsIn(
  path: string,
): Promise<ReadonlyMap<string, unknown> | 'unreadable' | undefined> {
  try {
    const read = await readStart(path, MAX_BYTES);
    if (!read) return undefined;
    const value: unknown = JSON.parse(read.text);
    if (typeof value !== 'object' || value === null) return 'unreadable';
    return new Map<string, unknown>(Object.entries(value));
  } catch {
    return 'unreadable';
  }
}
