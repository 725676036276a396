/** Who meets whom: workstreams in the order of their merging, and where each will land. */
import type { CommitId, WorkstreamId } from '../../domain/ids.js';
import type { ForeseenWorkstream, Party } from '../../domain/foresight.js';
import type { Plan } from '../../domain/plan.js';
import { branchTips, resolveCommit } from '../../git/refs.js';
import type { Repository } from '../../git/repository.js';
import { chainOf } from '../../workflow/merge-order.js';
import type { PlanState } from '../../workflow/plan-state.js';
import { factsOf } from '../plan-facts.js';

export type Candidate = ForeseenWorkstream & {
  readonly worktree: string;
  /** What the place holds where it will land; undefined when there is nothing yet. */
  readonly targetCommit: CommitId | undefined;
};

export type Meeting = {
  readonly ours: Party & { readonly commit: CommitId };
  readonly theirs: Party & { readonly commit: CommitId };
};

/** Workstreams whose branch exists and has not landed. */
export async function candidatesOf(
  repo: Repository,
  state: PlanState,
): Promise<readonly Candidate[]> {
  const homes = homesOf(state.plan);
  const facts = inOrder(state.plan)
    .map((id) => factsOf(state, id))
    .filter((one) => one !== undefined && one.state !== 'landed')
    .filter((one) => one !== undefined);
  const home = (id: WorkstreamId) => homes.get(id) ?? plainHome(state.plan);
  const names = facts.flatMap(({ made, workstream }) => {
    const { target, from } = home(workstream.id);
    return [made.branch, target, from];
  });
  const commits = await commitsOf(repo, new Set(names));
  return facts.flatMap(({ made, workstream: { id } }) => {
    const { target, from } = home(id);
    const commit = commits.get(made.branch);
    if (!commit) return [];
    const targetCommit = commits.get(target) ?? commits.get(from);
    const { branch, path: worktree } = made;
    return [{ id, branch, commit, target, uncommitted: false, worktree, targetCommit }];
  });
}

/** Every pair of workstreams, and each with its target. */
export function meetings(candidates: readonly Candidate[]): readonly Meeting[] {
  return candidates.flatMap((theirs, index) => {
    const incoming = partyOf(theirs);
    const { target, targetCommit } = theirs;
    const onto = targetCommit
      ? [{ type: 'target', name: target, commit: targetCommit } as const]
      : [];
    const before = candidates.slice(0, index).map(partyOf);
    return [...onto, ...before].map((ours) => ({ ours, theirs: incoming }));
  });
}

function partyOf({ id, commit }: Candidate) {
  return { type: 'workstream', name: id, commit } as const;
}

type Home = { readonly target: string; readonly from: string };

/** The first wave that a workstream is a member of says where it lands. */
function homesOf({ waves }: Plan): ReadonlyMap<WorkstreamId, Home> {
  const homes = new Map<WorkstreamId, Home>();
  for (const { members, target, from } of waves)
    for (const member of members)
      if (member.type === 'workstream' && !homes.has(member.id))
        homes.set(member.id, { target, from });
  return homes;
}

/** Where no wave lands it, a person will merge it into what it came from. */
function plainHome({ base }: Plan): Home {
  return { target: base, from: base };
}

function inOrder(plan: Plan): readonly WorkstreamId[] {
  const merged = plan.waves.flatMap((wave) =>
    chainOf(plan, wave.id).flatMap(({ holds }) => holds),
  );
  return [...new Set([...merged, ...plan.workstreams.map(({ id }) => id)])];
}

async function commitsOf(
  repo: Repository,
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, CommitId>> {
  const wanted = [...names].filter((name) => name !== '');
  const commits = new Map(await branchTips(repo, wanted));
  for (const name of wanted) {
    if (commits.has(name)) continue;
    const commit = await resolveCommit(repo, name);
    if (commit) commits.set(name, commit);
  }
  return commits;
}
