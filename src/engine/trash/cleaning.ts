/**
 * Says which worktrees may be put away: only ours, only with work that is proven to be
 * elsewhere, and only where nobody is at work. Reads; the trash does the moving.
 */
import { existsSync, realpathSync } from 'node:fs';
import { processesIn } from '../../config/processes-in.js';
import type { CommitId, WorkstreamId } from '../../domain/ids.js';
import type { WorkstreamStateName } from '../../domain/status.js';
import { mergedInto } from '../../git/merged.js';
import { branchTips, headOf } from '../../git/refs.js';
import type { Repository } from '../../git/repository.js';
import { operationIn, uncommitted } from '../../git/worktree-state.js';
import { worktrees, type WorktreeEntry } from '../../git/worktrees.js';
import type { Made } from '../../workflow/event.js';

export type Candidate = {
  readonly made: Made;
  readonly state: WorkstreamStateName;
  /** Whether a session of ours runs in it. */
  readonly running: boolean;
};

export type Judged = {
  readonly made: Made;
  readonly commit: CommitId | undefined;
  readonly verdict:
    | { readonly type: 'goes'; readonly proof: string }
    | { readonly type: 'stays'; readonly why: string };
};

/** An agent of these is at work, or will be. */
const UNFINISHED: ReadonlySet<WorkstreamStateName> = new Set<WorkstreamStateName>([
  'planned',
  'ready',
  'starting',
  'plan_review',
  'working',
  'waiting',
  'idle',
  'gating',
  'blocked',
  'held',
]);

/** `targets` are the branches in which work may have gone, the likeliest first. */
export async function judgeWorktrees(
  repo: Repository,
  candidates: readonly Candidate[],
  targets: (id: WorkstreamId) => readonly string[],
): Promise<readonly Judged[]> {
  const entries = await worktrees(repo);
  const branches = candidates.map(({ made }) => made.branch);
  const names = candidates.flatMap(({ made }) => targets(made.workstream));
  const tips = await branchTips(repo, [...new Set([...branches, ...names])]);
  const judged: Judged[] = [];
  for (const { made, state, running } of candidates) {
    const commit = tips.get(made.branch);
    const why =
      atWork({ made, state, running }) ?? (await obstacleTo(made, entries, commit));
    const proof =
      why === undefined
        ? await proofOf(repo, commit, targets(made.workstream), tips)
        : undefined;
    const verdict: Judged['verdict'] =
      proof === undefined
        ? { type: 'stays', why: why ?? 'it is not proven to be merged' }
        : { type: 'goes', proof };
    judged.push({ made, commit, verdict });
  }
  return judged;
}

function atWork({ made, state, running }: Candidate): string | undefined {
  if (UNFINISHED.has(state)) return `it is ${state.replace('_', ' ')}`;
  return running
    ? `its agent still runs; \`wtmux stop ${made.workstream}\` ends it`
    : undefined;
}

/** Why it must stay whatever its branch says; undefined when nothing is in the way. */
async function obstacleTo(
  { path, branch }: Made,
  [main, ...linked]: readonly WorktreeEntry[],
  commit: CommitId | undefined,
): Promise<string | undefined> {
  if (!existsSync(path)) return 'its worktree is gone';
  const real = realpathSync(path);
  if (main?.path === real) return 'it is the main worktree';
  const entry = linked.find((one) => one.path === real);
  if (!entry) return 'git knows no worktree there';
  if (entry.locked !== undefined) return `it is locked${reasonOf(entry.locked)}`;
  if (entry.branch !== branch) return `it has ${entry.branch ?? 'no branch'} checked out`;
  if (commit === undefined || (await headOf(real)) !== commit)
    return `it does not stand on ${branch}`;
  const operation = await operationIn(real);
  if (operation) return `a ${operation} is in progress`;
  const [changed] = await uncommitted(real);
  if (changed !== undefined) return `it has uncommitted changes (${changed})`;
  const [pid] = await processesIn(real);
  return pid === undefined ? undefined : `process ${pid} works in it`;
}

function reasonOf(locked: string): string {
  return locked === '' ? '' : `: ${locked}`;
}

async function proofOf(
  repo: Repository,
  commit: CommitId | undefined,
  ...[targets, tips]: readonly [readonly string[], ReadonlyMap<string, CommitId>]
): Promise<string | undefined> {
  for (const target of targets) {
    const tip = tips.get(target);
    const proof = commit && tip && (await mergedInto(repo, commit, tip));
    if (proof) return `${proof} in ${target}`;
  }
  return undefined;
}
