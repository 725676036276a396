/**
 * Puts chosen sides into the tree of a conflicted merge, through an index of its own.
 * Which side is chosen is decided elsewhere.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConflictedPath, Entry } from './merged-tree.js';
import { mustInRepository, type Repository } from './repository.js';

export type Side = 'ours' | 'theirs';

export type Choice =
  | { readonly conflict: ConflictedPath; readonly side: Side }
  /** Neither side, but what was made of them; undefined removes the path. */
  | {
      readonly conflict: ConflictedPath;
      readonly side: 'made';
      readonly made: Entry | undefined;
    };

/** The name of `tree` with every choice applied. */
export async function resolvedTree(
  repo: Repository,
  tree: string,
  choices: readonly Choice[],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wtmux-index-'));
  try {
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    const lines = choices.map(indexLine);
    await mustInRepository(repo, { args: ['read-tree', tree], env });
    const args = ['update-index', '-z', '--index-info'];
    await mustInRepository(repo, {
      args,
      env,
      input: Buffer.from(lines.join(''), 'latin1'),
    });
    return (await mustInRepository(repo, { args: ['write-tree'], env }))
      .toString()
      .trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Mode 0 removes a path (git-update-index(1), USING --INDEX-INFO). */
function indexLine(choice: Choice): string {
  const { conflict, side } = choice;
  const chosen = side === 'made' ? choice.made : conflict[side];
  const nothing = { mode: '0', oid: '0'.repeat(nameLength(conflict)) };
  const { mode, oid } = chosen ?? nothing;
  return `${mode} ${oid}\t${conflict.path}\0`;
}

function nameLength({ base, ours, theirs }: ConflictedPath): number {
  return (base ?? ours ?? theirs)?.oid.length ?? 40;
}
