/**
 * Makes commits where only their maker looks, without a process each. They are the ones
 * that `commitTree` would make.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { ok, type Result } from '../base/result.js';
import { commitId, type CommitId } from '../domain/ids.js';
import { commitTree, type NewCommit } from './commit.js';
import { emptyTree } from './empty-tree.js';
import type { Repository, Why } from './repository.js';

/** Where new objects of `repo` go: a folder that nobody else writes to (`quarantined`). */
export type Place = { readonly repo: Repository; readonly objects: string };

/** Fails in git's words. Only git itself can sign. */
export async function writeCommit(
  { repo, objects }: Place,
  commit: NewCommit,
): Promise<Result<CommitId, Why>> {
  if (commit.sign) return commitTree(repo, commit);
  return ok(write(objects, commit));
}

/** A commit of no files and no history, in the repository of the commit `like`. */
export function writeEmptyCommit(objects: string, like: CommitId): CommitId {
  const by = { name: 'wtmux', email: 'wtmux@localhost' };
  const date = '1000000000 +0000';
  const nothing = { tree: emptyTree(like), parents: [], message: '' };
  return write(objects, { ...nothing, by, date, sign: false });
}

function write(objects: string, commit: NewCommit): CommitId {
  const object = objectOf(commit);
  const hash = commit.tree.length === 40 ? 'sha1' : 'sha256';
  const name = createHash(hash).update(object).digest('hex');
  writeObject(objects, name, object);
  return commitId(name);
}

/** As a loose object (gitrepository-layout(5), objects): too small to be worth waiting for. */
function writeObject(objects: string, name: string, object: Buffer): void {
  const folder = join(objects, name.slice(0, 2));
  const path = join(folder, name.slice(2));
  // The same commit was made before.
  if (existsSync(path)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, deflateSync(object), { flag: 'wx', mode: 0o444 });
}

/** As git names and stores it: a header with its length, then what `git cat-file` shows. */
function objectOf({ tree, parents, message, by, date }: NewCommit): Buffer {
  const who = `${by.name} <${by.email}> ${date}`;
  const content = Buffer.from(
    [
      `tree ${tree}`,
      ...parents.map((parent) => `parent ${parent}`),
      `author ${who}`,
      `committer ${who}`,
      '',
      message,
    ].join('\n'),
  );
  return Buffer.concat([Buffer.from(`commit ${content.length}\0`), content]);
}
