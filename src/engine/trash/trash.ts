/**
 * The trash of a repository: worktrees with all that lay in them, and their branches as
 * refs that keep the commits. Everything is moved, nothing deleted; each step of a move
 * leaves what the next call can go on from.
 *
 * An entry is a folder: `entry.json`, the `worktree`, and git's `record` of it.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../base/result.js';
import type { TrashEntry } from '../../domain/trash.js';
import { changeRefs, type RefChange } from '../../git/ref-transaction.js';
import { branchTip, gitFolder, resolveCommit } from '../../git/refs.js';
import type { Repository, Why } from '../../git/repository.js';
import { inWords } from '../merge/pins.js';
import { nameFor } from '../merge/wave-refs.js';

export type TrashPlace = {
  readonly repo: Repository;
  /** As in `Paths`: what wtmux keeps in the git folder. */
  readonly paths: { readonly repository: string };
};

type Stored = TrashEntry & {
  /** Git's record of the worktree: a folder's name in `worktrees/`. */
  readonly record: string;
};

/** The newest last. */
export async function trashEntries(place: TrashPlace): Promise<readonly TrashEntry[]> {
  return (await storedEntries(place)).map(({ record: _record, ...entry }) => entry);
}

/** Puts a worktree and its branch away. Fails, with all as it was, when either cannot be moved. */
export async function throwAway(
  place: TrashPlace,
  what: Omit<TrashEntry, 'id'>,
): Promise<Result<TrashEntry, Why>> {
  const record = basename(await gitFolder(what.path));
  const id = `${nameFor(what.workstream)}-${what.at.toString(36)}`;
  const entry: Stored = { ...what, id, record };
  const folder = folderOf(place, id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'entry.json'), JSON.stringify(entry), { mode: 0o600 });
  const kept: RefChange = { type: 'create', ref: refOf(id), to: what.commit };
  const pinned = await changeRefs(place.repo, [kept], 'keep a branch in the trash');
  if (!pinned.ok) return fail({ why: inWords(pinned.failure) });
  const moved = await moveIn(place, entry);
  if (moved.ok) return ok(withoutRecord(entry));
  await putBack(place, entry);
  return moved;
}

/** Brings both back to where they were. Fails, with all as it was, when a place is taken. */
export async function restore(
  place: TrashPlace,
  id: string,
): Promise<Result<TrashEntry, Why>> {
  const entry = (await storedEntries(place)).find((one) => one.id === id);
  if (!entry)
    return fail({ why: `there is no ${id} in the trash; wtmux trash lists it` });
  const { path, branch, commit } = entry;
  if (existsSync(path) && existsSync(join(folderOf(place, id), 'worktree')))
    return fail({ why: `${path} exists; move it away first` });
  const tip = await branchTip(place.repo, branch);
  if (tip && tip !== commit)
    return fail({ why: `branch ${branch} exists again, at ${tip.slice(0, 12)}` });
  const back = await putBack(place, entry);
  return back.ok ? ok(withoutRecord(entry)) : back;
}

/** Git's record first: a worktree without it is a plain folder, which git leaves alone. */
async function moveIn(place: TrashPlace, entry: Stored): Promise<Result<void, Why>> {
  const folder = folderOf(place, entry.id);
  const moves = [
    [recordOf(place, entry), join(folder, 'record')],
    [entry.path, join(folder, 'worktree')],
  ] as const;
  for (const [from, to] of moves) {
    const moved = await move(from, to);
    if (!moved.ok) return moved;
  }
  const ref = `refs/heads/${entry.branch}`;
  const gone: RefChange = { type: 'delete', ref, from: entry.commit };
  const deleted = await changeRefs(place.repo, [gone], 'put a branch in the trash');
  return deleted.ok ? ok(undefined) : fail({ why: inWords(deleted.failure) });
}

/** Whatever of an entry is in the trash; what a kill had left outside stays there. */
async function putBack(place: TrashPlace, entry: Stored): Promise<Result<void, Why>> {
  const { id, branch, commit, path } = entry;
  const folder = folderOf(place, id);
  if (!(await branchTip(place.repo, branch))) {
    const ref = `refs/heads/${branch}`;
    const made = await changeRefs(
      place.repo,
      [{ type: 'create', ref, to: commit }],
      'take a branch out of the trash',
    );
    if (!made.ok) return fail({ why: inWords(made.failure) });
  }
  await mkdir(dirname(path), { recursive: true });
  await mkdir(join(place.repo.commonDir, 'worktrees'), { recursive: true });
  const moves = [
    [join(folder, 'worktree'), path],
    [join(folder, 'record'), recordOf(place, entry)],
  ] as const;
  for (const [from, to] of moves) {
    const moved = existsSync(from) ? await move(from, to) : ok(undefined);
    if (!moved.ok) return moved;
  }
  await rm(folder, { recursive: true });
  const from = await resolveCommit(place.repo, refOf(id));
  if (!from) return ok(undefined);
  const unpinned: RefChange = { type: 'delete', ref: refOf(id), from };
  const done = await changeRefs(place.repo, [unpinned], 'forget a branch of the trash');
  return done.ok ? ok(undefined) : fail({ why: inWords(done.failure) });
}

/** Never onto something that exists. */
async function move(from: string, to: string): Promise<Result<void, Why>> {
  if (existsSync(to)) return fail({ why: `${to} exists` });
  try {
    await rename(from, to);
    return ok(undefined);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const other = why.includes('EXDEV') ? ' (it lies on another disk)' : '';
    return fail({ why: `${from} cannot be moved${other}: ${why}` });
  }
}

async function storedEntries(place: TrashPlace): Promise<readonly Stored[]> {
  const names = await readdir(trashOf(place)).catch(() => []);
  const entries: Stored[] = [];
  for (const name of names) {
    const file = join(trashOf(place), name, 'entry.json');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const entry: Stored = JSON.parse(text);
    entries.push(entry);
  }
  return entries.toSorted((one, other) => one.at - other.at);
}

function withoutRecord({ record: _record, ...entry }: Stored): TrashEntry {
  return entry;
}

function recordOf({ repo }: TrashPlace, { record }: Stored): string {
  return join(repo.commonDir, 'worktrees', record);
}

function folderOf(place: TrashPlace, id: string): string {
  return join(trashOf(place), id);
}

function trashOf({ paths }: TrashPlace): string {
  return join(paths.repository, 'trash');
}

function refOf(id: string): string {
  return `refs/wtmux/trash/${id}`;
}
