/** Which files of the main checkout its worktrees get too, as git sees them. */
import type { Repository } from './repository.js';
import { fields, git, runGit } from './run.js';

/** A monitor of the file system would be a program that the repository names. */
const QUIET = ['core.fsmonitor=false'];

/**
 * Files that git ignores in the main checkout and that fit the patterns of `file`, which is
 * written as a `.gitignore` is; symbolic links too, never what is tracked. Lossless names.
 */
export async function includedFiles(
  { root }: Repository,
  file: string,
): Promise<readonly string[]> {
  const list = (exclude: string) =>
    git({
      folder: root,
      args: ['ls-files', '--others', '--ignored', '-z', exclude],
      config: QUIET,
    });
  const [wanted, ignored] = await Promise.all([
    list(`--exclude-from=${file}`),
    list('--exclude-standard'),
  ]);
  const known = new Set(fields(ignored));
  return fields(wanted).filter((name) => known.has(name));
}

/** Those of `names` that git ignores in the worktree `folder`. */
export async function ignoredIn(
  folder: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const input = Buffer.from(`${names.join('\0')}\0`, 'latin1');
  const args = ['check-ignore', '-z', '--stdin'];
  const output = await runGit({ folder, args, input, config: QUIET });
  return new Set(fields(output.stdout));
}
