/**
 * Undoes the landing of a wave, and lands it again. While nothing stands on it, the target
 * goes back to what was recorded; else a new commit takes it out, and another one that in.
 */
import { fail, ok, type Result } from '../../base/result.js';
import type { CommitId, WaveId } from '../../domain/ids.js';
import { takeLock } from '../../config/lock.js';
import { changeRefs, type RefChange } from '../../git/ref-transaction.js';
import { anatomy, isAncestor, refsHolding, refsUnder } from '../../git/refs.js';
import type { Why } from '../../git/repository.js';
import { holderOf } from '../../git/worktrees.js';
import { inWords } from './pins.js';
import type { MergeContext } from './request.js';
import { WaveJournal, type Beginning } from './wave-journal.js';
import { lockFile } from './wave-lock.js';
import { idOf, landedRefs, nameFor, waveRefs } from './wave-refs.js';
import { advance, withdraw } from './withdraw.js';

/** Where the target stands now; null when it had not existed and is gone. */
export type Undone = { readonly target: string; readonly commit: CommitId | null };

export type UndoWish = {
  /** With a new commit, whatever stands on the landing. */
  readonly revert: boolean;
  readonly fastForward: boolean;
};

/**
 * Fails, with nothing changed, when the wave has not landed, and without `revert` when its
 * target has moved on (named: the waves on top), was pushed or is checked out.
 */
export function rollbackWave(
  context: MergeContext,
  wave: WaveId,
  wish: UndoWish = { revert: false, fastForward: false },
): Promise<Result<Undone, Why>> {
  return locked(context, wave, async (journal) => {
    const found = await landingOf(context, journal, wave);
    if (!found.ok) return found;
    const landing = found.value;
    if (landing.rolledBack) {
      await explain(context, journal, 'rolledBack');
      return ok({ target: landing.begin.target, commit: landing.tip });
    }
    const done = wish.revert
      ? await revert(context, landing, wish)
      : await moveBack(context, landing);
    if (!done.ok) return done;
    context.checkpoint?.('after rollback');
    await explain(context, journal, 'rolledBack');
    return ok({ target: landing.begin.target, commit: done.value });
  });
}

/** The very commit that had landed, or one that takes its revert back. */
export function redoWave(
  context: MergeContext,
  wave: WaveId,
  { fastForward }: Pick<UndoWish, 'fastForward'>,
): Promise<Result<Undone & { readonly landed: CommitId }, Why>> {
  return locked(context, wave, async (journal) => {
    const found = await landingOf(context, journal, wave);
    if (!found.ok) return found;
    const { begin, landed, rolledBack, reverted, tip } = found.value;
    const answer = (commit: CommitId) => ok({ target: begin.target, commit, landed });
    if (!rolledBack) {
      await explain(context, journal, 'landed', landed);
      return tip ? answer(tip) : fail({ why: `${begin.target} is gone` });
    }
    const done = reverted
      ? await takeRevertBack(context, { ...found.value, reverted }, fastForward)
      : await moveForward(context, found.value, fastForward);
    if (!done.ok) return done;
    context.checkpoint?.('after redo');
    await explain(context, journal, 'landed', landed);
    return answer(done.value);
  });
}

type Landing = {
  readonly begin: Beginning;
  readonly landed: CommitId;
  /** The target's end; null when it is gone. */
  readonly tip: CommitId | null;
  readonly rolledBack: boolean;
  /** The commit that took it out, when one did. */
  readonly reverted: CommitId | undefined;
};

async function locked<Value>(
  context: MergeContext,
  wave: WaveId,
  job: (journal: WaveJournal) => Promise<Result<Value, Why>>,
): Promise<Result<Value, Why>> {
  const lock = await takeLock(lockFile(context));
  if (!lock.ok)
    return fail({ why: `process ${lock.failure.pid} merges a wave; wait for it` });
  try {
    await using journal = await WaveJournal.open(context.paths.repository, wave);
    return await job(journal);
  } finally {
    await lock.value.release();
  }
}

/** Journalled once, also when a kill came between the refs and the journal. */
async function explain(
  { now }: MergeContext,
  journal: WaveJournal,
  ...[type, commit]: readonly ['rolledBack'] | readonly ['landed', CommitId]
): Promise<void> {
  if (journal.current.at(-1)?.type === type) return;
  await journal.append(
    type === 'landed' ? { type, at: now(), commit } : { type, at: now() },
  );
}

async function landingOf(
  { repo }: MergeContext,
  journal: WaveJournal,
  wave: WaveId,
): Promise<Result<Landing, Why>> {
  const refs = waveRefs(wave);
  const begin = journal.lastLanding;
  const head = `refs/heads/${begin?.target ?? ''}`;
  const found = await refsUnder(repo, refs.all, ...(begin ? [head] : []));
  const landed = found.get(refs.landed);
  if (!begin || !landed) return fail({ why: `${wave} has not landed` });
  return ok({
    begin,
    landed,
    tip: found.get(head) ?? null,
    rolledBack: found.has(refs.rolledBack),
    reverted: found.get(refs.reverted),
  });
}

async function moveBack(
  context: MergeContext,
  landing: Landing,
): Promise<Result<CommitId | null, Why>> {
  const { begin, landed, tip } = landing;
  const { wave, target, targetOld } = begin;
  const undone = tip === targetOld;
  const obstacle = undone ? undefined : await obstacleTo(context, landing);
  if (obstacle !== undefined) return fail({ why: obstacle });
  const marked: RefChange = {
    type: 'create',
    ref: waveRefs(wave).rolledBack,
    to: landed,
  };
  const ref = `refs/heads/${target}`;
  const back: RefChange =
    targetOld === null
      ? { type: 'delete', ref, from: landed }
      : { type: 'update', ref, to: targetOld, from: landed };
  const changes = undone ? [marked] : [back, marked];
  const done = await changeRefs(context.repo, changes, `roll back ${nameFor(wave)}`);
  return done.ok ? ok(targetOld) : fail({ why: inWords(done.failure) });
}

async function moveForward(
  context: MergeContext,
  { begin, landed, tip }: Landing,
  fastForward: boolean,
): Promise<Result<CommitId, Why>> {
  const { wave, target, targetOld } = begin;
  if (tip !== targetOld && tip !== landed)
    return fail({
      why: `${target} has moved on; merge ${wave} anew: wtmux merge ${wave}`,
    });
  const refs = waveRefs(wave);
  const unmark: RefChange = { type: 'delete', ref: refs.rolledBack, from: landed };
  const why = `land ${nameFor(wave)} again`;
  if (tip !== null && tip !== landed) {
    const wish = { target, from: tip, to: landed, marks: [unmark], fastForward, why };
    const done = await advance(context, wish);
    return done.ok ? ok(landed) : done;
  }
  const create: RefChange = { type: 'create', ref: `refs/heads/${target}`, to: landed };
  const changes = tip === null ? [create, unmark] : [unmark];
  const done = await changeRefs(context.repo, changes, why);
  return done.ok ? ok(landed) : fail({ why: inWords(done.failure) });
}

/** By a commit on top of all that came later, kept until it is where it belongs. */
async function revert(
  context: MergeContext,
  { begin, landed, tip, reverted }: Landing,
  { fastForward }: UndoWish,
): Promise<Result<CommitId, Why>> {
  const { wave, target, base } = begin;
  const { repo } = context;
  const refs = waveRefs(wave);
  const marked: RefChange = { type: 'create', ref: refs.rolledBack, to: landed };
  const why = `revert ${nameFor(wave)}`;
  if (tip === null) return fail({ why: `${target} is gone` });
  if (!(await isAncestor(repo, landed, tip)))
    return fail({ why: `${target} does not hold what ${wave} landed` });
  if (reverted && (await isAncestor(repo, reverted, tip))) {
    const done = await changeRefs(repo, [marked], why);
    return done.ok ? ok(tip) : fail({ why: inWords(done.failure) });
  }
  const what = { wave, tip, before: base, after: landed };
  const made = await withdraw(context, { ...what, message: `Revert wave ${wave}` });
  if (!made.ok) return fail({ why: `${wave} cannot be reverted: ${made.failure.why}` });
  const to = made.value;
  if (to === tip) return fail({ why: `nothing of ${wave} is left in ${target}` });
  const ref = refs.reverted;
  const keep: RefChange = reverted
    ? { type: 'update', ref, to, from: reverted }
    : { type: 'create', ref, to };
  const kept = await changeRefs(repo, [keep], why);
  if (!kept.ok) return fail({ why: inWords(kept.failure) });
  context.checkpoint?.('revert kept');
  const wish = { target, from: tip, to, marks: [marked], fastForward, why };
  const done = await advance(context, wish);
  return done.ok ? ok(to) : done;
}

async function takeRevertBack(
  context: MergeContext,
  landing: Landing & { readonly reverted: CommitId },
  fastForward: boolean,
): Promise<Result<CommitId, Why>> {
  const { begin, landed, reverted, tip } = landing;
  const { wave, target } = begin;
  if (tip === null) return fail({ why: `${target} is gone` });
  const [before] = (await anatomy(context.repo, reverted)).parents;
  if (!before) return fail({ why: `${reverted} is no revert` });
  const what = { wave, tip, before, after: reverted };
  const message = `Land wave ${wave} again, which was reverted`;
  const made = await withdraw(context, { ...what, message });
  if (!made.ok) return fail({ why: `${wave} cannot come back: ${made.failure.why}` });
  const refs = waveRefs(wave);
  const marks: readonly RefChange[] = [
    { type: 'delete', ref: refs.rolledBack, from: landed },
    { type: 'delete', ref: refs.reverted, from: reverted },
  ];
  const why = `land ${nameFor(wave)} again`;
  const wish = { target, from: tip, to: made.value, marks, fastForward, why };
  if (made.value === tip) {
    const unmarked = await changeRefs(context.repo, marks, why);
    return unmarked.ok ? ok(tip) : fail({ why: inWords(unmarked.failure) });
  }
  const done = await advance(context, wish);
  return done.ok ? ok(made.value) : done;
}

async function obstacleTo(
  context: MergeContext,
  { begin, landed, tip }: Landing,
): Promise<string | undefined> {
  const { target, targetOld, wave } = begin;
  const revert = `wtmux rollback ${wave} --revert takes it out with a new commit`;
  if (tip === null) return `${target} is gone`;
  if (tip !== landed) {
    const above = await wavesAbove(context, wave, landed);
    const named = above.length > 0 ? `; roll back first: ${above.join(', ')}` : '';
    return `${target} has moved on since ${wave} landed${named}; or ${revert}`;
  }
  const [pushed] = await refsHolding(context.repo, 'refs/remotes', landed);
  if (pushed !== undefined)
    return `${target} was pushed to ${pushed.replace('refs/remotes/', '')}; ${revert}`;
  const holder = await holderOf(context.repo, target);
  if (!holder) return undefined;
  const command =
    targetOld === null ? 'git checkout --detach' : `git reset --keep ${targetOld}`;
  return `${target} is ${holder.how} in ${holder.worktree}; run there: ${command}, then roll back again; or ${revert}`;
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
