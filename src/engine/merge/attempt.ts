/**
 * One attempt at a wave, from its journalled beginning to its end: pin, merge, judge,
 * land. Doing it again after a kill at any point comes to the same end.
 */
import { unreachable } from '../../base/assert.js';
import { fail, type Result } from '../../base/result.js';
import type { CommitId } from '../../domain/ids.js';
import type {
  Choice,
  Conflict,
  GateReport,
  MergeStep,
  TargetCheckout,
} from '../../domain/merge.js';
import { refsUnder } from '../../git/refs.js';
import type { Break, Chain } from './chain.js';
import { choicesOf, conflictChoices, stuckAt } from './decisions.js';
import { judge, type Judgement, type Verdict } from './gates.js';
import { isolate } from './isolate.js';
import { land } from './landing.js';
import { lastingChain } from './lasting-chain.js';
import { inWords, keepChain, keptSteps, pin, pinsIn, unpin } from './pins.js';
import { missingFrom } from './preflight.js';
import type { MergeContext, Observe } from './request.js';
import type { Beginning, Culprit, Red, WaveJournal } from './wave-journal.js';
import { waveRefs } from './wave-refs.js';

export type Attempt = {
  readonly context: MergeContext;
  readonly journal: WaveJournal;
  readonly begin: Beginning;
  readonly observe: Observe;
  /** Refs that were read since anything of the wave changed. */
  readonly refs?: ReadonlyMap<string, CommitId>;
};

export type Done = {
  readonly steps: readonly MergeStep[];
  readonly gates: readonly GateReport[];
};

export type Outcome = Done &
  (
    | { readonly type: 'landed'; readonly commit: CommitId }
    | {
        readonly type: 'held';
        readonly commit: CommitId;
        readonly why: string;
        readonly checkout: TargetCheckout;
      }
    | {
        readonly type: 'blocked';
        readonly why: string;
        readonly conflicts: readonly Conflict[];
        readonly choices: readonly Choice[];
      }
    | { readonly type: 'stale'; readonly why: string }
    /** By the plan's policy, these go: start again with the rest. */
    | {
        readonly type: 'ejected';
        readonly why: string;
        readonly culprits: readonly Culprit[];
      }
  );

const NOTHING: Done = { steps: [], gates: [] };

export async function carryOut(attempt: Attempt): Promise<Outcome> {
  attempt.observe({ type: 'merging' });
  const kept = await mergeAndKeep(attempt);
  if (!kept.ok) return kept.failure;
  const { steps, candidate } = kept.value;
  return judgeAndLand(attempt, steps, candidate);
}

/** Fails with what that means for the attempt. */
async function mergeAndKeep(attempt: Attempt): Promise<Result<Chain, Outcome>> {
  const { context, begin } = attempt;
  const refs = attempt.refs ?? (await refsUnder(context.repo, waveRefs(begin.wave).all));
  await using pins = pinsIn(context.repo);
  const pinning = pin(pins, begin, refs);
  const ready = pinning.then(({ ok }) => {
    if (ok) context.checkpoint?.('pinned');
    return ok;
  });
  // Merging leaves no trace until then, so it need not wait for the pins.
  const merging = lastingChain(context, begin, { known: keptSteps(begin, refs), ready });
  await Promise.allSettled([ready, merging]);
  await ready;
  const pinned = await pinning;
  if (!pinned.ok)
    return fail({ ...NOTHING, type: 'stale', why: inWords(pinned.failure) });
  const chain = await merging;
  if (!chain.ok) return fail(await onConflict(attempt, chain.failure));
  context.checkpoint?.('merged');
  const { steps, candidate } = chain.value;
  const missing = await missingFrom(context, begin, candidate);
  if (missing !== undefined)
    return fail(await block(attempt, { steps, gates: [], why: missing, conflicts: [] }));
  const kept = await keepChain(pins, begin, {
    chain: chain.value,
    found: pinned.value,
  });
  // `git gc --prune=now` takes what no ref held yet.
  if (!kept.ok)
    return fail({ type: 'stale', why: inWords(kept.failure), steps, gates: [] });
  context.checkpoint?.('kept');
  return chain;
}

async function judgeAndLand(
  attempt: Attempt,
  steps: readonly MergeStep[],
  candidate: CommitId,
): Promise<Outcome> {
  const { context, begin, journal } = attempt;
  const court = { context, begin, journal, commit: candidate, label: '' };
  const judgement = await judge(court, begin.gates, attempt.observe);
  const { gates } = judgement;
  if (!goesOn(begin, judgement.verdict)) return onRed(attempt, steps, judgement);
  await journal.append({ type: 'candidate', commit: candidate });
  context.checkpoint?.('before landing');

  const landing = await land(context.repo, begin, candidate);
  context.checkpoint?.('after landing');
  switch (landing.type) {
    case 'landed':
      await journal.append({ type: 'landed', at: context.now(), commit: candidate });
      return { type: 'landed', commit: candidate, steps, gates };
    case 'held':
      return { ...landing, commit: candidate, steps, gates };
    case 'stale':
      return { ...landing, steps, gates };
    case 'refused':
      return block(attempt, { steps, gates, why: landing.why, conflicts: [] });
    default:
      return unreachable(landing);
  }
}

function onConflict(
  attempt: Attempt,
  { steps, why, conflicts }: Break,
): Promise<Outcome> {
  const stuck = stuckAt(attempt.begin, steps.length);
  const choices = conflicts.length > 0 ? conflictChoices(attempt.begin, stuck) : [];
  return block(attempt, { steps, gates: [], why, conflicts, stuck, choices });
}

/** A flaky gate passes where the plan decides by itself. */
function goesOn({ onRed }: Beginning, { type }: Verdict): boolean {
  return type === 'green' || (type === 'unsure' && onRed === 'eject');
}

const WAYS_ON = 'mend it and merge again, or override it with a reason';

async function onRed(
  attempt: Attempt,
  steps: readonly MergeStep[],
  { gates, verdict, tree }: Judgement,
): Promise<Outcome> {
  const { begin } = attempt;
  const blocked = { steps, gates, why: whyOf(verdict), conflicts: [] };
  if (verdict.type !== 'red' && verdict.type !== 'unsure') return block(attempt, blocked);
  const { gate } = verdict;
  const red = { gate: gate.name, tree, culprits: [] };
  if (begin.onRed === 'stop')
    return block(attempt, {
      ...blocked,
      why: verdict.type === 'red' ? `${blocked.why}; ${WAYS_ON}` : blocked.why,
      red,
      choices: choicesOf(verdict).filter(({ name }) => name !== 'find'),
    });
  const search = begin.onRed === 'eject' || begin.decisions.find;
  if (verdict.type === 'unsure' || !search)
    return block(attempt, { ...blocked, red, choices: choicesOf(verdict) });
  const isolated = await isolate(attempt, { gate, gates, steps });
  const { why, culprits } = isolated;
  const someStay = culprits.length < begin.members.length;
  if (begin.onRed === 'eject' && culprits.length > 0 && someStay)
    return { type: 'ejected', steps, gates, why, culprits };
  const found = `${why}; ${blocked.why}`;
  const choices = choicesOf(verdict, someStay ? isolated : { why, culprits: [] });
  return block(attempt, { ...blocked, why: found, red: { ...red, culprits }, choices });
}

function whyOf(verdict: Verdict): string {
  return verdict.type === 'green' ? '' : verdict.why;
}

type Block = Done & {
  readonly why: string;
  readonly conflicts: readonly Conflict[];
  readonly choices?: readonly Choice[];
  readonly red?: Red;
  readonly stuck?: readonly Culprit[];
};

/** Journalled before the pins go, so that a kill in between is not taken for work to do. */
async function block(attempt: Attempt, found: Block): Promise<Outcome> {
  const { context, journal, begin } = attempt;
  const { steps, gates, why, conflicts, red, stuck, choices = [] } = found;
  const at = context.now();
  const entry = { type: 'blocked', at, why, conflicts } as const;
  await journal.append({
    ...entry,
    ...(red ? { red } : {}),
    ...(stuck ? { stuck } : {}),
  });
  context.checkpoint?.('blocked');
  await unpin(context.repo, begin);
  return { type: 'blocked', steps, gates, why, conflicts, choices };
}
