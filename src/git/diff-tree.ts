/** What differs between trees (git-diff-tree(1)). */
import { join } from 'node:path';
import { mustInRepository, type Repository } from './repository.js';
import { fields } from './run.js';

/**
 * NUL-separated fields, bytes as `latin1`. `pairs` go to standard input: a commit, a space
 * and another one, each on a line of its own.
 *
 * The command reads the whole index before it looks at anything, and needs nothing of it: in
 * a large repository that took most of its time. So it is told of one that is not there.
 */
export async function diffTree(
  repo: Repository,
  args: readonly string[],
  pairs?: string,
): Promise<readonly string[]> {
  const output = await mustInRepository(repo, {
    args: ['diff-tree', '-r', '-z', '--no-renames', ...args],
    env: { GIT_INDEX_FILE: join(repo.commonDir, 'wtmux/no-index') },
    ...(pairs === undefined ? {} : { input: pairs }),
  });
  return fields(output);
}
