/**
 * The refs of a wave under way: they hold its commits, and tell a resumed merge how far
 * it came.
 */
import { ok, type Result } from '../../base/result.js';
import type { CommitId } from '../../domain/ids.js';
import { RefWriter, type RefChange, type RefFailure } from '../../git/ref-transaction.js';
import { refsUnder } from '../../git/refs.js';
import type { Repository } from '../../git/repository.js';
import type { Chain } from './chain.js';
import { orphaned } from './orphans.js';
import type { Beginning } from './wave-journal.js';
import { waveRefs } from './wave-refs.js';

/** Refs of a wave as they were found or made. */
export type OwnRefs = ReadonlyMap<string, CommitId>;

/** Where pins are made, one step after the other. */
export type Pins = AsyncDisposable & {
  readonly repo: Repository;
  readonly writer: RefWriter;
};

export function pinsIn(repo: Repository): Pins {
  // A power cut may take them, as it may take any branch of git's: then they are made anew.
  const writer = new RefWriter({ ...repo, passing: true }, 'keep the commits of a wave');
  return { repo, writer, [Symbol.asyncDispose]: () => writer[Symbol.asyncDispose]() };
}

/**
 * Pins base and members, unless an earlier run did. What an earlier attempt left goes in
 * the same step; only its landing stays, for as long as it is not rolled back. `known` are
 * refs that were just read, these among them.
 */
export async function pin(
  pins: Pins,
  begin: Beginning,
  known: OwnRefs,
): Promise<Result<OwnRefs, RefFailure>> {
  const refs = waveRefs(begin.wave);
  const own = [...known].filter(([ref]) => ref.startsWith(refs.all));
  const changes = (found: OwnRefs) => {
    if (isPinned(begin, found)) return [];
    const wanted = pinsOf(begin);
    const landed = found.has(refs.rolledBack) ? '' : refs.landed;
    const kept = (ref: string) => wanted.has(ref) || ref === landed;
    const removed = [...found].filter(([ref]) => !kept(ref));
    return [...removed.map(deletion), ...changesTo(wanted, found)];
  };
  return changeOwn(pins, begin, changes, new Map(own));
}

/** Whether an earlier run of the same attempt pinned all. */
function isPinned(begin: Beginning, found: OwnRefs): boolean {
  const refs = waveRefs(begin.wave);
  if (found.has(refs.rolledBack)) return false;
  const members = [...found.keys()].filter((ref) => ref.startsWith(refs.member('')));
  if (members.length !== begin.members.length) return false;
  return [...pinsOf(begin)].every(([ref, commit]) => found.get(ref) === commit);
}

function pinsOf({ wave, base, members }: Beginning): ReadonlyMap<string, CommitId> {
  const refs = waveRefs(wave);
  return new Map([
    [refs.base, base],
    ...members.map(({ id, tip }): [string, CommitId] => [refs.member(id), tip]),
  ]);
}

/**
 * Keeps the chain's commits: the steps, and the candidate that gates judge. `found` is what
 * `pin` left.
 */
export async function keepChain(
  pins: Pins,
  begin: Beginning,
  { chain, found }: { readonly chain: Chain; readonly found: OwnRefs },
): Promise<Result<OwnRefs, RefFailure>> {
  const refs = waveRefs(begin.wave);
  const wanted = new Map([[refs.candidate, chain.candidate]]);
  for (const [index, { commit }] of chain.steps.entries())
    if (commit) wanted.set(refs.step(index + 1), commit);
  return changeOwn(pins, begin, (now) => changesTo(wanted, now), found);
}

/** The step commits that an earlier run of the same attempt kept, by index. */
export function keptSteps(
  begin: Beginning,
  found: OwnRefs,
): readonly (CommitId | undefined)[] {
  if (!isPinned(begin, found)) return [];
  const refs = waveRefs(begin.wave);
  return begin.members.map((_member, index) => found.get(refs.step(index + 1)));
}

/**
 * Lets go of an attempt that came to nothing. An earlier landing keeps its ref, and what no
 * branch holds any more gets one.
 */
export async function unpin(repo: Repository, begin: Beginning): Promise<void> {
  const refs = waveRefs(begin.wave);
  const kept: ReadonlySet<string> = new Set([
    refs.landed,
    refs.rolledBack,
    refs.reverted,
  ]);
  const orphans = await orphaned(repo, begin);
  await using pins = pinsIn(repo);
  const done = await changeOwn(pins, begin, (found) => {
    const gone = [...found].filter(([ref]) => !kept.has(ref)).map(deletion);
    return gone.length === 0 ? [] : [...orphans, ...gone];
  });
  if (!done.ok)
    throw new Error(`Cannot let go of ${begin.wave}: ${inWords(done.failure)}`);
}

export function inWords(failure: RefFailure): string {
  return failure.type === 'refused' ? failure.why : `${failure.ref} moved`;
}

/**
 * Only we change these refs, but a git command that outlived its engine may be about to
 * finish: then look again.
 */
const TRIES = 3;

/** Gives the refs as they are afterwards. `known` spares the first look. */
async function changeOwn(
  { repo, writer }: Pins,
  begin: Beginning,
  ...[changes, known]: readonly [
    changes: (found: OwnRefs) => readonly RefChange[],
    known?: OwnRefs,
  ]
): Promise<Result<OwnRefs, RefFailure>> {
  for (let tries = 1; ; tries++) {
    const seen = tries === 1 ? known : undefined;
    const found = seen ?? (await refsUnder(repo, waveRefs(begin.wave).all));
    const wanted = changes(found);
    const done = await writer.change(wanted);
    if (done.ok) return ok(afterwards(found, wanted));
    if (done.failure.type === 'refused' || tries === TRIES) return done;
  }
}

function afterwards(found: OwnRefs, changes: readonly RefChange[]): OwnRefs {
  const refs = new Map(found);
  for (const change of changes)
    if (change.type === 'delete') refs.delete(change.ref);
    else if (change.type !== 'verify') refs.set(change.ref, change.to);
  return refs;
}

function changesTo(
  wanted: ReadonlyMap<string, CommitId>,
  found: ReadonlyMap<string, CommitId>,
): readonly RefChange[] {
  return [...wanted].flatMap(([ref, to]): readonly RefChange[] => {
    const from = found.get(ref);
    if (from === to) return [];
    return [from ? { type: 'update', ref, to, from } : { type: 'create', ref, to }];
  });
}

function deletion([ref, from]: readonly [string, CommitId]): RefChange {
  return { type: 'delete', ref, from };
}
