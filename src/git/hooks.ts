/** Hooks of the user's repository that may stand against a merge. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { mustInRepository, type Repository } from './repository.js';

/** One is asked about every change of a ref, the other before a merge is committed. */
const GUARDS = ['reference-transaction', 'pre-merge-commit'] as const;

export type Guard = (typeof GUARDS)[number];

/** Those that git would run: there, and executable. */
export async function guards(repo: Repository): Promise<readonly Guard[]> {
  const args = ['rev-parse', '--git-path', 'hooks'];
  const said = (await mustInRepository(repo, { args })).toString().replace(/\n$/, '');
  const folder = resolve(repo.commonDir, said);
  const found = await Promise.all(
    GUARDS.map(async (name) =>
      access(join(folder, name), constants.X_OK).then(
        () => [name],
        () => [],
      ),
    ),
  );
  return found.flat();
}
