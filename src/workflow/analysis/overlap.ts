/**
 * Which workstreams would get into each other's way: those that own the same files, and
 * those whose files were changed together in the past.
 */
import type { WorkstreamId } from '../../domain/ids.js';
import type { Workstream } from '../../domain/plan.js';
import { matchesPath } from '../merge-pattern.js';

/** What git tells of the files. */
export type FileFacts = {
  /** The files of the commit that the plan starts from. */
  readonly files: readonly string[];
  /** The files of each of the last commits, merges left out. */
  readonly history: readonly (readonly string[])[];
};

export type Overlap = {
  /** Files that some workstream owns; a pattern that fits none counts as one to come. */
  readonly files: number;
  /** Of these, those that more than one owns. */
  readonly shared: readonly string[];
  /** Workstreams that own files: the domains. */
  readonly domains: number;
  /** The share of shared files, in percent. */
  readonly percent: number;
  /** Workstreams that own none, so that nothing can be said of them. */
  readonly unknown: readonly WorkstreamId[];
  readonly pairs: readonly Pair[];
};

export type Pair = {
  readonly one: WorkstreamId;
  readonly other: WorkstreamId;
  readonly shared: readonly string[];
  /** How often commits that touched the files of either touched both, in percent. */
  readonly together: number;
  /** Commits that touched both. */
  readonly commits: number;
};

/** A commit with more files is a sweep through all of them, and says nothing of two. */
const MAX_FILES_OF_A_COMMIT = 60;

/** Fewer commits are chance. */
const LEAST_COMMITS = 3;

/** From here on two workstreams belong together rather than side by side. */
export const TOGETHER_PERCENT = 30;

export function overlapOf(
  workstreams: readonly Workstream[],
  { files, history }: FileFacts,
): Overlap {
  const owners = ownersOf(workstreams, files);
  const shared = [...owners].filter(([, owning]) => owning.length > 1);
  const owning = new Set([...owners.values()].flat());
  return {
    files: owners.size,
    shared: shared.map(([file]) => file),
    domains: owning.size,
    percent: owners.size === 0 ? 0 : Math.round((100 * shared.length) / owners.size),
    unknown: workstreams.flatMap(({ id }, at) => (owning.has(at) ? [] : [id])),
    pairs: pairsOf(workstreams, owners, history),
  };
}

type Owners = ReadonlyMap<string, readonly number[]>;

function ownersOf(workstreams: readonly Workstream[], files: readonly string[]): Owners {
  const owners = new Map<string, number[]>();
  const own = (file: string, at: number) => {
    const known = owners.get(file) ?? [];
    if (!known.includes(at)) known.push(at);
    owners.set(file, known);
  };
  for (const [at, { owns }] of workstreams.entries())
    for (const pattern of owns) {
      const fitting = fittingFiles(pattern, files);
      for (const file of fitting.length === 0 ? [pattern] : fitting) own(file, at);
    }
  return owners;
}

/** What the pattern begins with sorts out most files before it is compared. */
function fittingFiles(pattern: string, files: readonly string[]): readonly string[] {
  const [head = ''] = pattern.replace(/^\.?\//, '').split(/[*?]/);
  const start = head.replace(/\/$/, '');
  const anywhere = !pattern.includes('/');
  return files.filter(
    (file) =>
      (anywhere ? file.includes(start) : file.startsWith(start)) &&
      matchesPath(pattern, file),
  );
}

type Count = { both: number; readonly shared: string[] };

function pairsOf(
  workstreams: readonly Workstream[],
  owners: Owners,
  history: FileFacts['history'],
): readonly Pair[] {
  const counts = new Map<string, Count>();
  const touched = workstreams.map(() => 0);
  const countOf = (one: number, other: number) => {
    const key = `${one} ${other}`;
    const known = counts.get(key) ?? { both: 0, shared: [] };
    counts.set(key, known);
    return known;
  };
  for (const [file, owning] of owners)
    for (const [one, other] of twos(owning)) countOf(one, other).shared.push(file);
  for (const files of history) {
    if (files.length > MAX_FILES_OF_A_COMMIT) continue;
    const owning = [...new Set(files.flatMap((file) => owners.get(file) ?? []))];
    for (const at of owning) touched[at] = (touched[at] ?? 0) + 1;
    for (const [one, other] of twos(owning.toSorted((a, b) => a - b)))
      countOf(one, other).both += 1;
  }
  return [...counts].flatMap(([key, { both, shared }]) => {
    const [one = 0, other = 0] = key.split(' ').map(Number);
    const either = (touched[one] ?? 0) + (touched[other] ?? 0) - both;
    const percent = either === 0 ? 0 : Math.round((100 * both) / either);
    const together = both >= LEAST_COMMITS && percent >= TOGETHER_PERCENT;
    const [first, second] = [workstreams[one]?.id, workstreams[other]?.id];
    if (!first || !second || (shared.length === 0 && !together)) return [];
    return [{ one: first, other: second, shared, together: percent, commits: both }];
  });
}

function twos(list: readonly number[]): readonly (readonly [number, number])[] {
  return list.flatMap((one, at) =>
    list.slice(at + 1).map((other) => [one, other] as const),
  );
}
