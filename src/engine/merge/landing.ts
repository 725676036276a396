/**
 * Moves a target onto its candidate: by one compare-and-swap of refs, or, where a
 * worktree has the target checked out, by a fast-forward there when that was asked for.
 */
import { plainText } from '../../base/plain-text.js';
import { shellWord } from '../../base/shell-word.js';
import type { CommitId } from '../../domain/ids.js';
import type { TargetCheckout } from '../../domain/merge.js';
import { fastForward, inTheWay } from '../../git/fast-forward.js';
import {
  changeRefs,
  type RefChange,
  type RefFailure,
} from '../../git/ref-transaction.js';
import { branchTip, isAncestor, refsUnder, resolveCommit } from '../../git/refs.js';
import type { Repository } from '../../git/repository.js';
import { holderOf, type BranchHolder } from '../../git/worktrees.js';
import type { Beginning } from './wave-journal.js';
import { waveRefs } from './wave-refs.js';

export type Landing =
  | { readonly type: 'landed' }
  /** Only the person who has the target checked out can go on. */
  | { readonly type: 'held'; readonly why: string; readonly checkout: TargetCheckout }
  /** The target or a member moved: start again from what is there. */
  | { readonly type: 'stale'; readonly why: string }
  | { readonly type: 'refused'; readonly why: string };

export async function land(
  repo: Repository,
  begin: Beginning,
  candidate: CommitId,
): Promise<Landing> {
  const [found, holder] = await Promise.all([
    standing(repo, begin),
    holderOf(repo, begin.target),
  ]);
  if (found.target !== begin.targetOld) {
    if (await hasLanded(repo, begin, candidate))
      return recordLanding(repo, begin, candidate);
    return { type: 'stale', why: `${begin.target} moved` };
  }
  // Nothing new was in its members.
  if (candidate === found.target) return recordLanding(repo, begin, candidate);
  if (found.moved !== undefined) return { type: 'stale', why: `${found.moved} moved` };
  if (holder) return landInCheckout(repo, { begin, candidate }, holder);
  const changes = [
    targetChange(begin, candidate),
    landedChange(begin, candidate, found.landed),
  ];
  return outcome(await changeRefs(repo, changes, reflog(begin)));
}

type Standing = {
  readonly target: CommitId | null;
  /** By an earlier landing of the same wave. */
  readonly landed: CommitId | undefined;
  /** A member's branch that is not where it was pinned. */
  readonly moved: string | undefined;
};

/**
 * Members are only read: to have git verify them in the transaction would lock branches to
 * which agents may commit at that moment.
 */
async function standing(repo: Repository, begin: Beginning): Promise<Standing> {
  const { members, target, wave } = begin;
  const { landed } = waveRefs(wave);
  const names = [target, ...members.map(({ branch }) => branch)].map(head);
  const found = await refsUnder(repo, landed, ...names);
  return {
    target: found.get(head(target)) ?? null,
    landed: found.get(landed),
    moved: members.find(({ branch, tip }) => found.get(head(branch)) !== tip)?.branch,
  };
}

/** Whether the target holds the candidate: landed here, or by a person's own hand. */
export async function hasLanded(
  repo: Repository,
  begin: Beginning,
  candidate: CommitId,
): Promise<boolean> {
  const tip = await branchTip(repo, begin.target);
  return tip !== undefined && (await isAncestor(repo, candidate, tip));
}

/** Makes the `landed` ref say what the target says already. */
export async function recordLanding(
  repo: Repository,
  begin: Beginning,
  candidate: CommitId,
): Promise<Landing> {
  const landed = await resolveCommit(repo, waveRefs(begin.wave).landed);
  if (landed === candidate) return { type: 'landed' };
  const change = landedChange(begin, candidate, landed);
  return outcome(await changeRefs(repo, [change], reflog(begin)));
}

/** The fast-forward that a person can do instead, for a shell. */
export function fastForwardCommand(worktree: string, candidate: CommitId): string {
  return `git -C ${shellWord(worktree)} merge --ff-only ${candidate}`;
}

type Cast = { readonly begin: Beginning; readonly candidate: CommitId };

async function landInCheckout(
  repo: Repository,
  { begin, candidate }: Cast,
  { worktree, how }: BranchHolder,
): Promise<Landing> {
  const { target } = begin;
  const obstacle =
    how === 'checked out' ? await inTheWay(worktree, target) : `has ${target} ${how}`;
  const command = fastForwardCommand(worktree, candidate);
  const checkout = { worktree, clean: obstacle === undefined, command };
  if (obstacle !== undefined)
    return {
      type: 'held',
      why: `${worktree} ${obstacle}; when that is settled: ${command}`,
      checkout,
    };
  if (!begin.fastForward)
    return {
      type: 'held',
      why: `${target} is checked out in ${worktree}: ${command}`,
      checkout,
    };
  const where = { path: worktree, branch: target, commit: candidate };
  const moved = await fastForward(repo, where);
  if (moved.ok) return recordLanding(repo, begin, candidate);
  return { type: 'held', why: `${moved.failure.why}; by hand: ${command}`, checkout };
}

function targetChange({ target, targetOld }: Beginning, candidate: CommitId): RefChange {
  const ref = `refs/heads/${target}`;
  if (targetOld === null) return { type: 'create', ref, to: candidate };
  return { type: 'update', ref, to: candidate, from: targetOld };
}

/** An earlier landing of the same wave, on which this one stands, is replaced. */
function landedChange(
  begin: Beginning,
  candidate: CommitId,
  from: CommitId | undefined,
): RefChange {
  const ref = waveRefs(begin.wave).landed;
  return from
    ? { type: 'update', ref, to: candidate, from }
    : { type: 'create', ref, to: candidate };
}

function outcome(changed: { ok: true } | { ok: false; failure: RefFailure }): Landing {
  if (changed.ok) return { type: 'landed' };
  const { failure } = changed;
  if (failure.type === 'refused') return failure;
  return { type: 'stale', why: `${failure.ref.replace('refs/heads/', '')} moved` };
}

function reflog(begin: Beginning): string {
  return plainText(`land ${begin.wave}`);
}

function head(branch: string): string {
  return `refs/heads/${branch}`;
}
