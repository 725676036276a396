/**
 * One attempt at a wave, from its journalled beginning to its end: pin, merge, judge,
 * land. Doing it again after a kill at any point comes to the same end.
 */
import { unreachable } from '../../base/assert.js';
import type { CommitId } from '../../domain/ids.js';
import type {
  Conflict,
  GateReport,
  MergeStep,
  TargetCheckout,
} from '../../domain/merge.js';
import { mergeChain } from './chain.js';
import { judge } from './gates.js';
import { land } from './landing.js';
import { inWords, keepChain, keptSteps, pin, unpin } from './pins.js';
import { missingFrom } from './preflight.js';
import type { MergeContext, Observe } from './request.js';
import type { Beginning, WaveJournal } from './wave-journal.js';

export type Attempt = {
  readonly context: MergeContext;
  readonly journal: WaveJournal;
  readonly begin: Beginning;
  readonly observe: Observe;
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
      }
    | { readonly type: 'stale'; readonly why: string }
  );

const NOTHING: Done = { steps: [], gates: [] };

export async function carryOut(attempt: Attempt): Promise<Outcome> {
  const { context, begin, observe } = attempt;
  observe({ type: 'merging' });
  const pinned = await pin(context.repo, begin);
  if (!pinned.ok)
    return block(attempt, { ...NOTHING, why: inWords(pinned.failure), conflicts: [] });
  context.checkpoint?.('pinned');

  const chain = await mergeChain(
    context.repo,
    begin,
    await keptSteps(context.repo, begin),
  );
  if (!chain.ok) return block(attempt, { ...chain.failure, gates: [] });
  context.checkpoint?.('merged');
  const { steps, candidate } = chain.value;
  const missing = await missingFrom(context, begin, candidate);
  if (missing !== undefined)
    return block(attempt, { steps, gates: [], why: missing, conflicts: [] });
  const kept = await keepChain(context.repo, begin, chain.value);
  if (!kept.ok) throw new Error(`Cannot keep ${begin.wave}: ${inWords(kept.failure)}`);
  context.checkpoint?.('kept');

  return judgeAndLand(attempt, steps, candidate);
}

async function judgeAndLand(
  attempt: Attempt,
  steps: readonly MergeStep[],
  candidate: CommitId,
): Promise<Outcome> {
  const { context, begin, journal } = attempt;
  const court = { context, begin, journal, commit: candidate, label: '' };
  const { gates, verdict } = await judge(court, begin.gates, attempt.observe);
  if (verdict.type !== 'green')
    return block(attempt, { steps, gates, why: verdict.why, conflicts: [] });
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

type Block = Done & { readonly why: string; readonly conflicts: readonly Conflict[] };

/** Journalled before the pins go, so that a kill in between is not taken for work to do. */
async function block(attempt: Attempt, found: Block): Promise<Outcome> {
  const { context, journal, begin } = attempt;
  const { why, conflicts } = found;
  await journal.append({ type: 'blocked', at: context.now(), why, conflicts });
  context.checkpoint?.('blocked');
  await unpin(context.repo, begin);
  return { ...found, type: 'blocked' };
}
