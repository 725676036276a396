/** Looks, before anything is begun, whether a wave may be merged and from which commits. */
import { existsSync } from 'node:fs';
import type { CommitId } from '../../domain/ids.js';
import { branchFault } from '../../formats/branch-name.js';
import { identity, signsCommits } from '../../git/commit.js';
import {
  branchTip,
  headOf,
  isAncestor,
  refsUnder,
  resolveCommit,
} from '../../git/refs.js';
import type { Repository } from '../../git/repository.js';
import { operationIn, uncommitted } from '../../git/worktree-state.js';
import { orphanOf } from './orphans.js';
import type { MergeContext, WaveMember, WaveRequest } from './request.js';
import type { Beginning, PinnedMember } from './wave-journal.js';
import { waveRefs } from './wave-refs.js';

export type Preflight = {
  /** Undefined when there is not even something to try. */
  readonly begin: Beginning | undefined;
  /** In words, for a person: each is reason enough not to begin. */
  readonly obstacles: readonly string[];
  /** The wave's own refs, the target's and the members', as they were read. */
  readonly refs: ReadonlyMap<string, CommitId>;
};

/** Reads only. */
export async function preflight(
  context: MergeContext,
  request: WaveRequest,
): Promise<Preflight> {
  const { repo } = context;
  const fault = branchFault(request.target);
  if (fault !== undefined)
    return none(`${request.target} cannot be a branch's name: ${fault}`);
  const [who, sign, refs] = await Promise.all([
    identity(repo),
    signsCommits(repo),
    refsUnder(repo, waveRefs(request.wave).all, ...headsOf(request)),
  ]);
  if (!who.ok) return none(who.failure.why);
  const tipOf = (branch: string) => refs.get(`refs/heads/${branch}`);
  const ejected = request.decisions.ejected.filter(({ id, tip }) => {
    const member = request.members.find((one) => one.id === id);
    return member === undefined || tipOf(member.branch) === tip;
  });
  const wanted = request.members.filter(
    (member) => !ejected.some(({ id }) => id === member.id),
  );
  if (wanted.length === 0 && ejected.length > 0)
    return none('all of its members were left out');
  const members = await Promise.all(
    wanted.map((member) => look(context, member, tipOf(member.branch))),
  );
  const obstacles = members.flatMap(({ obstacles }) => obstacles);
  const targetOld = tipOf(request.target);
  const base =
    targetOld ?? tipOf(request.from) ?? (await resolveCommit(repo, request.from));
  const reverted = targetOld && (await takenOut(repo, request, refs, targetOld));
  if (reverted) obstacles.push(reverted);
  if (!base)
    obstacles.push(`${request.from}, where ${request.target} is to start, is no commit`);

  const pinned = members.flatMap(({ pinned }) => (pinned ? [pinned] : []));
  if (!base || pinned.length < wanted.length)
    return { begin: undefined, obstacles, refs };
  const at = context.now();
  const { name, email, offset } = who.value;
  const begin: Beginning = {
    ...request,
    type: 'begin',
    at,
    members: pinned,
    decisions: { ...request.decisions, ejected },
    targetOld: targetOld ?? null,
    base,
    by: { name, email },
    date: `${Math.floor(at / 1000)} ${offset}`,
    sign,
  };
  return { begin, obstacles, refs };
}

function none(obstacle: string): Preflight {
  return { begin: undefined, obstacles: [obstacle], refs: new Map() };
}

function headsOf({ target, from, members }: WaveRequest): readonly string[] {
  const branches = [target, from, ...members.map(({ branch }) => branch)];
  return branches.map((branch) => `refs/heads/${branch}`);
}

/** A revert leaves the members in the target's history, so that merging brings nothing. */
async function takenOut(
  repo: Repository,
  { wave, target }: WaveRequest,
  ...[found, tip]: readonly [found: ReadonlyMap<string, CommitId>, tip: CommitId]
): Promise<string | undefined> {
  const refs = waveRefs(wave);
  const landed = found.get(refs.landed);
  if (!landed || !found.has(refs.rolledBack)) return undefined;
  if (!(await isAncestor(repo, landed, tip))) return undefined;
  return `${wave} was taken out of ${target} by a revert; wtmux redo ${wave} brings it back`;
}

/** The needed workstreams that `candidate` lacks, in words; undefined when it has all. */
export async function missingFrom(
  context: MergeContext,
  begin: Beginning,
  candidate: CommitId,
): Promise<string | undefined> {
  for (const { id, branch } of begin.needs) {
    const tip = await branchTip(context.repo, branch);
    if (!tip) return `it needs ${id}, whose branch ${branch} is gone`;
    if (!(await isAncestor(context.repo, tip, candidate)))
      return `it needs ${id}, and not all of ${branch} is in it: merge that first`;
  }
  return undefined;
}

type Looked = {
  readonly pinned: PinnedMember | undefined;
  readonly obstacles: readonly string[];
};

async function look(
  context: MergeContext,
  member: WaveMember,
  tip: CommitId | undefined,
): Promise<Looked> {
  if (!tip) {
    const kept = await orphanOf(context.repo, member.id);
    const obstacle = `${member.id}: there is no branch ${member.branch}`;
    const back = kept ? `; what it held is ${kept}, kept under refs/wtmux/orphans` : '';
    return { pinned: undefined, obstacles: [`${obstacle}${back}`] };
  }
  const obstacle =
    member.type === 'wave'
      ? await notLanded(context, member, tip)
      : await notCommitted(member, tip);
  return { pinned: { ...member, tip }, obstacles: obstacle ? [obstacle] : [] };
}

async function notLanded(
  { repo }: MergeContext,
  member: WaveMember,
  tip: CommitId,
): Promise<string | undefined> {
  const refs = waveRefs(member.id);
  const landed = await resolveCommit(repo, refs.landed);
  const undone = await resolveCommit(repo, refs.rolledBack);
  if (landed && !undone && (await isAncestor(repo, landed, tip))) return undefined;
  return `${member.id} has not landed on ${member.branch}`;
}

async function notCommitted(
  { id, branch, worktree }: WaveMember,
  tip: CommitId,
): Promise<string | undefined> {
  if (worktree === undefined || !existsSync(worktree)) return undefined;
  const operation = await operationIn(worktree);
  if (operation) return `${id}: a ${operation} is in progress in ${worktree}`;
  if ((await headOf(worktree)) !== tip)
    return `${id}: ${worktree} does not stand on ${branch}`;
  const [changed, ...more] = await uncommitted(worktree);
  if (changed === undefined) return undefined;
  const rest = more.length > 0 ? ` and ${more.length} more` : '';
  return `${id} has uncommitted changes (${changed}${rest}) in ${worktree}: commit them first`;
}
