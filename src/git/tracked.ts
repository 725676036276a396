import { fields, git, readable } from './run.js';

/** A longer command line is refused by some systems. */
const MAX_PATHS = 500;

/** Those of `paths`, relative to the worktree at `folder`, that its index has. */
export async function trackedAmong(
  folder: string,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let at = 0; at < paths.length; at += MAX_PATHS) {
    const some = paths.slice(at, at + MAX_PATHS);
    const args = ['--literal-pathspecs', 'ls-files', '-z', '--', ...some];
    for (const name of fields(await git({ folder, args }))) found.add(readable(name));
  }
  return found;
}
