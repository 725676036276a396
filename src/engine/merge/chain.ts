/**
 * The merge commits of a wave, one a member, made in the object database. Refs and
 * worktrees are not touched; the same beginning always gives the same commits.
 */
import { fail, ok, type Result } from '../../base/result.js';
import { plainText } from '../../base/plain-text.js';
import type { CommitId, WorkstreamId } from '../../domain/ids.js';
import type { Conflict, MergeStep } from '../../domain/merge.js';
import { mergeTree } from '../../git/merge-tree.js';
import type { MergedTree } from '../../git/merged-tree.js';
import { anatomy, broughtBy, changedPaths } from '../../git/refs.js';
import type { Quarantined } from '../../git/quarantined.js';
import type { Repository } from '../../git/repository.js';
import { recordedMerge } from '../../git/resolutions.js';
import { resolvedTree, type Choice } from '../../git/resolved-tree.js';
import { settledBy, type SettledPath } from '../../git/settled-path.js';
import { readable } from '../../git/run.js';
import { byHand, byRules, type OpenPath } from './resolve.js';
import type { Workshop } from './settle.js';
import { stepCommit, type Resolved } from './step-commit.js';
import type { Beginning, PinnedMember } from './wave-journal.js';

export type Chain = {
  readonly steps: readonly MergeStep[];
  readonly candidate: CommitId;
};

/** Where the chain broke, with the steps before it. */
export type Break = {
  readonly steps: readonly MergeStep[];
  readonly why: string;
  /** Only what no rule decides. */
  readonly conflicts: readonly Conflict[];
  /** What is not merged: the member at which it broke, with what rules decide of it, and on. */
  readonly left: readonly MergeStep[];
  /** What rules made of other paths of the same conflict. */
  readonly settled: readonly SettledPath[];
};

/** How one member cannot be merged. */
type Stop = Pick<Break, 'why' | 'conflicts'> & {
  readonly resolved: MergeStep['resolved'];
  readonly choices: readonly Choice[];
};

/** What is merged so far. */
type Progress = {
  readonly current: CommitId;
  readonly steps: readonly MergeStep[];
  readonly holds: ReadonlySet<WorkstreamId>;
};

/**
 * `shop` is where objects go, and `known` the step commits of an earlier run by index; one
 * is used again where it is what would be made, so that a signed chain, too, is resumed
 * with the same commits.
 */
export async function mergeChain(
  shop: Workshop,
  begin: Beginning,
  known: readonly (CommitId | undefined)[],
): Promise<Result<Chain, Break>> {
  const { repo } = shop;
  const tips = begin.members.map(({ tip }) => tip);
  const [brought] = await Promise.all([
    broughtBy(repo, begin.base, tips),
    repo.attributes.learn([begin.base, ...tips]),
  ]);
  let progress: Progress = {
    current: begin.base,
    steps: [],
    holds: new Set(begin.landed),
  };
  for (const [index, member] of begin.members.entries()) {
    const next = await mergeMember(
      {
        shop,
        repo,
        begin,
        member,
        brings: brought[index] ?? 0,
        known: known[index],
      },
      progress,
    );
    if (!next.ok) {
      const { resolved, choices, ...failure } = next.failure;
      const steps = await counted(repo, begin, progress);
      const left = leftOf(begin, brought, index, resolved);
      return fail({ ...failure, steps, left, settled: await settledBy(repo, choices) });
    }
    progress = next.value;
  }
  const { current: candidate } = progress;
  const [steps] = await Promise.all([
    counted(repo, begin, progress),
    shop.keep?.(candidate),
  ]);
  return ok({ steps, candidate });
}

function leftOf(
  { members }: Beginning,
  brought: readonly number[],
  ...[index, resolved]: readonly [index: number, resolved: MergeStep['resolved']]
): readonly MergeStep[] {
  return members.slice(index).map(({ id, branch, tip }, at) => ({
    workstream: id,
    branch,
    tip,
    commit: null,
    commits: brought[index + at] ?? 0,
    files: 0,
    resolved: at === 0 ? resolved : [],
  }));
}

type Job = {
  readonly shop: Workshop;
  readonly repo: Quarantined;
  readonly begin: Beginning;
  readonly member: PinnedMember;
  /** How many commits come with it; none when it is merged already. */
  readonly brings: number;
  readonly known: CommitId | undefined;
};

async function mergeMember(
  job: Job,
  progress: Progress,
): Promise<Result<Progress, Stop>> {
  const { repo, member, brings: commits } = job;
  const { current } = progress;
  const { tip } = member;
  const step = { workstream: member.id, branch: member.branch, tip, commits, files: 0 };
  if (commits === 0)
    return ok(advance(progress, member, { ...step, commit: tip, resolved: [] }));
  const merged = await mergeTree(repo, current, tip);
  if (!merged.ok)
    return fail({
      why: `${member.id} cannot be merged: ${merged.failure.why}`,
      conflicts: [],
      resolved: [],
      choices: [],
    });

  const resolved = await resolve(job, progress, merged.value);
  if (!resolved.ok) return resolved;
  const commit = await stepCommit(job.shop, job, current, resolved.value);
  if (!commit.ok)
    return fail({
      why: `${member.id} cannot be committed: ${commit.failure.why}`,
      conflicts: [],
      resolved: [],
      choices: [],
    });
  repo.attributes.merged(commit.value, [current, tip]);
  const done = { ...step, commit: commit.value, resolved: resolved.value.resolved };
  return ok({ ...advance(progress, member, done), current: commit.value });
}

function advance(progress: Progress, member: PinnedMember, step: MergeStep): Progress {
  return {
    current: progress.current,
    steps: [...progress.steps, step],
    holds: new Set([...progress.holds, ...member.holds]),
  };
}

/** The steps with how many files each changed, asked for in one go. */
async function counted(
  repo: Repository,
  begin: Beginning,
  { steps }: Progress,
): Promise<readonly MergeStep[]> {
  const paths = await pathsOf(repo, begin, steps);
  return steps.map((step, index) => ({ ...step, files: paths[index]?.length ?? 0 }));
}

/** By step, the paths that it changed in what was merged before it. */
async function pathsOf(
  repo: Repository,
  { base }: Beginning,
  steps: readonly MergeStep[],
): Promise<readonly (readonly string[])[]> {
  let current = base;
  const pairs: (readonly [CommitId, CommitId])[] = [];
  const places: number[] = [];
  for (const [index, { commit, commits }] of steps.entries()) {
    if (commit === null || commits === 0) continue;
    pairs.push([commit, current]);
    places.push(index);
    current = commit;
  }
  const found = await changedPaths(repo, pairs);
  return steps.map((_step, index) => found[places.indexOf(index)] ?? []);
}

/** Applies rules to what conflicts, and to nothing else. */
async function resolve(
  job: Job,
  progress: Progress,
  { tree, conflicts: paths }: MergedTree,
): Promise<Result<Resolved, Stop>> {
  const { repo, begin, member, shop } = job;
  if (paths.length === 0) return ok({ tree, resolved: [] });
  const { tree: ours } = await anatomy(repo, progress.current);
  const recorded = await recordedMerge(repo, ours, member.tip);
  const sides = { ours: progress.holds, theirs: new Set(member.holds) };
  const ruled = await byRules(shop, paths, { rules: begin.rules, sides });
  if (recorded !== undefined) return ok(await byHand(repo, recorded, { paths, ruled }));
  const { open, choices, resolved } = ruled;
  if (open.length > 0) {
    const conflicts = await named(job, progress, open);
    return fail({ why: inWords(member, conflicts), conflicts, resolved, choices });
  }
  return ok({ tree: await resolvedTree(repo, tree, choices), resolved });
}

/** Says with whose work each path conflicts: of the member that changed it last. */
async function named(
  { repo, begin, member }: Job,
  { steps }: Progress,
  open: readonly OpenPath[],
): Promise<readonly Conflict[]> {
  const changedBy = new Map<string, string>();
  for (const [index, paths] of (await pathsOf(repo, begin, steps)).entries())
    for (const path of paths) changedBy.set(path, steps[index]?.workstream ?? '');
  return open.map(({ conflict: { path, kind }, consult, note }) => ({
    path: readable(path),
    kind,
    ours: changedBy.get(path) ?? begin.target,
    theirs: member.id,
    ...(consult.length > 0 ? { consult } : {}),
    ...(note === undefined ? {} : { note }),
  }));
}

/** Names beyond these would fill a status line and hide what to do. */
const NAMED_PATHS = 3;

function inWords(member: PinnedMember, conflicts: readonly Conflict[]): string {
  const named = conflicts
    .slice(0, NAMED_PATHS)
    .map((one) => `${plainText(one.path, 80)} (${beside(one)})`);
  const more = conflicts.length - named.length;
  const rest = more > 0 ? ` and ${more} more` : '';
  return (
    `${member.id} conflicts in ${named.join(', ')}${rest}; ` +
    'resolve it on a branch or add a rule to the plan, then merge again'
  );
}

function beside({ ours, consult = [], note }: Conflict): string {
  const asked = consult.length > 0 ? `; ask ${consult.join(', ')}` : '';
  return `with ${ours}${asked}${note === undefined ? '' : `; ${note}`}`;
}
