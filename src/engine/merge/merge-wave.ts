/**
 * Merges a wave as one unit: all of its members land, or nothing changes. The steps are
 * those of DESIGN.md, "Merges never touch a checkout"; refs are the truth and the journal
 * explains them, so a kill at any instant is resumed.
 */
import { ok, type Result } from '../../base/result.js';
import type { CommitId, WaveId } from '../../domain/ids.js';
import type { MergeReport } from '../../domain/merge.js';
import type { Why } from '../../git/repository.js';
import { removeRefLocks } from '../../git/ref-transaction.js';
import { isAncestor, resolveCommit } from '../../git/refs.js';
import { carryOut, type Outcome } from './attempt.js';
import { decided, without, type Decision } from './decisions.js';
import { closeConflict } from './conflict-scratch.js';
import { clearScratch } from './gates.js';
import { hasLanded, recordLanding } from './landing.js';
import { unpin } from './pins.js';
import { preflight, type Preflight } from './preflight.js';
import { blockedReport, landedReport, reportOf } from './report.js';
import {
  UNDECIDED,
  type Decisions,
  type MergeContext,
  type Observe,
  type WaveRequest,
} from './request.js';
import {
  isBeginning,
  isEnd,
  WaveJournal,
  type Beginning,
  type Culprit,
  type WaveEntry,
} from './wave-journal.js';
import { handStandoff, openStandoff, stuckUntried, takeStandoff } from './standoff.js';
import { withLock } from './wave-lock.js';
import { waveRefs } from './wave-refs.js';

/**
 * A target or member that moves while the wave is merged makes it start again; agents
 * that commit all the time would have it do so for ever.
 */
const MAX_ATTEMPTS = 3;

/** The report's `state` is `landed`, `ready_to_land` or `blocked`. */
export function mergeWave(
  context: MergeContext,
  request: WaveRequest,
  observe: Observe = () => undefined,
): Promise<MergeReport> {
  return withLock(context, request, async () => {
    await using journal = await WaveJournal.open(context.paths.repository, request.wave);
    return await merge({ context, journal, observe, request });
  });
}

/**
 * Goes on with a wave that is blocked, as a person decided. The report says `blocked` when
 * there is nothing of that kind to decide.
 */
export function decideWave(
  context: MergeContext,
  { decision, ...request }: WaveRequest & { readonly decision: Decision },
  observe: Observe = () => undefined,
): Promise<MergeReport> {
  return withLock(context, request, async () => {
    await using journal = await WaveJournal.open(context.paths.repository, request.wave);
    const decisions = await decidedOn({ context, journal, request }, decision);
    if (!decisions.ok) return blockedReport(request, decisions.failure.why);
    const wish = { ...request, decisions: decisions.value };
    const job = { context, journal, observe, request: wish };
    if (decision.name === 'open') return await openStandoff(job);
    if (decision.name === 'hand') return await handStandoff(job);
    if (decision.name === 'take') {
      const refused = await takeStandoff(job);
      if (refused) return refused;
    }
    if (decision.name === 'eject') await closeConflict(context, request.wave);
    return await merge(job);
  });
}

/** What conflicts can be left out before anybody has tried to merge it. */
async function decidedOn(
  { journal, ...job }: Pick<Job, 'context' | 'journal' | 'request'>,
  decision: Decision,
): Promise<Result<Decisions, Why>> {
  const made = decided(journal, decision);
  if (made.ok || decision.name !== 'eject' || journal.blocked) return made;
  const stuck = await stuckUntried(job);
  return stuck.length > 0 ? ok(without(UNDECIDED, stuck, decision.by)) : made;
}

/**
 * Asks no more about a wave: the worktree with its conflict goes. Gives the commit that
 * keeps what was begun there, if anything was.
 */
export async function leaveWave(
  context: MergeContext,
  wave: WaveId,
): Promise<CommitId | undefined> {
  const kept = await withLock(context, { wave, target: '' }, () =>
    closeConflict(context, wave),
  );
  return typeof kept === 'string' ? kept : undefined;
}

async function merge(job: Job): Promise<MergeReport> {
  const { context, journal, request } = job;
  const open = await openAttempt(context, journal);
  if (open?.landed) return open.landed;
  const { begin, obstacles, refs } = await preflight(context, request);
  const before = await landedBefore(context, request, refs);
  if (before) return before;
  if (!begin || obstacles.length > 0) return blockedReport(request, obstacles.join('; '));
  if (!open) return run(job, begin, { how: 'new', refs });
  if (isSameWork(open.begin, begin)) {
    const again = { ...open.begin, fastForward: request.fastForward };
    return run(job, again, { how: 'resumed', refs });
  }
  await abandon(context, journal, open.begin);
  return run(job, begin, { how: 'new' });
}

/**
 * Goes on with a wave that a kill interrupted or that waits for its target's checkout.
 * Undefined when there is nothing to go on with.
 */
export async function resumeWave(
  context: MergeContext,
  wave: WaveId,
  observe: Observe = () => undefined,
): Promise<MergeReport | undefined> {
  return withLock(context, { wave, target: '' }, async () => {
    await using journal = await WaveJournal.open(context.paths.repository, wave);
    const open = await openAttempt(context, journal);
    if (!open) return undefined;
    if (open.landed) return open.landed;
    const job = { context, journal, observe, request: requestOf(open.begin) };
    return await run(job, open.begin, { how: 'resumed' });
  });
}

export type Job = {
  readonly context: MergeContext;
  readonly journal: WaveJournal;
  readonly observe: Observe;
  readonly request: WaveRequest;
};

async function run(
  job: Job,
  first: Beginning,
  start: { readonly how: 'new' | 'resumed'; readonly refs?: Preflight['refs'] },
): Promise<MergeReport> {
  const { context, journal, observe } = job;
  let { request } = job;
  let begin = first;
  let { refs } = start;
  let begun = start.how === 'resumed';
  for (let moves = 0; moves < MAX_ATTEMPTS;) {
    if (!begun) {
      await journal.append(begin);
      context.checkpoint?.('begun');
    }
    begun = false;
    const attempt = { context, journal, begin, observe, ...(refs ? { refs } : {}) };
    const outcome: Outcome = await carryOut(attempt);
    if (outcome.type !== 'stale' && outcome.type !== 'ejected')
      return reportOf(begin, outcome);
    await abandon(context, journal, begin, outcome.why);
    if (outcome.type === 'ejected')
      request = withoutThem(request, begin, outcome.culprits);
    else if (++moves === MAX_ATTEMPTS)
      return blockedReport(request, `${outcome.why} each time it was tried; merge again`);
    const fresh = await preflight(context, request);
    if (!fresh.begin || fresh.obstacles.length > 0)
      return blockedReport(request, fresh.obstacles.join('; '));
    ({ begin, refs } = fresh);
  }
  throw new Error(`Gave up on ${request.wave} without a reason`);
}

/** The same wave with some of its members left out, as its plan wants it. */
function withoutThem(
  request: WaveRequest,
  { decisions }: Beginning,
  culprits: readonly Culprit[],
): WaveRequest {
  const more = culprits.map((culprit) => ({ ...culprit, by: 'plan' }));
  const ejected = [...decisions.ejected, ...more];
  return { ...request, decisions: { ...decisions, ejected } };
}

type Open = { readonly begin: Beginning; readonly landed: MergeReport | undefined };

/** The attempt that has a beginning and no end; with its report when it landed after all. */
async function openAttempt(
  context: MergeContext,
  journal: WaveJournal,
): Promise<Open | undefined> {
  await removeRefLocks(context.repo, 'refs/wtmux');
  const entries = journal.current;
  const begin = entries.find(isBeginning);
  if (!begin) return undefined;
  if (entries.some(isEnd)) {
    await tidy(context, begin, entries);
    return undefined;
  }
  const candidate = await resolveCommit(context.repo, waveRefs(begin.wave).candidate);
  const approved = entries.some(({ type }) => type === 'candidate');
  if (!candidate || !approved || !(await hasLanded(context.repo, begin, candidate)))
    return { begin, landed: undefined };
  await clearScratch(context, entries);
  const recorded = await recordLanding(context.repo, begin, candidate);
  if (recorded.type !== 'landed')
    throw new Error(`Cannot record that ${begin.wave} landed`);
  await journal.append({ type: 'landed', at: context.now(), commit: candidate });
  return { begin, landed: landedReport(begin, candidate, begin.decisions.ejected) };
}

/** A kill between the end of an attempt and its cleaning up leaves pins and a worktree. */
async function tidy(
  context: MergeContext,
  begin: Beginning,
  entries: readonly WaveEntry[],
): Promise<void> {
  await clearScratch(context, entries);
  const last = entries.findLast(isEnd);
  if (last?.type === 'blocked' || last?.type === 'stale')
    await unpin(context.repo, begin);
}

/** The report of a wave that landed before and has nothing new. */
async function landedBefore(
  { repo }: MergeContext,
  request: WaveRequest,
  found: Preflight['refs'],
): Promise<MergeReport | undefined> {
  const refs = waveRefs(request.wave);
  const branches = request.members.map(({ branch }) => head(branch));
  const landed = found.get(refs.landed);
  const target = found.get(head(request.target));
  if (!landed || !target || found.has(refs.rolledBack)) return undefined;
  const tips = branches.flatMap((branch) => found.get(branch) ?? []);
  for (const commit of [landed, ...tips])
    if (!(await isAncestor(repo, commit, target))) return undefined;
  return landedReport(request, landed);
}

async function abandon(
  context: MergeContext,
  journal: WaveJournal,
  ...[begin, why = 'something else is asked for']: readonly [
    begin: Beginning,
    why?: string,
  ]
): Promise<void> {
  await journal.append({ type: 'stale', why });
  context.checkpoint?.('stale');
  await tidy(context, begin, journal.current);
}

/** Whether going on with `open` does what a new beginning would. */
function isSameWork(open: Beginning, fresh: Beginning): boolean {
  return workOf(open) === workOf(fresh);
}

function workOf({ at: _at, date: _date, fastForward: _ff, ...work }: Beginning): string {
  return JSON.stringify(work);
}

function requestOf(begin: Beginning): WaveRequest {
  const { wave, target, from, members, landed, needs, rules, gates } = begin;
  const { scratch, onRed, fastForward, decisions } = begin;
  const what = { wave, target, from, members, landed, needs, rules, gates };
  return { ...what, scratch, onRed, fastForward, decisions };
}

function head(branch: string): string {
  return `refs/heads/${branch}`;
}
