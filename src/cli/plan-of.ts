/** The plan of a command that only reads it: checked, and nothing started. */
import { basename, dirname } from 'node:path';
import type { Plan } from '../domain/plan.js';
import {
  importPlan,
  isPlanFile,
  type ImportedPlan,
} from '../formats/import/import-plan.js';
import { readPlan } from '../formats/plan-file.js';
import { problemLine, type Problem } from '../formats/problem.js';
import { currentBranch } from '../git/refs.js';
import { openRepository, type Repository } from '../git/repository.js';
import type { Context } from './command.js';
import { Complaint } from './complaint.js';
import { planFile } from './consent.js';

export type PlanSource = {
  /** Absolute. */
  readonly file: string;
  /** As a plan file. */
  readonly text: string;
  /** What became of a document that is no plan file; undefined for one. */
  readonly imported: ImportedPlan | undefined;
  /** The repository around the caller; undefined outside of any. */
  readonly repo: Repository | undefined;
  /** The branch that plans start from unless they say otherwise. */
  readonly base: string;
};

export type KnownPlan = PlanSource & { readonly plan: Plan };

/** The text of the plan at `path`, or of the repository's own; a document is imported. */
export async function planSource(context: Context, path: string): Promise<PlanSource> {
  const { file, text } = await planFile(context, path);
  const opened = await openRepository(context.cwd);
  const repo = opened.ok ? opened.value : undefined;
  const base = (repo && (await currentBranch(repo))) ?? 'main';
  if (isPlanFile(text, file)) return { file, text, imported: undefined, repo, base };
  const read = importPlan(text, { file, base });
  if (!read.ok) throw complaint(read.failure);
  return { file, text: read.value.text, imported: read.value, repo, base };
}

/** The same, checked. Throws a `Complaint` with all its problems. */
export async function planOf(context: Context, path: string): Promise<KnownPlan> {
  const source = await planSource(context, path);
  const { file, text, imported, repo, base } = source;
  if (imported) return { ...source, plan: imported.plan };
  const read = readPlan(text, {
    file: path === '' ? basename(file) : path,
    defaultBase: base,
    defaultName: repo?.name ?? basename(dirname(file)),
  });
  if (!read.ok) throw complaint(read.failure);
  return { ...source, plan: read.value };
}

function complaint(problems: readonly Problem[]): Complaint {
  return new Complaint(problems.map(problemLine).join('\n'), 2);
}
