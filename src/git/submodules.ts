/** What a worktree lacks of its submodules, which git brings only when it is asked to. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fields, readable, runGit } from './run.js';

const FILE = '.gitmodules';

/** The submodules whose folders are there and empty; none where git cannot read their file. */
export async function emptySubmodules(worktree: string): Promise<readonly string[]> {
  if (!existsSync(join(worktree, FILE))) return [];
  const args = [
    'config',
    '--file',
    FILE,
    '-z',
    '--get-regexp',
    '^submodule\\..*\\.path$',
  ];
  const { stdout } = await runGit({ folder: worktree, args });
  const paths = fields(stdout).map((field) =>
    readable(field.slice(field.indexOf('\n') + 1)),
  );
  const own = paths.filter((path) => !path.split('/').includes('..'));
  const empty = await Promise.all(own.map((path) => isEmpty(join(worktree, path))));
  return own.filter((_, at) => empty[at]);
}

/** Not of one that is not there at all, as where only a part is checked out. */
function isEmpty(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (names) => names.length === 0,
    () => false,
  );
}
