/**
 * The `.gitattributes` files of commits, laid out where git reads them. They say how paths
 * are merged (`-merge`, `merge=union`, `merge=NAME`; gitattributes(5)), but git looks for
 * them in a worktree, and a merge in the object database has none: without them it would
 * merge lines of a lock file that `git merge` leaves to a person.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CommitId } from '../domain/ids.js';
import { readBlobs } from './blobs.js';
import { diffTree } from './diff-tree.js';
import type { Repository } from './repository.js';

/** Object names by path, whose bytes are `latin1`. */
type Files = ReadonlyMap<string, string>;

const PATHS = ':(glob)**/.gitattributes';

export class Attributes {
  readonly #repo: Repository;
  readonly #place: string;
  readonly #empty: (like: CommitId) => CommitId;
  readonly #known = new Map<CommitId, Files>();
  /** By what files lie there. */
  readonly #folders = new Map<string, Promise<string>>();

  /** Folders are made in `place`, whose owner removes it. `empty` makes a commit of no files. */
  constructor(repo: Repository, place: string, empty: (like: CommitId) => CommitId) {
    this.#repo = repo;
    this.#place = place;
    this.#empty = empty;
  }

  /** Looks at all of `commits` at once, which is quicker than at one after the other. */
  async learn(commits: readonly CommitId[]): Promise<void> {
    const unknown = [...new Set(commits)].filter((commit) => !this.#known.has(commit));
    const [first] = unknown;
    if (first === undefined) return;
    const [base = first] = this.#known.keys();
    const changes = await changesIn(
      this.#repo,
      unknown.map((commit) => [commit, commit === base ? this.#empty(base) : base]),
    );
    for (const commit of unknown)
      this.#known.set(commit, changed(this.#known.get(base), changes.get(commit)));
  }

  /** `commit` merges two known ones: where these agree, it need not be looked at. */
  merged(commit: CommitId, [ours, theirs]: readonly [CommitId, CommitId]): void {
    const [one, other] = [this.#known.get(ours), this.#known.get(theirs)];
    if (one && other && nameOf(one) === nameOf(other)) this.#known.set(commit, one);
  }

  /** A worktree that holds them and nothing else; undefined when `commit` has none. */
  async folderOf(commit: CommitId): Promise<string | undefined> {
    if (!this.#known.has(commit)) await this.learn([commit]);
    const files = this.#known.get(commit);
    if (!files || files.size === 0) return undefined;
    const name = nameOf(files);
    const folder = this.#folders.get(name) ?? this.#layOut(files);
    this.#folders.set(name, folder);
    return folder;
  }

  async #layOut(files: Files): Promise<string> {
    const folder = await mkdtemp(join(this.#place, 'attributes-'));
    const contents = await readBlobs(this.#repo, [...new Set(files.values())]);
    for (const [path, oid] of files) {
      const content = contents.get(oid);
      if (!content) continue;
      await mkdir(below(folder, dirname(path)), { recursive: true });
      await writeFile(below(folder, path), content);
    }
    return folder;
  }
}

/** The bytes of a path that git gave. */
function below(folder: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path, 'latin1')]);
}

function nameOf(files: Files): string {
  return [...files].flat().join('\0');
}

/** By commit, what makes its files of those of the other one. */
async function changesIn(
  repo: Repository,
  pairs: readonly (readonly [commit: CommitId, other: CommitId])[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const commits = new Set<string>(pairs.map(([commit]) => commit));
  const changes = new Map<string, string[]>();
  const lines = pairs.map((pair) => `${pair.join(' ')}\n`).join('');
  // Each answer begins with its commit; one without any paths is left out.
  let current: string[] | undefined;
  for (const field of await diffTree(repo, ['--stdin', '--', PATHS], lines)) {
    if (commits.has(field)) changes.set(field, (current = []));
    else current?.push(field);
  }
  return changes;
}

function changed(
  files: Files = new Map(),
  changes: readonly string[] | undefined = [],
): Files {
  if (changes.length === 0) return files;
  const own = new Map(files);
  apply(own, changes);
  return new Map([...own].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** `:MODE MODE OID OID STATUS` and path, in turn (git-diff-tree(1), RAW OUTPUT FORMAT). */
function apply(files: Map<string, string>, changes: readonly string[]): void {
  for (let at = 0; at + 1 < changes.length; at += 2) {
    const [, mode = '', , oid = ''] = (changes[at] ?? '').split(' ');
    const path = changes[at + 1] ?? '';
    // As git does, a symbolic link is left alone.
    if (mode.startsWith('100') && isInside(path)) files.set(path, oid);
    else files.delete(path);
  }
}

/** What no worktree can hold, a tree that somebody made by hand can. */
function isInside(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
