/**
 * A conflict that no rule decides, given to a person or to an agent: put into a worktree of
 * its own, and taken from there by a person when it is resolved. The wave stays blocked in
 * between.
 */
import type { CommitId, WaveId } from '../../domain/ids.js';
import type { Conflict, MergeReport } from '../../domain/merge.js';
import {
  conflictFolder,
  leftToResolve,
  openConflict,
  takeResolution,
  type Opened,
} from './conflict-scratch.js';
import { conflictChoices, MAX_HANDED, stuckAt } from './decisions.js';
import { lastingChain } from './lasting-chain.js';
import type { Job } from './merge-wave.js';
import { preflight } from './preflight.js';
import { blockedReport } from './report.js';
import type { MergeContext } from './request.js';
import { WaveJournal, type Beginning, type Culprit } from './wave-journal.js';
import { withLock } from './wave-lock.js';

/** Who conflicts in a wave that nobody has tried to merge, and what needs it. */
export async function stuckUntried({
  context,
  request,
}: Pick<Job, 'context' | 'request'>): Promise<readonly Culprit[]> {
  const { begin } = await preflight(context, request);
  const chain = begin && (await lastingChain(context, begin));
  if (!chain || chain.ok || chain.failure.conflicts.length === 0) return [];
  return stuckAt(begin, chain.failure.steps.length);
}

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
  const opened = await openConflict(context, request, { ours, theirs }, settled);
  const stuck = stuckAt(begin, steps.length);
  const handed = journal.handed(theirs);
  await journal.append({
    type: 'opened',
    at: context.now(),
    ...opened.standoff,
    stuck,
    conflicts,
    handed,
    settled: settled.map(({ path, entry }) => (entry ? { path, entry } : { path })),
  });
  return standing(job, {
    begin,
    conflicts,
    why: `${inWords(why, opened.folder)}${lookedAt(opened)}${ofBefore(opened)}`,
    index: steps.length,
  });
}

/** Opens it if need be, and counts one more agent that gets it; says where it stands. */
export async function handStandoff(job: Job): Promise<MergeReport> {
  const { context, journal, request } = job;
  if (!journal.opened || !(await conflictFolder(context, request.wave))) {
    const report = await openStandoff(job);
    if (report.conflictFolder === null) return report;
  }
  const { opened } = journal;
  const place = await conflictFolder(context, request.wave);
  if (!opened || !context.give || place === undefined)
    return blockedReport(request, 'its conflict is not open');
  const { handed = 0 } = opened;
  if (handed >= MAX_HANDED)
    return stillOpen(job, `${handed} agents have tried; resolve it yourself`);
  const conflicts = conflictsAt(journal);
  const given = await context.give({ wave: request.wave, folder: place, conflicts });
  if (!given.ok) return stillOpen(job, `no agent was started: ${given.failure.why}`);
  await journal.append({ ...opened, at: context.now(), handed: handed + 1 });
  return stillOpen(job, `agent ${handed + 1} of ${MAX_HANDED} resolves it`);
}

export type Handed = {
  readonly folder: string;
  /** What is not resolved yet, in words. */
  readonly left: string | undefined;
};

/** What an agent has made so far of the conflict that it was given. */
export async function lookAtHanded(
  context: MergeContext,
  wave: WaveId,
): Promise<Handed | undefined> {
  const looked = await withLock(context, { wave, target: '' }, async () => {
    await using journal = await WaveJournal.open(context.paths.repository, wave);
    const { opened } = journal;
    const folder = await conflictFolder(context, wave);
    if (!opened?.handed || folder === undefined) return undefined;
    return { folder, left: await leftToResolve(context, folder, opened) };
  });
  return looked && 'left' in looked ? looked : undefined;
}

/** Undefined when it was taken; else why not, with the ways on. */
export async function takeStandoff(job: Job): Promise<MergeReport | undefined> {
  const { context, journal, request } = job;
  const { opened } = journal;
  const { begin } = await preflight(context, request);
  if (!begin || !opened) return blockedReport(request, 'its conflict is not open');
  const taken = await takeResolution(context, request.wave, opened);
  return taken.ok ? undefined : stillOpen(job, taken.failure.why);
}

async function stillOpen(job: Job, why: string): Promise<MergeReport> {
  const { context, journal, request } = job;
  const { opened } = journal;
  const { begin } = await preflight(context, request);
  if (!begin || !opened) return blockedReport(request, 'its conflict is not open');
  const folder = await conflictFolder(context, request.wave);
  const conflicts = conflictsAt(journal);
  const index = begin.members.findIndex(({ tip }) => tip === opened.theirs);
  return standing(job, {
    begin,
    conflicts,
    why: inWords(why, folder ?? 'its worktree'),
    index: Math.max(0, index),
  });
}

/** Before anybody tried to merge it, nothing was blocked by them. */
function conflictsAt({ opened, blocked }: WaveJournal): readonly Conflict[] {
  return opened?.conflicts ?? blocked?.conflicts ?? [];
}

type Standing = {
  readonly begin: Beginning;
  readonly conflicts: readonly Conflict[];
  readonly why: string;
  /** Of the member that conflicts. */
  readonly index: number;
};

async function standing(
  { context, journal, request }: Job,
  { begin, conflicts, why, index }: Standing,
): Promise<MergeReport> {
  const folder = await conflictFolder(context, request.wave);
  const stand = { opened: folder !== undefined, handed: journal.opened?.handed ?? 0 };
  const choices = conflictChoices(begin, stuckAt(begin, index), stand);
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

/** It is a start, and nobody has approved of it. */
function lookedAt({ merged }: Opened): string {
  return merged.length === 0
    ? ''
    : `; look at what mergiraf made of ${merged.join(', ')} before you do`;
}

function ofBefore({ goesOn, kept }: Opened): string {
  if (goesOn) return '; what was begun there goes on';
  return kept === undefined ? '' : `; what was begun for it before is commit ${kept}`;
}

export function inWords(why: string, folder: string): string {
  return `${why}; it stands in ${folder}: resolve it there, then choose "take"`;
}
