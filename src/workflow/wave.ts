/**
 * The life of one wave, from its first member to its landing. Whether its members are
 * done is counted in `unmet` by `change.ts`; how it is merged is the engine's matter.
 *
 * `stepWave` lets an event that does not fit the life change nothing.
 */
import { unreachable } from '../base/assert.js';
import type { CommitId } from '../domain/ids.js';
import type { Conflict, GateReport } from '../domain/merge.js';
import type { Wave } from '../domain/plan.js';
import type { Timestamp } from '../domain/time.js';
import type { Effect, PlanEvent } from './event.js';

/** What is known of a wave. */
export type WaveRecord = {
  readonly life: WaveLife;
  /** When its state, as a person sees it, began. */
  readonly since: Timestamp;
  /** How many of its members and of the waves before it are not met yet. */
  readonly unmet: number;
};

export type WaveLife =
  /** Nobody has tried to merge it: a draft, or ready when nothing is unmet. */
  | { readonly phase: 'open' }
  | { readonly phase: 'merging'; readonly by: string }
  | {
      readonly phase: 'gating';
      readonly by: string;
      readonly gates: readonly GateReport[];
    }
  | {
      readonly phase: 'blocked';
      readonly why: string;
      readonly conflicts: readonly Conflict[];
      readonly gates: readonly GateReport[];
    }
  | { readonly phase: 'ready_to_land'; readonly commit: CommitId; readonly why: string }
  | { readonly phase: 'landed'; readonly commit: CommitId }
  | { readonly phase: 'rolled_back' };

/** Events about one wave. */
export type WaveEvent = Extract<PlanEvent, { readonly wave: Wave['id'] }>;

export type WaveStep = readonly [wave: WaveRecord, effects: readonly Effect[]];

export function newWave(at: Timestamp): WaveRecord {
  return { life: { phase: 'open' }, since: at, unmet: 0 };
}

export function stepWave(
  record: WaveRecord,
  event: WaveEvent,
  { id, target }: Wave,
): WaveStep {
  const next = nextLife(record, event);
  if (next === record.life) return [record, []];
  return [{ ...record, life: next }, notices(next, id, target)];
}

function nextLife(record: WaveRecord, event: WaveEvent): WaveLife {
  const { life } = record;
  switch (event.type) {
    case 'mergeStarted':
      return mayMerge(record) ? { phase: 'merging', by: event.by } : life;
    case 'gatesStarted':
      return life.phase === 'merging' || life.phase === 'gating'
        ? { phase: 'gating', by: life.by, gates: event.gates }
        : life;
    case 'mergeBlocked': {
      const { why, conflicts, gates } = event;
      return mayMerge(record) ? { phase: 'blocked', why, conflicts, gates } : life;
    }
    case 'readyToLand': {
      const { commit, why } = event;
      return mayMerge(record) ? { phase: 'ready_to_land', commit, why } : life;
    }
    case 'landed':
      return mayMerge(record) ? { phase: 'landed', commit: event.commit } : life;
    case 'rolledBack':
      return life.phase === 'landed' ? { phase: 'rolled_back' } : life;
    default:
      return unreachable(event);
  }
}

function notices(life: WaveLife, id: string, target: string): readonly Effect[] {
  if (life.phase === 'landed')
    return [{ type: 'notify', level: 'info', text: `${id} landed on ${target}` }];
  if (life.phase === 'blocked')
    return [
      { type: 'notify', level: 'warning', text: `${id} cannot merge: ${life.why}` },
    ];
  return [];
}

/** Whether it may be merged, again or still: all it waits for is met, and it has not landed. */
export function mayMerge({ life, unmet }: WaveRecord): boolean {
  return unmet === 0 && life.phase !== 'landed';
}

/** Waits for the decision to merge it. */
export function isReadyWave({ life, unmet }: WaveRecord): boolean {
  return life.phase === 'open' && unmet === 0;
}

/** What to do with a wave that has become ready: merge it by policy, or tell a person. */
export function readyEffects({ id, approval }: Wave): readonly Effect[] {
  if (approval === 'auto') return [{ type: 'mergeWave', wave: id, by: 'plan' }];
  return [{ type: 'notify', level: 'info', text: `${id} is ready to merge` }];
}

/** Goes on with a wave that the engine left unfinished. */
export function resumeEffects(record: WaveRecord, wave: Wave): readonly Effect[] {
  const { life } = record;
  if (life.phase === 'merging' || life.phase === 'gating')
    return [{ type: 'mergeWave', wave: wave.id, by: life.by }];
  return isReadyWave(record) && wave.approval === 'auto' ? readyEffects(wave) : [];
}
