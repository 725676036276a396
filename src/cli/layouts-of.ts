/** The layouts that a console may choose from: the shipped ones, and the user's over them. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fail, ok, type Result } from '../base/result.js';
import { plainText } from '../base/plain-text.js';
import { settingsFolder } from '../config/paths.js';
import { namesIn, readStart } from '../config/text-file.js';
import type { NamedLayout } from '../console/state.js';
import { problemLine } from '../formats/problem.js';
import type { LayoutFile } from '../layout/layout-slots.js';

export type LayoutFolders = {
  /** The file that the build makes of `layouts/`. */
  readonly shipped: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told what is wrong with a file; its layout is left out. */
  readonly complain: (line: string) => void;
};

/** More than this is not a layout that a person wrote. */
const MAX_LAYOUT_BYTES = 64 * 1024;

export async function layoutsOf(folders: LayoutFolders): Promise<readonly NamedLayout[]> {
  const { shipped, env, complain } = folders;
  const made: Readonly<Record<string, LayoutFile>> = JSON.parse(
    await readFile(shipped, 'utf8'),
  );
  const layouts = new Map(Object.entries(made));
  const folder = join(settingsFolder(env), 'layouts');
  for (const file of await namesIn(folder, '.yaml')) {
    const read = await layoutIn(join(folder, file));
    if (read.ok) layouts.set(basename(file, '.yaml'), read.value);
    else read.failure.forEach(complain);
  }
  return [...layouts].map(([name, file]) => ({ name, file }));
}

/** Fails with a line for each fault. */
async function layoutIn(path: string): Promise<Result<LayoutFile, readonly string[]>> {
  const text = await textOf(path);
  if (!text.ok) return fail([plainText(`${path}: ${text.failure}`)]);
  // What reads layouts is as large as the console, and loaded only where there are some.
  const { readLayout } = await import('../layout/layout-file.js');
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
