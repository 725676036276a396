/**
 * Puts chosen sides into the tree of a conflicted merge, through an index of its own.
 * Which side is chosen is decided elsewhere.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConflictedPath, Entry } from './merge-tree.js';
import { mustInRepository, type Repository } from './repository.js';
import { reason, runGit } from './run.js';

export type Side = 'ours' | 'theirs' | 'union';

export type Choice =
  | { readonly conflict: ConflictedPath; readonly side: Side }
  /** Neither side, but what was made of them; undefined removes the path. */
  | {
      readonly conflict: ConflictedPath;
      readonly side: 'made';
      readonly made: Entry | undefined;
    };

/** Whether both sides are plain text files, so that their lines can be joined. */
export function canUnite({ ours, theirs, kind }: ConflictedPath): boolean {
  return kind === 'contents' && isFile(ours) && isFile(theirs);
}

/** The name of `tree` with every choice applied. `union` only where `canUnite`. */
export async function resolvedTree(
  repo: Repository,
  tree: string,
  choices: readonly Choice[],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wtmux-index-'));
  try {
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    const lines: string[] = [];
    for (const choice of choices)
      lines.push(indexLine(choice, await entry(repo, folder, choice)));
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
function indexLine({ conflict }: Choice, chosen: Entry | undefined): string {
  const nothing = { mode: '0', oid: '0'.repeat(nameLength(conflict)) };
  const { mode, oid } = chosen ?? nothing;
  return `${mode} ${oid}\t${conflict.path}\0`;
}

function nameLength({ base, ours, theirs }: ConflictedPath): number {
  return (base ?? ours ?? theirs)?.oid.length ?? 40;
}

async function entry(
  repo: Repository,
  folder: string,
  choice: Choice,
): Promise<Entry | undefined> {
  if (choice.side === 'made') return choice.made;
  const { conflict, side } = choice;
  return side === 'union' ? await union(repo, folder, conflict) : conflict[side];
}

async function union(
  repo: Repository,
  folder: string,
  { ours, theirs, base }: ConflictedPath,
): Promise<Entry> {
  const paths: string[] = [];
  for (const [name, side] of Object.entries({ ours, base, theirs })) {
    const path = join(folder, name);
    await writeFile(path, side ? await blob(repo, side.oid) : '');
    paths.push(path);
  }
  const merged = await runGit({
    folder,
    args: ['merge-file', '-p', '--union', ...paths],
  });
  if (merged.code !== 0) throw new Error(`Cannot unite two files: ${reason(merged)}`);
  const args = ['hash-object', '-w', '--stdin'];
  const oid = await mustInRepository(repo, { args, input: merged.stdout });
  return { mode: ours?.mode ?? '100644', oid: oid.toString().trim() };
}

function blob(repo: Repository, oid: string): Promise<Buffer> {
  return mustInRepository(repo, { args: ['cat-file', 'blob', oid] });
}

function isFile(entry: Entry | undefined): boolean {
  return entry?.mode.startsWith('100') ?? false;
}
