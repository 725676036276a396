/** The plan of a command that only reads it: checked, and nothing started. */
import { basename, dirname } from 'node:path';
import type { Plan } from '../domain/plan.js';
import { readPlan } from '../formats/plan-file.js';
import { problemLine } from '../formats/problem.js';
import { currentBranch } from '../git/refs.js';
import { openRepository, type Repository } from '../git/repository.js';
import type { Context } from './command.js';
import { Complaint } from './complaint.js';
import { planFile } from './consent.js';

export type KnownPlan = {
  /** Absolute. */
  readonly file: string;
  readonly plan: Plan;
  /** The repository around the caller; undefined outside of any. */
  readonly repo: Repository | undefined;
};

/** The plan at `path`, or the repository's own. Throws a `Complaint` with all its problems. */
export async function planOf(context: Context, path: string): Promise<KnownPlan> {
  const { file, text } = await planFile(context, path);
  const opened = await openRepository(context.cwd);
  const repo = opened.ok ? opened.value : undefined;
  const base = repo && (await currentBranch(repo));
  const read = readPlan(text, {
    file: path === '' ? basename(file) : path,
    defaultBase: base ?? 'main',
    defaultName: repo?.name ?? basename(dirname(file)),
  });
  if (!read.ok) throw new Complaint(read.failure.map(problemLine).join('\n'), 2);
  return { file, plan: read.value, repo };
}
