/**
 * Finds the file that a command names, as execvp(3) would, before anything is forked:
 * after the fork a missing program is an exit status like any other.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../base/result.js';

export type Program = {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
};

/** What execvp(3) searches when the environment has no PATH. */
const DEFAULT_PATH = '/usr/local/bin:/usr/bin:/bin';

/** The absolute path of the program's file, or one line that says what is missing. */
export function findProgram({ command, cwd, env }: Program): Result<string, string> {
  const [name = ''] = command;
  if (name === '') return fail('the command line is empty');
  if (!isFolder(cwd)) return fail(`cannot start ${name}: there is no folder ${cwd}`);

  if (name.includes('/')) {
    const file = resolve(cwd, name);
    return isExecutable(file)
      ? ok(file)
      : fail(`cannot start ${name}: no such executable file`);
  }
  const folders = (env['PATH'] ?? DEFAULT_PATH).split(delimiter);
  const found = folders
    .map((folder) => join(resolve(cwd, folder), name))
    .find(isExecutable);
  return found === undefined
    ? fail(`cannot start ${name}: it is not on PATH`)
    : ok(found);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
