/** Makes many commits with one process. They are the ones that `commitTree` would make. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../base/result.js';
import { commitId, type CommitId } from '../domain/ids.js';
import { commitTree, type NewCommit } from './commit.js';
import { Conversation } from './conversation.js';
import type { Repository, Why } from './repository.js';

export class CommitWriter implements Disposable {
  readonly #repo: Repository;
  readonly #file: string;
  #git: Conversation | undefined;

  /** `folder` is where a file of its own may lie as long as it is used. */
  constructor(repo: Repository, folder: string) {
    this.#repo = repo;
    this.#file = join(folder, 'commit');
  }

  /** Fails in git's words. Only git itself can sign. */
  async write(commit: NewCommit): Promise<Result<CommitId, Why>> {
    if (commit.sign) return commitTree(this.#repo, commit);
    await writeFile(this.#file, objectOf(commit), { mode: 0o600 });
    const args = ['hash-object', '-t', 'commit', '-w', '--no-filters', '--stdin-paths'];
    this.#git ??= new Conversation(this.#repo, args);
    const named = await this.#git.ask(JSON.stringify(this.#file));
    return named.ok ? ok(commitId(named.value)) : named;
  }

  [Symbol.dispose](): void {
    this.#git?.[Symbol.dispose]();
  }
}

/** A commit as git stores it (gitformat: `git cat-file commit`). */
function objectOf({ tree, parents, message, by, date }: NewCommit): string {
  const who = `${by.name} <${by.email}> ${date}`;
  return [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${who}`,
    `committer ${who}`,
    '',
    message,
  ].join('\n');
}
