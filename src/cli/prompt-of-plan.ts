/** The first message of an agent as a plan file alone has it: nothing is started for it. */
import { resolve } from 'node:path';
import { handOver } from '../agents/hand-over.js';
import { waitsOf } from '../domain/waits.js';
import { promptOf } from '../engine/prompt.js';
import { worktreePath } from '../formats/worktree-checks.js';
import type { Context } from './command.js';
import { Complaint } from './complaint.js';
import { planOf } from './plan-of.js';

/** Of the repository's own plan. Throws a `Complaint` where it has none, or not this workstream. */
export async function promptOfPlan(context: Context, id: string): Promise<string> {
  const { plan, repo } = await planOf(context, '');
  const at = plan.workstreams.findIndex((one) => one.id === id);
  const workstream = plan.workstreams[at];
  if (!workstream) {
    const known = plan.workstreams.map((one) => one.id).join(', ');
    throw new Complaint(`the plan has no workstream "${id}"; known: ${known}`, 2);
  }
  const root = repo?.root ?? context.cwd;
  const path = worktreePath(plan.worktrees, repo?.name ?? '', workstream);
  const prompt = await promptOf(workstream, { path: root });
  if (!prompt.ok) throw new Complaint(prompt.failure.why);
  const before = (waitsOf(plan)[at] ?? []).flatMap(
    (node) => plan.workstreams[node] ?? [],
  );
  return handOver({
    plan,
    workstream,
    worktree: resolve(root, path),
    prompt: prompt.value,
    upon: before.map(({ id: of, branch }) => ({ of, branch })),
  });
}
