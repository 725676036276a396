/** Undoes the landing of a wave: its target goes back to what was recorded. */
import { fail, ok, type Result } from '../../base/result.js';
import type { CommitId, WaveId } from '../../domain/ids.js';
import { takeLock } from '../../config/lock.js';
import { changeRefs, type RefChange } from '../../git/ref-transaction.js';
import { branchTip, isAncestor, refsUnder, resolveCommit } from '../../git/refs.js';
import type { Why } from '../../git/repository.js';
import { holderOf } from '../../git/worktrees.js';
import type { MergeContext } from './request.js';
import { WaveJournal, type Beginning } from './wave-journal.js';
import { lockFile } from './wave-lock.js';
import { idOf, landedRefs, nameFor, waveRefs } from './wave-refs.js';

/** Where the target stands again; null when it had not existed and is gone. */
export type RolledBack = { readonly target: string; readonly commit: CommitId | null };

/**
 * Fails, with nothing changed, when the wave has not landed, its target has moved on
 * (named: the waves on top) or is checked out. What was rolled back can be merged again.
 */
export async function rollbackWave(
  context: MergeContext,
  wave: WaveId,
): Promise<Result<RolledBack, Why>> {
  const lock = await takeLock(lockFile(context));
  if (!lock.ok)
    return fail({ why: `process ${lock.failure.pid} merges a wave; wait for it` });
  try {
    return await rollback(context, wave);
  } finally {
    await lock.value.release();
  }
}

async function rollback(
  context: MergeContext,
  wave: WaveId,
): Promise<Result<RolledBack, Why>> {
  const { repo } = context;
  const refs = waveRefs(wave);
  await using journal = await WaveJournal.open(context.paths.repository, wave);
  const begin = journal.lastLanding;
  const landed = await resolveCommit(repo, refs.landed);
  if (!begin || !landed) return fail({ why: `${wave} has not landed` });
  const { target, targetOld } = begin;
  if (await resolveCommit(repo, refs.rolledBack))
    return ok({ target, commit: targetOld });

  const tip = (await branchTip(repo, target)) ?? null;
  const undone = tip === targetOld;
  const obstacle = undone ? undefined : await obstacleTo(context, { begin, landed, tip });
  if (obstacle !== undefined) return fail({ why: obstacle });
  const marked: RefChange = { type: 'create', ref: refs.rolledBack, to: landed };
  const changes = undone ? [marked] : [back(begin, landed), marked];
  const done = await changeRefs(repo, changes, `roll back ${nameFor(wave)}`);
  if (!done.ok) {
    const { failure } = done;
    return fail({
      why: failure.type === 'refused' ? failure.why : `${failure.ref} moved`,
    });
  }
  context.checkpoint?.('after rollback');
  await journal.append({ type: 'rolledBack', at: context.now() });
  return ok({ target, commit: targetOld });
}

function back({ target, targetOld }: Beginning, landed: CommitId): RefChange {
  const ref = `refs/heads/${target}`;
  return targetOld === null
    ? { type: 'delete', ref, from: landed }
    : { type: 'update', ref, to: targetOld, from: landed };
}

type Landed = {
  readonly begin: Beginning;
  readonly landed: CommitId;
  readonly tip: CommitId | null;
};

async function obstacleTo(
  context: MergeContext,
  { begin, landed, tip }: Landed,
): Promise<string | undefined> {
  const { target, targetOld, wave } = begin;
  if (tip === null) return `${target} is gone`;
  if (tip !== landed) {
    const above = await wavesAbove(context, wave, landed);
    const named = above.length > 0 ? `; roll back first: ${above.join(', ')}` : '';
    const revert = `git revert -m 1 undoes its merges with new commits`;
    return `${target} has moved on since ${wave} landed${named || `; ${revert}`}`;
  }
  const holder = await holderOf(context.repo, target);
  if (!holder) return undefined;
  const command =
    targetOld === null ? 'git checkout --detach' : `git reset --keep ${targetOld}`;
  return `${target} is ${holder.how} in ${holder.worktree}; run there: ${command}, then roll back again`;
}

/** Waves that stand on this one's landing, themselves not rolled back. */
async function wavesAbove(
  { repo }: MergeContext,
  wave: WaveId,
  landed: CommitId,
): Promise<readonly string[]> {
  const refs = await refsUnder(repo, landedRefs);
  const above: string[] = [];
  for (const [ref, commit] of refs) {
    const name = /([^/]+)\/landed$/.exec(ref)?.[1];
    if (name === undefined || name === nameFor(wave)) continue;
    if (refs.has(ref.replace(/landed$/, 'rolled-back'))) continue;
    if (await isAncestor(repo, landed, commit)) above.push(idOf(name));
  }
  return above;
}
