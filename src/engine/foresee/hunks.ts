/** The two sides of conflicts, read out of the tree that git makes of a merge. */
import type { Hunk } from '../../domain/foresight.js';
import type { ConflictedPath, Entry, Pair } from '../../git/merged-tree.js';
import { mustInRepository, type Repository } from '../../git/repository.js';

/** Longer files are cut: a person reads a few screens of a conflict. */
const MAX_LINES = 400;

/** Lines that are alike that far are taken to be the same. */
const MAX_COMPARED = 100;

/** `tree` is what merging `pair` gives, conflict markers included. */
export async function hunksOf(
  repo: Repository,
  merged: { readonly tree: string; readonly pair: Pair },
  { path, ours, theirs }: ConflictedPath,
): Promise<readonly Hunk[]> {
  const marked = await textOf(repo, `${merged.tree}:${path}`);
  const sides = { ours: await lines(repo, ours), theirs: await lines(repo, theirs) };
  const hunks = marked === undefined ? [] : readHunks(marked, merged.pair);
  if (hunks.length > 0) return placed(hunks, sides).map(shortened);
  const whole = { ...sides, oursAt: 1, theirsAt: 1 };
  return sides.ours.length + sides.theirs.length > 0 ? [shortened(whole)] : [];
}

type Sides = { readonly ours: readonly string[]; readonly theirs: readonly string[] };

/** A hunk with what is merged already before it and after it. */
type Found = Sides & {
  readonly before: readonly string[];
  readonly after: readonly string[];
};

/** Git labels its markers with the names that it was given, here those of commits. */
function readHunks(text: string, [ours, theirs]: Pair): readonly Found[] {
  const hunks: Found[] = [];
  let merged: string[] = [];
  let open: { side: 'ours' | 'theirs'; ours: string[]; theirs: string[] } | undefined;
  for (const line of text.replace(/\n$/, '').split('\n')) {
    if (!open && isMarker(line, '<', ours)) open = { side: 'ours', ours: [], theirs: [] };
    else if (open?.side === 'ours' && /^=======\r?$/.test(line)) open.side = 'theirs';
    else if (open && isMarker(line, '>', theirs)) {
      const before = merged;
      merged = [];
      hunks.push({ ours: open.ours, theirs: open.theirs, before, after: merged });
      open = undefined;
    } else if (open) open[open.side].push(line);
    else merged.push(line);
  }
  return hunks;
}

/** Git does not say where the lines of a hunk are in the file of a side: they are looked up. */
function placed(hunks: readonly Found[], sides: Sides): readonly Hunk[] {
  const from = { ours: 0, theirs: 0 };
  return hunks.map(({ ours, theirs, ...around }) => {
    const at = (side: keyof Sides, lines: readonly string[]) => {
      const found = placeOf({ lines, ...around }, sides[side], from[side]);
      if (found === undefined) return null;
      from[side] = found + lines.length;
      return found + 1;
    };
    return { ours, theirs, oursAt: at('ours', ours), theirsAt: at('theirs', theirs) };
  });
}

type Sought = Omit<Found, keyof Sides> & { readonly lines: readonly string[] };

/**
 * The place in `file`, not before `from`, where such lines stand with most of the same
 * around them, of which the nearest are compared: a file may hold one line over and over.
 * Of equal ones it is that where the lines would stand had the other side changed nothing
 * before. Undefined where there is none, and for no lines.
 */
function placeOf(
  { lines, before, after }: Sought,
  file: readonly string[],
  from: number,
): number | undefined {
  if (lines.length === 0) return undefined;
  const begin = lines.slice(0, MAX_COMPARED);
  const off = (at: number) => Math.abs(at - from - before.length);
  let best: { readonly at: number; readonly same: number } | undefined;
  for (let at = from; at + lines.length <= file.length; at++) {
    if (!begin.every((line, index) => line === file[at + index])) continue;
    const above = alike(before.length, (index) => [before.at(-index), file[at - index]]);
    const end = at + lines.length - 1;
    const below = alike(after.length, (index) => [after[index - 1], file[end + index]]);
    const same = above + below;
    const isBetter = !best || same > best.same;
    if (isBetter || (same === best?.same && off(at) < off(best.at))) best = { at, same };
  }
  return best?.at;
}

/** How many of so many pairs, counted from 1, are the same from the first on. */
function alike(
  pairs: number,
  pair: (index: number) => readonly [string | undefined, string | undefined],
): number {
  const count = Math.min(pairs, MAX_COMPARED);
  for (let index = 1; index <= count; index++) {
    const [one, other] = pair(index);
    if (one !== other) return index - 1;
  }
  return count;
}

function shortened(hunk: Hunk): Hunk {
  return { ...hunk, ours: cut(hunk.ours), theirs: cut(hunk.theirs) };
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
  return text === undefined ? [] : text.replace(/\n$/, '').split('\n');
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
