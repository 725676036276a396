/**
 * Resolutions of conflicts that people made, kept as refs so that git holds what they name.
 * One of a file is keyed by the three versions that met, one of a whole merge by what was
 * merged into what; it counts for exactly that.
 */
import { createHash } from 'node:crypto';
import type { CommitId } from '../domain/ids.js';
import type { ConflictedPath, Entry } from './merged-tree.js';
import { inRepository, mustInRepository, type Repository } from './repository.js';
import { fields } from './run.js';

const ROOT = 'refs/wtmux/resolutions/';
const NAME = 'resolution';

/** Undefined in `entry`: the path is to go. */
export type Recorded = { readonly entry: Entry | undefined };

/** What was made of exactly these three versions; undefined when nobody has resolved them. */
export async function recordedFile(
  repo: Repository,
  conflict: ConflictedPath,
): Promise<Recorded | undefined> {
  const tree = await treeAt(repo, fileRef(conflict));
  if (tree === undefined) return undefined;
  const listed = await mustInRepository(repo, { args: ['ls-tree', '-z', tree] });
  const [, mode, oid] = /^(\d+) \w+ (\w+)\t/.exec(fields(listed)[0] ?? '') ?? [];
  return { entry: mode === undefined || oid === undefined ? undefined : { mode, oid } };
}

export async function recordFile(
  repo: Repository,
  conflict: ConflictedPath,
  entry: Entry | undefined,
): Promise<void> {
  await keep(
    repo,
    fileRef(conflict),
    await (entry ? treeOf(repo, entry) : emptyTree(repo)),
  );
}

/** The tree that a person made of merging `theirs` into a commit of the tree `ours`. */
export function recordedMerge(
  repo: Repository,
  ours: string,
  theirs: CommitId,
): Promise<string | undefined> {
  return treeAt(repo, mergeRef(ours, theirs));
}

export function recordMerge(
  repo: Repository,
  ours: string,
  ...[theirs, tree]: readonly [theirs: CommitId, tree: string]
): Promise<void> {
  return keep(repo, mergeRef(ours, theirs), tree);
}

function fileRef({ base, ours, theirs }: ConflictedPath): string {
  const versions = [base, ours, theirs].map((one) =>
    one ? `${one.mode} ${one.oid}` : '-',
  );
  return `${ROOT}file/${keyOf(versions)}`;
}

function mergeRef(ours: string, theirs: CommitId): string {
  return `${ROOT}merge/${keyOf([ours, theirs])}`;
}

function keyOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40);
}

async function treeAt(repo: Repository, ref: string): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', `${ref}^{tree}`];
  const output = await inRepository(repo, { args });
  return output.code === 0 ? output.stdout.toString().trim() : undefined;
}

async function keep(repo: Repository, ref: string, tree: string): Promise<void> {
  await mustInRepository(repo, { args: ['update-ref', ref, tree] });
}

async function made(
  repo: Repository,
  args: readonly string[],
  input: string,
): Promise<string> {
  return (await mustInRepository(repo, { args, input })).toString().trim();
}

function treeOf(repo: Repository, { mode, oid }: Entry): Promise<string> {
  const kind = mode === '160000' ? 'commit' : 'blob';
  const input = `${mode} ${kind} ${oid}\t${NAME}\0`;
  return made(repo, ['mktree', '-z', '--missing'], input);
}

function emptyTree(repo: Repository): Promise<string> {
  return made(repo, ['hash-object', '-t', 'tree', '-w', '/dev/null'], '\n');
}
