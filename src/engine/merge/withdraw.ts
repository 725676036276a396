/**
 * Takes a change back out of a branch that has moved on, by a new commit on top of it. The
 * commit is made in the object database; a checkout only ever moves forward to it.
 */
import { plainText } from '../../base/plain-text.js';
import { fail, ok, type Result } from '../../base/result.js';
import type { CommitId, WaveId } from '../../domain/ids.js';
import { commitTree, identity, signsCommits } from '../../git/commit.js';
import { fastForward, inTheWay } from '../../git/fast-forward.js';
import { mergeTree } from '../../git/merge-tree.js';
import { changeRefs, type RefChange } from '../../git/ref-transaction.js';
import { anatomy } from '../../git/refs.js';
import { takeIn, type Why } from '../../git/repository.js';
import { readable } from '../../git/run.js';
import { holderOf } from '../../git/worktrees.js';
import { fastForwardCommand } from './landing.js';
import { inWords } from './pins.js';
import { inQuarantine } from './quarantine.js';
import type { MergeContext } from './request.js';

export type Withdrawal = {
  readonly wave: WaveId;
  /** The commit on which the new one stands; `after` is part of its history. */
  readonly tip: CommitId;
  /** The change is what leads from one to the other. */
  readonly before: CommitId;
  readonly after: CommitId;
  readonly message: string;
};

/** `tip` itself where nothing of the change is left. Fails when later work touched it too. */
export async function withdraw(
  context: MergeContext,
  { wave, tip, before, after, message }: Withdrawal,
): Promise<Result<CommitId, Why>> {
  const who = await identity(context.repo);
  if (!who.ok) return who;
  const { name, email, offset } = who.value;
  const date = `${Math.floor(context.now() / 1000)} ${offset}`;
  const signature = { by: { name, email }, date };
  return inQuarantine(context, async ({ repo, objects }) => {
    // To git this is a branch that left at `after` and went back to what was before.
    const way = { parents: [after], message: '', ...signature, sign: false };
    const { tree } = await anatomy(repo, before);
    const back = await commitTree(repo, { ...way, tree });
    if (!back.ok) return back;
    const merged = await mergeTree(repo, tip, back.value);
    if (!merged.ok) return merged;
    const paths = merged.value.conflicts.map(({ path }) => plainText(readable(path), 80));
    if (paths.length > 0) return fail({ why: `later work changed ${named(paths)} too` });
    if (merged.value.tree === (await anatomy(repo, tip)).tree) return ok(tip);
    const made = await commitTree(repo, {
      tree: merged.value.tree,
      parents: [tip],
      message: `${plainText(message)}\n\nWtmux-Wave: ${plainText(wave)}\n`,
      ...signature,
      sign: await signsCommits(repo),
    });
    if (!made.ok) return made;
    await takeIn(context.repo, objects, { commit: made.value, known: [tip] });
    return made;
  });
}

export type Advance = {
  readonly target: string;
  readonly from: CommitId;
  readonly to: CommitId;
  /** Refs of ours that change with the target. */
  readonly marks: readonly RefChange[];
  /** Whether a clean checkout of the target may move along. */
  readonly fastForward: boolean;
  readonly why: string;
};

/** Moves a target forward. Fails, with what to do, where only a person may move it. */
export async function advance(
  { repo }: MergeContext,
  { target, from, to, marks, why, ...wish }: Advance,
): Promise<Result<void, Why>> {
  const holder = await holderOf(repo, target);
  const update: RefChange = { type: 'update', ref: `refs/heads/${target}`, to, from };
  if (!holder) {
    const done = await changeRefs(repo, [update, ...marks], why);
    return done.ok ? done : fail({ why: inWords(done.failure) });
  }
  const { worktree, how } = holder;
  const command = fastForwardCommand(worktree, to);
  const obstacle =
    how === 'checked out' ? await inTheWay(worktree, target) : `has ${target} ${how}`;
  if (obstacle !== undefined)
    return fail({ why: `${worktree} ${obstacle}; when that is settled: ${command}` });
  if (!wish.fastForward)
    return fail({
      why: `${target} is checked out in ${worktree}: say --fast-forward to move it along`,
    });
  const moved = await fastForward(repo, { path: worktree, branch: target, commit: to });
  if (!moved.ok) return moved;
  const done = await changeRefs(repo, marks, why);
  return done.ok ? ok(undefined) : fail({ why: inWords(done.failure) });
}

/** Names beyond these would hide what to do. */
const MAX_NAMED = 3;

function named(paths: readonly string[]): string {
  const more = paths.length - MAX_NAMED;
  return paths.slice(0, MAX_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
