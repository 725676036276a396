/**
 * The merge commits of a wave, one a member, made in the object database. Refs and
 * worktrees are not touched; the same beginning always gives the same commits.
 */
import { fail, ok, type Result } from '../../base/result.js';
import { plainText } from '../../base/plain-text.js';
import type { CommitId, WorkstreamId } from '../../domain/ids.js';
import type { Conflict, MergeStep } from '../../domain/merge.js';
import { commitTree } from '../../git/commit.js';
import { mergeTree, type MergedTree } from '../../git/merge-tree.js';
import { anatomy, changedPaths, divergence } from '../../git/refs.js';
import type { Repository } from '../../git/repository.js';
import { resolvedTree, type Choice } from '../../git/resolved-tree.js';
import { readable } from '../../git/run.js';
import { rulingOn } from './ruling.js';
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
};

/** What is merged so far. */
type Progress = {
  readonly current: CommitId;
  readonly steps: readonly MergeStep[];
  readonly holds: ReadonlySet<WorkstreamId>;
  /** By path, the member that changed it last. */
  readonly changedBy: ReadonlyMap<string, string>;
};

type Resolved = {
  readonly tree: string;
  readonly resolved: MergeStep['resolved'];
};

/**
 * `known`: the step commits of an earlier run by index; one is used again where it is
 * what would be made, so that a signed chain, too, is resumed with the same commits.
 */
export async function mergeChain(
  repo: Repository,
  begin: Beginning,
  known: readonly (CommitId | undefined)[],
): Promise<Result<Chain, Break>> {
  let progress: Progress = {
    current: begin.base,
    steps: [],
    holds: new Set(begin.landed),
    changedBy: new Map(),
  };
  for (const [index, member] of begin.members.entries()) {
    const next = await mergeMember(
      { repo, begin, member, known: known[index] },
      progress,
    );
    if (!next.ok) return fail({ steps: progress.steps, ...next.failure });
    progress = next.value;
  }
  return ok({ steps: progress.steps, candidate: progress.current });
}

type Job = {
  readonly repo: Repository;
  readonly begin: Beginning;
  readonly member: PinnedMember;
  readonly known: CommitId | undefined;
};

async function mergeMember(
  job: Job,
  progress: Progress,
): Promise<Result<Progress, Omit<Break, 'steps'>>> {
  const { repo, member } = job;
  const { current } = progress;
  const [{ behind: commits }, merged] = await Promise.all([
    divergence(repo, current, member.tip),
    mergeTree(repo, current, member.tip),
  ]);
  const { tip } = member;
  const step = { workstream: member.id, branch: member.branch, tip, commits };
  if (commits === 0)
    return ok(
      advance(progress, member, { ...step, commit: tip, files: 0, resolved: [] }, []),
    );
  if (!merged.ok)
    return fail({
      why: `${member.id} cannot be merged: ${merged.failure.why}`,
      conflicts: [],
    });

  const resolved = await resolve(job, progress, merged.value);
  if (!resolved.ok) return resolved;
  const [paths, commit] = await Promise.all([
    changedPaths(repo, current, resolved.value.tree),
    stepCommit(job, current, resolved.value),
  ]);
  if (!commit.ok)
    return fail({
      why: `${member.id} cannot be committed: ${commit.failure.why}`,
      conflicts: [],
    });
  const files = paths.length;
  const done = {
    ...step,
    commit: commit.value,
    files,
    resolved: resolved.value.resolved,
  };
  return ok({ ...advance(progress, member, done, paths), current: commit.value });
}

function advance(
  progress: Progress,
  member: PinnedMember,
  ...[step, paths]: readonly [step: MergeStep, paths: readonly string[]]
): Progress {
  return {
    current: progress.current,
    steps: [...progress.steps, step],
    holds: new Set([...progress.holds, ...member.holds]),
    changedBy: new Map([
      ...progress.changedBy,
      ...paths.map((path): [string, string] => [path, member.id]),
    ]),
  };
}

/** Applies rules to what conflicts, and to nothing else. */
async function resolve(
  { repo, begin, member }: Job,
  progress: Progress,
  merged: MergedTree,
): Promise<Result<Resolved, Omit<Break, 'steps'>>> {
  const sides = { ours: progress.holds, theirs: new Set(member.holds) };
  const open: Conflict[] = [];
  const choices: Choice[] = [];
  const resolved: { path: string; rule: string }[] = [];
  for (const conflict of merged.conflicts) {
    const path = readable(conflict.path);
    const ruling = rulingOn(conflict, begin.rules, sides);
    if (ruling.type === 'decided') {
      choices.push({ conflict, side: ruling.side });
      resolved.push({ path, rule: ruling.rule });
    } else {
      const ours = progress.changedBy.get(conflict.path) ?? begin.target;
      open.push({ path, kind: conflict.kind, ours, theirs: member.id });
    }
  }
  if (open.length > 0) return fail({ why: inWords(member, open), conflicts: open });
  if (choices.length === 0) return ok({ tree: merged.tree, resolved });
  return ok({ tree: await resolvedTree(repo, merged.tree, choices), resolved });
}

async function stepCommit(
  { repo, begin, member, known }: Job,
  current: CommitId,
  { tree, resolved }: Resolved,
): Promise<ReturnType<typeof commitTree>> {
  const parents = [current, member.tip];
  if (known) {
    const made = await anatomy(repo, known);
    if (made.tree === tree && made.parents.join() === parents.join()) return ok(known);
  }
  const { by, date, sign } = begin;
  const message = messageOf(begin, member, resolved);
  return commitTree(repo, { tree, parents, message, by, date, sign });
}

function messageOf(
  begin: Beginning,
  member: PinnedMember,
  resolved: MergeStep['resolved'],
): string {
  const what = member.type === 'wave' ? 'wave' : 'workstream';
  const trailers = [
    `Wtmux-Wave: ${begin.wave}`,
    `Wtmux-Member: ${member.id}`,
    ...resolved.map(
      ({ path, rule }) => `Wtmux-Resolved: ${JSON.stringify(path)} ${rule}`,
    ),
  ];
  return [
    plainText(`Merge ${what} ${member.id} (${member.branch}) into ${begin.target}`),
    '',
    ...trailers.map((trailer) => plainText(trailer)),
    '',
  ].join('\n');
}

/** Names beyond these would fill a status line and hide what to do. */
const NAMED_PATHS = 3;

function inWords(member: PinnedMember, conflicts: readonly Conflict[]): string {
  const named = conflicts
    .slice(0, NAMED_PATHS)
    .map(({ path, ours }) => `${plainText(path, 80)} (with ${ours})`);
  const more = conflicts.length - named.length;
  const rest = more > 0 ? ` and ${more} more` : '';
  return (
    `${member.id} conflicts in ${named.join(', ')}${rest}; ` +
    'resolve it on a branch or add a rule to the plan, then merge again'
  );
}
