/**
 * A conflict that no rule decides, given to a person: put into a worktree of its own, and
 * taken from there when it is resolved. The wave stays blocked in between.
 */
import type { CommitId } from '../../domain/ids.js';
import type { Conflict, MergeReport } from '../../domain/merge.js';
import { conflictFolder, openConflict, takeResolution } from './conflict-scratch.js';
import { conflictChoices, stuckAt } from './decisions.js';
import { lastingChain } from './lasting-chain.js';
import type { Job } from './merge-wave.js';
import { preflight } from './preflight.js';
import { blockedReport } from './report.js';
import type { Beginning } from './wave-journal.js';

/** The report says `blocked`, and where the conflict stands. */
export async function openStandoff(job: Job): Promise<MergeReport> {
  const { context, journal, request } = job;
  const { begin, obstacles } = await preflight(context, request);
  if (!begin || obstacles.length > 0) return blockedReport(request, obstacles.join('; '));
  const chain = await lastingChain(context, begin);
  if (chain.ok || chain.failure.conflicts.length === 0)
    return blockedReport(request, 'nothing of it conflicts any more; merge it');
  const { steps, conflicts, why, settled } = chain.failure;
  const theirs = begin.members[steps.length]?.tip;
  const ours = await mergedBefore(job, begin, steps.length);
  if (theirs === undefined || ours === undefined)
    return blockedReport(request, 'what conflicts moved meanwhile; try again');
  const folder = await openConflict(context, request, { ours, theirs }, settled);
  const stuck = stuckAt(begin, steps.length);
  await journal.append({ type: 'opened', at: context.now(), ours, theirs, stuck });
  return standing(job, {
    begin,
    conflicts,
    why: inWords(why, folder),
    index: steps.length,
  });
}

/** Undefined when it was taken; else why not, with the ways on. */
export async function takeStandoff(job: Job): Promise<MergeReport | undefined> {
  const { context, journal, request } = job;
  const { opened } = journal;
  const { begin } = await preflight(context, request);
  if (!begin || !opened) return blockedReport(request, 'its conflict is not open');
  const taken = await takeResolution(context, request.wave, opened);
  if (taken.ok) return undefined;
  const folder = await conflictFolder(context, request.wave);
  const conflicts = journal.blocked?.conflicts ?? [];
  const index = begin.members.findIndex(({ tip }) => tip === opened.theirs);
  const why = inWords(taken.failure.why, folder ?? 'its worktree');
  return standing(job, { begin, conflicts, why, index: Math.max(0, index) });
}

type Standing = {
  readonly begin: Beginning;
  readonly conflicts: readonly Conflict[];
  readonly why: string;
  /** Of the member that conflicts. */
  readonly index: number;
};

async function standing(
  { context, request }: Job,
  { begin, conflicts, why, index }: Standing,
): Promise<MergeReport> {
  const folder = await conflictFolder(context, request.wave);
  const opened = folder !== undefined;
  const choices = conflictChoices(begin, stuckAt(begin, index), opened);
  return {
    ...blockedReport(request, why),
    conflicts,
    choices,
    conflictFolder: folder ?? null,
  };
}

/** What the conflicting member is to be merged into. */
async function mergedBefore(
  { context }: Job,
  begin: Beginning,
  index: number,
): Promise<CommitId | undefined> {
  const members = begin.members.slice(0, index);
  if (members.length === 0) return begin.base;
  const chain = await lastingChain(context, { ...begin, members });
  return chain.ok ? chain.value.candidate : undefined;
}

function inWords(why: string, folder: string): string {
  return `${why}; it stands in ${folder}: resolve it there, then choose "take"`;
}
