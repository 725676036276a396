/** Makes commits out of trees, without an index or a worktree. */
import { fail, ok, type Result } from '../base/result.js';
import { commitId, type CommitId } from '../domain/ids.js';
import { isSet } from './refs.js';
import { inRepository, type Repository, type Why } from './repository.js';
import { reason } from './run.js';

export type Identity = { readonly name: string; readonly email: string };

export type NewCommit = {
  readonly tree: string;
  /** All different: git drops a repeated one. */
  readonly parents: readonly CommitId[];
  readonly message: string;
  /** Author and committer. */
  readonly by: Identity;
  /** Git's own form: seconds since the epoch and an offset, `1790000000 +0200`. */
  readonly date: string;
  readonly sign: boolean;
};

/**
 * Unsigned, the same input always gives the same commit. Fails in git's words: no
 * signature could be made, the disk is full.
 */
export async function commitTree(
  repo: Repository,
  commit: NewCommit,
): Promise<Result<CommitId, Why>> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  const sign = commit.sign ? ['-S'] : [];
  const output = await inRepository(repo, {
    args: ['commit-tree', ...sign, ...parents, '-F', '-', commit.tree],
    input: commit.message,
    env: identityEnv(commit),
  });
  if (output.code !== 0) return fail({ why: reason(output) });
  return ok(commitId(output.stdout.toString().trim()));
}

/** Who commits here and the offset of their clock; fails when git was never told. */
export async function identity(
  repo: Repository,
): Promise<Result<Identity & { readonly offset: string }, Why>> {
  const output = await inRepository(repo, { args: ['var', 'GIT_COMMITTER_IDENT'] });
  const said = output.stdout.toString();
  const [, name, email, offset] = /^(.*) <(.*)> \d+ ([+-]\d{4})$/m.exec(said) ?? [];
  if (name === undefined || email === undefined || offset === undefined)
    return fail({ why: reason(output) });
  return ok({ name, email, offset });
}

/** `commit-tree` does not read this setting, so its callers must. */
export function signsCommits(repo: Repository): Promise<boolean> {
  return isSet(repo, 'commit.gpgsign');
}

function identityEnv({ by, date }: NewCommit): Record<string, string> {
  return {
    GIT_AUTHOR_NAME: by.name,
    GIT_AUTHOR_EMAIL: by.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: by.name,
    GIT_COMMITTER_EMAIL: by.email,
    GIT_COMMITTER_DATE: date,
  };
}
