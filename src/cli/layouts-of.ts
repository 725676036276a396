/** The layouts that a console may choose from: the shipped ones, and the user's over them. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { plainText } from '../base/plain-text.js';
import { settingsFolder } from '../config/paths.js';
import { namesIn } from '../config/text-file.js';
import type { NamedLayout } from '../console/state.js';
import { readLayout } from '../layout/layout-file.js';

export type LayoutFolders = {
  readonly shipped: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told what is wrong with a file; its layout is left out. */
  readonly complain: (line: string) => void;
};

export async function layoutsOf(folders: LayoutFolders): Promise<readonly NamedLayout[]> {
  const { shipped, env, complain } = folders;
  const layouts = new Map<string, NamedLayout>();
  for (const folder of [shipped, join(settingsFolder(env), 'layouts')]) {
    for (const file of await namesIn(folder, '.yaml')) {
      const path = join(folder, file);
      const read = readLayout(await readFile(path, 'utf8'));
      const name = basename(file, '.yaml');
      if (read.ok) layouts.set(name, { name, file: read.value });
      else complain(plainText(`${path}: ${read.failure.why}`));
    }
  }
  return [...layouts.values()];
}
