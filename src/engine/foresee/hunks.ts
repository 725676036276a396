/** The two sides of conflicts, read out of the tree that git makes of a merge. */
import type { Hunk } from '../../domain/foresight.js';
import type { ConflictedPath, Entry, Pair } from '../../git/merged-tree.js';
import { mustInRepository, type Repository } from '../../git/repository.js';

/** Longer files are cut: a person reads a few screens of a conflict. */
const MAX_LINES = 400;

/** `tree` is what merging `pair` gives, conflict markers included. */
export async function hunksOf(
  repo: Repository,
  merged: { readonly tree: string; readonly pair: Pair },
  { path, ours, theirs }: ConflictedPath,
): Promise<readonly Hunk[]> {
  const marked = await textOf(repo, `${merged.tree}:${path}`);
  const hunks = marked === undefined ? [] : readHunks(marked, merged.pair);
  if (hunks.length > 0) return hunks;
  const whole = { ours: await lines(repo, ours), theirs: await lines(repo, theirs) };
  return whole.ours.length + whole.theirs.length > 0 ? [whole] : [];
}

type Open = { side: 'ours' | 'theirs'; ours: string[]; theirs: string[] };

/** Git labels its markers with the names that it was given, here those of commits. */
function readHunks(text: string, [ours, theirs]: Pair): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let open: Open | undefined;
  for (const line of text.split('\n')) {
    if (!open && isMarker(line, '<', ours)) open = { side: 'ours', ours: [], theirs: [] };
    else if (open?.side === 'ours' && /^=======\r?$/.test(line)) open.side = 'theirs';
    else if (open && isMarker(line, '>', theirs)) {
      hunks.push({ ours: cut(open.ours), theirs: cut(open.theirs) });
      open = undefined;
    } else if (open) open[open.side].push(line);
  }
  return hunks;
}

/** Where both sides renamed a file, `:` and its name follow the label. */
function isMarker(line: string, sign: string, label: string): boolean {
  const begin = `${sign.repeat(7)} ${label}`;
  return line.startsWith(begin) && /^(?::.*)?\r?$/.test(line.slice(begin.length));
}

async function lines(
  repo: Repository,
  entry: Entry | undefined,
): Promise<readonly string[]> {
  const text = entry && (await textOf(repo, entry.oid));
  return text === undefined ? [] : cut(text.replace(/\n$/, '').split('\n'));
}

/**
 * Undefined for what is no text, or is not there. Asked for on standard input, because
 * paths are bytes, which arguments cannot carry.
 */
async function textOf(repo: Repository, object: string): Promise<string | undefined> {
  const output = await mustInRepository(repo, {
    args: ['cat-file', '--batch', '-z'],
    input: Buffer.from(`${object}\0`, 'latin1'),
  });
  const end = output.indexOf('\n');
  const [, size] = /^\w+ blob (\d+)$/.exec(output.toString('latin1', 0, end)) ?? [];
  if (size === undefined) return undefined;
  const content = output.subarray(end + 1, end + 1 + Number(size));
  return content.includes(0) ? undefined : content.toString('utf8');
}

function cut(all: readonly string[]): readonly string[] {
  const more = all.length - MAX_LINES;
  return more > 0 ? [...all.slice(0, MAX_LINES), `(${more} lines more)`] : all;
}
