/** The layouts that a console may choose from: the shipped ones, and the user's over them. */
import { basename, join } from 'node:path';
import { fail, ok, type Result } from '../base/result.js';
import { plainText } from '../base/plain-text.js';
import { settingsFolder } from '../config/paths.js';
import { namesIn, readStart } from '../config/text-file.js';
import type { NamedLayout } from '../console/state.js';
import { problemLine } from '../formats/problem.js';
import { readLayout, type LayoutFile } from '../layout/layout-file.js';

export type LayoutFolders = {
  readonly shipped: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told what is wrong with a file; its layout is left out. */
  readonly complain: (line: string) => void;
};

/** More than this is not a layout that a person wrote. */
const MAX_LAYOUT_BYTES = 64 * 1024;

export async function layoutsOf(folders: LayoutFolders): Promise<readonly NamedLayout[]> {
  const { shipped, env, complain } = folders;
  const layouts = new Map<string, NamedLayout>();
  for (const folder of [shipped, join(settingsFolder(env), 'layouts')]) {
    for (const file of await namesIn(folder, '.yaml')) {
      const path = join(folder, file);
      const read = await layoutIn(path);
      const name = basename(file, '.yaml');
      if (read.ok) layouts.set(name, { name, file: read.value });
      else read.failure.forEach(complain);
    }
  }
  return [...layouts.values()];
}

/** Fails with a line for each fault. */
async function layoutIn(path: string): Promise<Result<LayoutFile, readonly string[]>> {
  const text = await textOf(path);
  if (!text.ok) return fail([plainText(`${path}: ${text.failure}`)]);
  const read = readLayout(text.value, path);
  return read.ok ? read : fail(read.failure.map(problemLine));
}

async function textOf(path: string): Promise<Result<string, string>> {
  try {
    const start = await readStart(path, MAX_LAYOUT_BYTES);
    return start ? ok(start.text) : fail('it is no file');
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'it cannot be read');
  }
}
