/**
 * What a workstream builds upon: the targets on which its dependencies landed, and the
 * branches of those that only had to be done. Its worktree gets all of it before its agent
 * first starts, by a fast-forward or by a merge made in the object database; what conflicts
 * is left to the agent, which its first message tells. Later nothing is merged behind an
 * agent's back: at most an untouched branch goes forward.
 */
import { fail, ok, type Result } from '../base/result.js';
import { plainText } from '../base/plain-text.js';
import type { CommitId } from '../domain/ids.js';
import type { Workstream } from '../domain/plan.js';
import { identity, signsCommits, type NewCommit } from '../git/commit.js';
import { writeCommit } from '../git/commit-writer.js';
import { fastForward } from '../git/fast-forward.js';
import { mergeTree } from '../git/merge-tree.js';
import { branchTip, headOf, isAncestor } from '../git/refs.js';
import { takeIn, type Why } from '../git/repository.js';
import { readable } from '../git/run.js';
import type { Made } from '../workflow/event.js';
import { workOf } from '../workflow/plan-state.js';
import type { EngineContext } from './context.js';
import { inQuarantine } from './merge/quarantine.js';
import { landedTargetsFor, unlandedFor } from './plan-facts.js';

/** A branch that it builds upon. */
export type Ground = {
  readonly branch: string;
  /** The workstream whose branch it is; undefined of a target on which several landed. */
  readonly of: Workstream['id'] | undefined;
};

/** Those that landed, in landing order, then those that are only done. */
export function groundsOf(
  { plan: { state } }: Pick<EngineContext, 'plan'>,
  workstream: Workstream,
): readonly Ground[] {
  return [
    ...landedTargetsFor(state, workstream).map((branch) => ({ branch, of: undefined })),
    ...unlandedFor(state, workstream.id).map((made) => ({
      branch: made.branch,
      of: made.workstream,
    })),
  ];
}

/** Of these, the ones whose commits its worktree has. */
export async function groundsHeld(
  { repo }: Pick<EngineContext, 'repo'>,
  grounds: readonly Ground[],
  { path }: Made,
): Promise<ReadonlySet<Ground>> {
  const head = grounds.length > 0 ? await headOf(path) : undefined;
  const held = grounds.map(async (ground) => {
    const commit = await branchTip(repo, ground.branch);
    const holds =
      !commit || (head !== undefined && (await isAncestor(repo, commit, head)));
    return holds ? [ground] : [];
  });
  return new Set((await Promise.all(held)).flat());
}

/** Fails when its worktree is in no state to take up what has landed. */
export async function takeUpGrounds(
  context: EngineContext,
  workstream: Workstream,
  made: Made,
): Promise<Result<void, Why>> {
  const begun = workOf(context.plan.state, workstream.id)?.firstStart !== undefined;
  const grounds = groundsOf(context, workstream);
  const held = await groundsHeld(context, grounds, made);
  for (const ground of grounds.filter((one) => !held.has(one))) {
    const taken = await takeUp(context, { made, ground, begun });
    if (taken.ok || begun) continue;
    const why = `its worktree cannot take up ${plainText(ground.branch)}: ${taken.failure.why}`;
    if (ground.of === undefined && !taken.failure.conflict) return fail({ why });
    const text = `${workstream.id}: ${why}; its agent is told to merge it`;
    context.feed.notify('warning', text);
    context.log(text);
  }
  return ok(undefined);
}

type Wish = { readonly made: Made; readonly ground: Ground; readonly begun: boolean };

type Obstacle = Why & { readonly conflict: boolean };

async function takeUp(
  context: EngineContext,
  { made, ground, begun }: Wish,
): Promise<Result<void, Obstacle>> {
  const { repo } = context;
  const head = await headOf(made.path);
  const commit = await branchTip(repo, ground.branch);
  if (!head || !commit) return ok(undefined);
  const isUntouched = await isAncestor(repo, head, commit);
  if (begun && !isUntouched) return ok(undefined);
  const next = isUntouched
    ? ok(commit)
    : await mergeCommit(context, { made, ground, pair: [head, commit] });
  if (!next.ok) return next;
  const { path, branch } = made;
  const forward = await fastForward(repo, { path, branch, commit: next.value });
  return forward.ok ? forward : fail({ ...forward.failure, conflict: false });
}

type Merge = Omit<Wish, 'begun'> & {
  readonly pair: readonly [ours: CommitId, theirs: CommitId];
};

/** Lasting; what is in its way is a conflict, or that git knows nobody who commits. */
function mergeCommit(
  context: EngineContext,
  { made, ground, pair }: Merge,
): Promise<Result<CommitId, Obstacle>> {
  return inQuarantine(context, async (quarantine) => {
    const merged = await mergeTree(quarantine.repo, ...pair);
    if (!merged.ok) return fail({ ...merged.failure, conflict: true });
    const { tree, conflicts } = merged.value;
    const [first, ...more] = conflicts.map(({ path }) => plainText(readable(path), 80));
    if (first !== undefined) {
      const others = more.length > 0 ? ` and ${more.length} more` : '';
      return fail({ why: `they conflict in ${first}${others}`, conflict: true });
    }
    const who = await signature(context);
    if (!who.ok) return fail({ ...who.failure, conflict: false });
    const message = messageOf(made, ground);
    const commit = { ...who.value, tree, parents: pair, message };
    const written = await writeCommit(quarantine, commit);
    if (!written.ok) return fail({ ...written.failure, conflict: false });
    await takeIn(context.repo, quarantine.objects, {
      commit: written.value,
      known: pair,
    });
    return written;
  });
}

async function signature({
  repo,
  now,
}: EngineContext): Promise<Result<Pick<NewCommit, 'by' | 'date' | 'sign'>, Why>> {
  const who = await identity(repo);
  if (!who.ok) return who;
  const { name, email, offset } = who.value;
  return ok({
    by: { name, email },
    date: `${Math.floor(now() / 1000)} ${offset}`,
    sign: await signsCommits(repo),
  });
}

function messageOf({ branch }: Made, ground: Ground): string {
  const what =
    ground.of === undefined
      ? ground.branch
      : `workstream ${ground.of} (${ground.branch})`;
  return `${plainText(`Merge ${what} into ${branch}`)}\n`;
}
