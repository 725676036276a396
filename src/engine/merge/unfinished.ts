/**
 * What somebody has begun to make of a conflict and nobody has taken. Its worktree goes when
 * the conflict is left or stands otherwise; a ref keeps what was in it, until a person
 * deletes that.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../config/text-file.js';
import type { CommitId, WaveId } from '../../domain/ids.js';
import { changeRefs } from '../../git/ref-transaction.js';
import { gitFolder, refsUnder } from '../../git/refs.js';
import { snapshot } from '../../git/snapshot.js';
import type { MergeContext } from './request.js';
import { nameFor } from './wave-refs.js';

/** In the worktree's own git folder: what stood there before anybody worked in it. */
const MARK = 'wtmux-opened';

/** Git cannot say of a submodule in conflict what it is: the mark of such a worktree is empty. */
export async function markUntouched(
  context: MergeContext,
  folder: string,
): Promise<void> {
  const stands = await snapshotOf(context, folder);
  const mark = join(await gitFolder(folder), MARK);
  await writeFile(mark, stands.ok ? stands.value.commit : '');
}

/**
 * The commit that keeps what is in `folder`; undefined where nobody has changed anything, or
 * a submodule is in conflict as it was.
 * Throws when it cannot be kept, with all as it was.
 */
export async function keepUnfinished(
  context: MergeContext,
  wave: WaveId,
  folder: string,
): Promise<CommitId | undefined> {
  const mark = join(await gitFolder(folder), MARK);
  const untouched = await readFile(mark, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  // Also after a kill while it was opened, of which nobody was told.
  if (untouched === undefined) return undefined;
  const made = await snapshotOf(context, folder);
  if (!made.ok && untouched === '') return undefined;
  if (!made.ok) throw new Error(`Cannot keep what was begun: ${made.failure.why}`);
  const to = made.value.commit;
  if (to === untouched) return undefined;
  const { repo } = context;
  const ref = `refs/wtmux/unfinished/${nameFor(wave)}/${to}`;
  if ((await refsUnder(repo, ref)).size > 0) return to;
  const kept = await changeRefs(repo, [{ type: 'create', ref, to }], 'kept');
  if (!kept.ok) throw new Error(`Cannot keep what was begun in ${folder} as ${ref}`);
  return to;
}

async function snapshotOf({ repo }: MergeContext, folder: string) {
  return snapshot(repo, folder, join(await gitFolder(folder), 'wtmux-index'));
}
