/** Where merges are tried: what they make goes to a folder from where nothing else sees it. */
import { join } from 'node:path';
import type { CommitId } from '../domain/ids.js';
import { Attributes } from './attributes.js';
import { writeEmptyCommit } from './commit-writer.js';
import { Merger } from './merger.js';
import { callIn, type Repository } from './repository.js';
import type { GitCall } from './run.js';

export type Quarantined = Repository &
  AsyncDisposable & {
    /** How the paths of its commits are merged. */
    readonly attributes: Attributes;
    /** Merges by the attributes that lie in a folder, or by none. */
    readonly merger: (attributes: string | undefined) => Merger;
  };

/** The repository with new objects going to `objects`; both folders are their owner's. */
export function quarantined(
  repo: Repository,
  { objects, folder }: { readonly objects: string; readonly folder: string },
): Quarantined {
  const env = {
    ...repo.env,
    GIT_OBJECT_DIRECTORY: objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(join(repo.commonDir, 'objects')),
  };
  const place = { ...repo, passing: true, env };
  const empty = (like: CommitId) => writeEmptyCommit(objects, like);
  const mergers = new Map<string | undefined, Merger>();
  return {
    ...place,
    attributes: new Attributes(place, folder, empty),
    merger(attributes) {
      const known = mergers.get(attributes);
      if (known) return known;
      const call = attributedCall(place, attributes);
      const merger = new Merger(call, empty);
      mergers.set(attributes, merger);
      return merger;
    },
    async [Symbol.asyncDispose]() {
      for (const merger of mergers.values()) await merger[Symbol.asyncDispose]();
    },
  };
}

/** A call for which git takes the folder of attributes for its worktree. */
export function attributedCall(
  repo: Repository,
  attributes: string | undefined,
): Omit<GitCall, 'args' | 'input'> {
  if (attributes === undefined) return callIn(repo, { args: [] });
  const env = { GIT_DIR: repo.commonDir, GIT_WORK_TREE: attributes };
  return { ...callIn(repo, { args: [], env }), folder: attributes };
}
