/**
 * The refs of a wave under way: they hold its commits, and tell a resumed merge how far
 * it came.
 */
import type { Result } from '../../base/result.js';
import type { CommitId } from '../../domain/ids.js';
import {
  changeRefs,
  type RefChange,
  type RefFailure,
} from '../../git/ref-transaction.js';
import { refsUnder } from '../../git/refs.js';
import type { Repository } from '../../git/repository.js';
import type { Chain } from './chain.js';
import type { Beginning } from './wave-journal.js';
import { waveRefs } from './wave-refs.js';

/**
 * Pins base and members, unless an earlier run did. What an earlier attempt left goes in
 * the same step; only its landing stays, for as long as it is not rolled back. Fails when
 * a member's branch moved.
 */
export async function pin(
  repo: Repository,
  begin: Beginning,
): Promise<Result<void, RefFailure>> {
  const refs = waveRefs(begin.wave);
  const wanted = new Map<string, CommitId>([
    [refs.base, begin.base],
    ...begin.members.map(({ id, tip }): [string, CommitId] => [refs.member(id), tip]),
  ]);
  const found = await refsUnder(repo, refs.all);
  const rolledBack = found.has(refs.rolledBack);
  const pinned = [...wanted].every(([ref, commit]) => found.get(ref) === commit);
  const members = [...found.keys()].filter((ref) => ref.startsWith(refs.member('')));
  if (pinned && !rolledBack && members.length === begin.members.length)
    return { ok: true, value: undefined };

  const kept = (ref: string) => wanted.has(ref) || (ref === refs.landed && !rolledBack);
  const removed = [...found].filter(([ref]) => !kept(ref));
  const changes: RefChange[] = [
    ...removed.map(([ref, from]): RefChange => ({ type: 'delete', ref, from })),
    ...[...wanted].flatMap(([ref, to]) => changeTo(ref, to, found.get(ref))),
    ...begin.members.map(({ branch, tip }): RefChange => {
      return { type: 'verify', ref: `refs/heads/${branch}`, is: tip };
    }),
  ];
  return changeRefs(repo, changes, 'pin a wave');
}

/** Keeps the chain's commits: the steps, and the candidate that gates judge. */
export async function keepChain(
  repo: Repository,
  begin: Beginning,
  { steps, candidate }: Chain,
): Promise<Result<void, RefFailure>> {
  const refs = waveRefs(begin.wave);
  const found = await refsUnder(repo, refs.all);
  const wanted: (readonly [string, CommitId])[] = [[refs.candidate, candidate]];
  for (const [index, { commit }] of steps.entries())
    if (commit) wanted.push([refs.step(index + 1), commit]);
  const changes = wanted.flatMap(([ref, to]) => changeTo(ref, to, found.get(ref)));
  return changeRefs(repo, changes, 'keep the steps of a wave');
}

/** The step commits that an earlier run kept, by index. */
export async function keptSteps(
  repo: Repository,
  begin: Beginning,
): Promise<readonly (CommitId | undefined)[]> {
  const refs = waveRefs(begin.wave);
  const found = await refsUnder(repo, refs.all);
  return begin.members.map((_member, index) => found.get(refs.step(index + 1)));
}

/** Lets go of an attempt that came to nothing. An earlier landing keeps its ref. */
export async function unpin(repo: Repository, begin: Beginning): Promise<void> {
  const refs = waveRefs(begin.wave);
  const kept: ReadonlySet<string> = new Set([refs.landed, refs.rolledBack]);
  const found = [...(await refsUnder(repo, refs.all))].filter(([ref]) => !kept.has(ref));
  const changes = found.map(([ref, from]): RefChange => ({ type: 'delete', ref, from }));
  const done = await changeRefs(repo, changes, 'unpin a wave');
  if (!done.ok) throw new Error(`Cannot delete the refs of ${begin.wave}`);
}

function changeTo(
  ref: string,
  to: CommitId,
  from: CommitId | undefined,
): readonly RefChange[] {
  if (from === to) return [];
  return [from ? { type: 'update', ref, to, from } : { type: 'create', ref, to }];
}
