/**
 * A worktree with the real conflict of a wave in it, for a person or an agent to resolve,
 * and the taking of what was made of it. It stands outside of every checkout, is locked
 * under our name, runs no hooks, and stays until its wave goes on or is left.
 */
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../base/result.js';
import { plainText } from '../../base/plain-text.js';
import type { CommitId, WaveId } from '../../domain/ids.js';
import type { Rule } from '../../domain/plan.js';
import { mergeTree } from '../../git/merge-tree.js';
import type { ConflictedPath, Entry } from '../../git/merged-tree.js';
import { anatomy, headOf } from '../../git/refs.js';
import { mustInRepository, type Why } from '../../git/repository.js';
import { recordFile, recordMerge } from '../../git/resolutions.js';
import { readable, reason, runGit } from '../../git/run.js';
import { removeScratches } from '../../git/scratch.js';
import { putSettled, type SettledPath } from '../../git/settled-path.js';
import { matchesPath } from '../../workflow/merge-pattern.js';
import { treeEntries } from '../../git/tree-entries.js';
import { drive } from './driver.js';
import { inQuarantine } from './quarantine.js';
import type { MergeContext, WaveRequest } from './request.js';
import { isSame } from './resolve.js';
import { placeIn, takenTree, unresolvedIn } from './taken-tree.js';
import { keepUnfinished, markUntouched } from './unfinished.js';
import { nameFor } from './wave-refs.js';

/** What is to be merged into what. */
export type Standoff = { readonly ours: CommitId; readonly theirs: CommitId };

const NO_HOOKS = ['core.hooksPath=/dev/null', 'rerere.enabled=false'];

export type Opened = {
  readonly folder: string;
  /** The paths in which what mergiraf made of them lies to be looked at. */
  readonly merged: readonly string[];
  /** What stands there: as it is wished, or the same merge as it was begun before. */
  readonly standoff: Standoff;
  readonly goesOn: boolean;
  /** Keeps what was begun there of another merge. */
  readonly kept: CommitId | undefined;
};

/** What was begun there of this very merge goes on; else what rules have settled is settled. */
export async function openConflict(
  context: MergeContext,
  { wave, rules }: Pick<WaveRequest, 'wave' | 'rules'>,
  ...[{ ours, theirs }, settled]: readonly [Standoff, readonly SettledPath[]]
): Promise<Opened> {
  const { repo } = context;
  const standoff = { ours, theirs };
  const begun = await begunBefore(context, wave, standoff);
  if (begun) return begun;
  const kept = await closeConflict(context, wave);
  await mkdir(folderOf(context), { recursive: true, mode: 0o700 });
  const path = await conflictPlace(context, wave);
  const lock = ['--detach', '--lock', '--reason', 'wtmux'];
  await mustInRepository(repo, {
    args: ['worktree', 'add', ...lock, '--', path, ours],
    config: NO_HOOKS,
  });
  const args = ['merge', '--no-commit', '--no-ff', '--no-edit', '--no-verify', theirs];
  const merged = await runGit({ folder: path, args, config: NO_HOOKS });
  if (merged.code > 1) throw new Error(`Cannot merge in ${path}: ${reason(merged)}`);
  await putSettled(path, settled);
  const looked = await tryMergiraf(context, { path, rules, standoff });
  await markUntouched(context, path);
  return { folder: path, merged: looked, standoff, goesOn: false, kept };
}

/** A merge that is tried anew has commits of another time, and the same content. */
async function begunBefore(
  context: MergeContext,
  wave: WaveId,
  { ours, theirs }: Standoff,
): Promise<Opened | undefined> {
  const folder = await conflictFolder(context, wave);
  const there = folder === undefined ? undefined : await standoffIn(context, folder);
  if (folder === undefined || there?.theirs !== theirs) return undefined;
  const [is, was] = await Promise.all(
    [ours, there.ours].map((commit) => anatomy(context.repo, commit)),
  );
  if (is?.tree !== was?.tree) return undefined;
  return { folder, merged: [], standoff: there, goesOn: true, kept: undefined };
}

/** The merge in a worktree, committed there or not yet. */
async function standoffIn(
  { repo }: MergeContext,
  folder: string,
): Promise<Standoff | undefined> {
  const [head, merging] = [await headOf(folder), await headOf(folder, 'MERGE_HEAD')];
  if (head && merging) return { ours: head, theirs: merging };
  const [ours, theirs] = head ? (await anatomy(repo, head)).parents : [];
  return ours && theirs ? { ours, theirs } : undefined;
}

/** As `mergiraf merge --help` has it for git: the result goes to the left file. */
const MERGIRAF = 'mergiraf merge --git %O %A %B -p %P';

type Attempted = {
  readonly path: string;
  readonly rules: readonly Rule[];
  readonly standoff: Standoff;
};

/** What it makes of a file lies there to be looked at; a person takes it or does better. */
async function tryMergiraf(
  context: MergeContext,
  { path, rules, standoff }: Attempted,
): Promise<readonly string[]> {
  const isMeant = ({ path: name }: ConflictedPath) =>
    rules.find((rule) => matchesPath(rule.path, readable(name)))?.resolve.type ===
    'mergiraf';
  return inQuarantine(context, async ({ repo, folder }) => {
    const merged = await mergeTree(repo, standoff.ours, standoff.theirs);
    if (!merged.ok) return [];
    const paths: string[] = [];
    for (const conflict of merged.value.conflicts.filter(isMeant)) {
      const made = await drive({ repo, env: context.env, folder }, conflict, MERGIRAF);
      if (!made.ok) continue;
      const args = ['cat-file', 'blob', made.value.oid];
      const content = await mustInRepository(repo, { args });
      await writeFile(placeIn(path, conflict.path), content);
      paths.push(plainText(readable(conflict.path), 80));
    }
    return paths;
  });
}

/** Where a wave's conflict stands to be resolved, if it does. */
export async function conflictFolder(
  context: MergeContext,
  wave: WaveId,
): Promise<string | undefined> {
  const path = await conflictPlace(context, wave);
  return (await headOf(path).catch(() => undefined)) ? path : undefined;
}

/** Where it stands when it does, as programs that work there are told. */
export async function conflictPlace(
  context: Pick<MergeContext, 'paths'>,
  wave: WaveId,
): Promise<string> {
  const folder = folderOf(context);
  return join(await realpath(folder).catch(() => folder), placeOf(wave));
}

/** Gives the commit that keeps what was begun there, if anything was. */
export async function closeConflict(
  context: MergeContext,
  wave: WaveId,
): Promise<CommitId | undefined> {
  const folder = await conflictFolder(context, wave);
  const kept =
    folder === undefined ? undefined : await keepUnfinished(context, wave, folder);
  await clear(context, wave);
  return kept;
}

/** Also removes what a kill left half made. */
async function clear(context: MergeContext, wave: WaveId): Promise<void> {
  await removeScratches(context.repo, folderOf(context), placeOf(wave));
}

/** What a rule made of a path, none when it is to go; a person may have done better. */
export type RuledPath = { readonly path: string; readonly entry?: Entry };

/**
 * Records what was made of the conflict: as the result of exactly this merge, and file by
 * file. Fails, with all as it was, while something of it is unresolved.
 */
export async function takeResolution(
  context: MergeContext,
  wave: WaveId,
  { settled = [], ...standoff }: Standoff & { readonly settled?: readonly RuledPath[] },
): Promise<Result<void, Why>> {
  const { repo } = context;
  const path = await conflictFolder(context, wave);
  if (path === undefined) return fail({ why: 'its conflict is not open; open it first' });
  const merged = await mergedAside(context, standoff);
  if (!merged.ok) return merged;
  const { conflicts } = merged.value;
  const tree = await takenTree(path, standoff, conflicts);
  if (!tree.ok) return tree;
  const { tree: ours } = await anatomy(repo, standoff.ours);
  const entries = await treeEntries(repo, tree.value);
  for (const conflict of conflicts) {
    const made = entries.get(conflict.path);
    const ruled = settled.find(({ path }) => path === conflict.path);
    if (!ruled || !isSame(ruled.entry, made)) await recordFile(repo, conflict, made);
  }
  await recordMerge(repo, ours, standoff.theirs, tree.value);
  context.checkpoint?.('recorded');
  await clear(context, wave);
  return ok(undefined);
}

/** What of it is unresolved as it stands, in words; undefined when nothing is. */
export async function leftToResolve(
  context: MergeContext,
  folder: string,
  standoff: Standoff,
): Promise<string | undefined> {
  const merged = await mergedAside(context, standoff);
  if (!merged.ok) return merged.failure.why;
  return unresolvedIn(folder, standoff, merged.value.conflicts);
}

function mergedAside(context: MergeContext, { ours, theirs }: Standoff) {
  return inQuarantine(context, ({ repo }) => mergeTree(repo, ours, theirs));
}

function folderOf({ paths }: Pick<MergeContext, 'paths'>): string {
  return join(paths.state, 'conflicts');
}

function placeOf(wave: WaveId): string {
  // The end keeps `W1` from being taken for the beginning of `W10`.
  return `wtmux-conflict-${nameFor(wave)}+`;
}
