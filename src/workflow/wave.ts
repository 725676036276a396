/**
 * The life of one wave, from its first member to its landing. Whether its members are
 * done is counted in `unmet` by `change.ts`; how it is merged is the engine's matter.
 *
 * `stepWave` lets an event that does not fit the life change nothing.
 */
import { unreachable } from '../base/assert.js';
import type { CommitId } from '../domain/ids.js';
import type { Choice, Conflict, GateReport, LeftOut } from '../domain/merge.js';
import type { Wave } from '../domain/plan.js';
import type { Timestamp } from '../domain/time.js';
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';

/** What is known of a wave. */
export type WaveRecord = {
  readonly life: WaveLife;
  /** When its state, as a person sees it, began. */
  readonly since: Timestamp;
  /** How many of its members and of the waves before it are not met yet. */
  readonly unmet: number;
  /** Members that its landing left out, until they land too; none when all have landed. */
  readonly leftOut: readonly LeftOut[];
  /** Its members as a person wants them to follow each other, until it has landed so. */
  readonly order?: readonly string[];
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
      readonly choices: readonly Choice[];
    }
  | {
      readonly phase: 'isolating';
      readonly by: string;
      readonly gates: readonly GateReport[];
      readonly doing: string;
    }
  | {
      readonly phase: 'ready_to_land';
      readonly commit: CommitId;
      readonly why: string;
      readonly gates: readonly GateReport[];
    }
  | {
      readonly phase: 'landed';
      readonly commit: CommitId;
      readonly gates: readonly GateReport[];
    }
  | { readonly phase: 'rolled_back'; readonly gates: readonly GateReport[] };

/** Events about one wave. */
export type WaveEvent = Extract<PlanEvent, { readonly wave: Wave['id'] }>;

export type WaveStep = readonly [wave: WaveRecord, effects: readonly Effect[]];

export function newWave(at: Timestamp): WaveRecord {
  return { life: { phase: 'open' }, since: at, unmet: 0, leftOut: [] };
}

export function stepWave(
  record: WaveRecord,
  event: WaveEvent,
  { id, target }: Wave,
): WaveStep {
  const life = nextLife(record, event);
  if (life === record.life) return [record, []];
  const { order: _, ...rest } = record;
  const next = {
    ...rest,
    ...orderAfter(record, event),
    life,
    leftOut: leftOutBy(record, event),
  };
  // It waits for a person as before, for something else.
  if (record.life.phase === 'blocked' && life.phase === 'blocked')
    return [next, [{ type: 'notify', level: 'warning', text: `${id}: ${life.why}` }]];
  return [next, notices(next, id, target)];
}

function orderAfter({ order }: WaveRecord, event: WaveEvent): Pick<WaveRecord, 'order'> {
  if (event.type === 'landed') return {};
  const wanted = event.type === 'mergeStarted' ? (event.order ?? order) : order;
  return wanted ? { order: wanted } : {};
}

function leftOutBy({ leftOut }: WaveRecord, event: WaveEvent): readonly LeftOut[] {
  if (event.type === 'landed') return event.leftOut ?? [];
  return event.type === 'rolledBack' ? [] : leftOut;
}

function nextLife(record: WaveRecord, event: WaveEvent): WaveLife {
  const { life } = record;
  switch (event.type) {
    case 'mergeStarted':
      return mayMerge(record) ? { phase: 'merging', by: event.by } : life;
    case 'gatesStarted':
      return isMerging(life)
        ? { phase: 'gating', by: life.by, gates: event.gates }
        : life;
    case 'isolating': {
      const { gates, doing } = event;
      return isMerging(life) ? { phase: 'isolating', by: life.by, gates, doing } : life;
    }
    case 'decided':
      if (life.phase !== 'blocked') return life;
      return event.choice === 'abort'
        ? { phase: 'open' }
        : { phase: 'merging', by: event.by };
    case 'mergeBlocked': {
      const { why, conflicts, gates, choices = [] } = event;
      if (!mayMerge(record)) return life;
      return { phase: 'blocked', why, conflicts, gates, choices };
    }
    case 'readyToLand': {
      const { commit, why } = event;
      const gates = saidBy(event, life);
      return mayMerge(record) ? { phase: 'ready_to_land', commit, why, gates } : life;
    }
    case 'landed': {
      const gates = saidBy(event, life);
      return mayMerge(record) ? { phase: 'landed', commit: event.commit, gates } : life;
    }
    case 'rolledBack':
      if (!isLanded(record)) return life;
      return { phase: 'rolled_back', gates: saidBy({}, life) };
    default:
      return unreachable(event);
  }
}

/** What its gates said. A landing that is found in a checkout does not tell it again. */
function saidBy(
  { gates = [] }: { readonly gates?: readonly GateReport[] },
  life: WaveLife,
): readonly GateReport[] {
  return gates.length === 0 && 'gates' in life ? life.gates : gates;
}

type Merging = Extract<WaveLife, { readonly phase: 'merging' | 'gating' | 'isolating' }>;

export function isMerging(life: WaveLife): life is Merging {
  return ['merging', 'gating', 'isolating'].includes(life.phase);
}

function notices(
  { life, leftOut }: WaveRecord,
  id: string,
  target: string,
): readonly Effect[] {
  if (life.phase === 'landed') {
    const rest = leftOut.map((one) => one.id).join(', ');
    const text = `${id} landed on ${target}${rest === '' ? '' : ` without ${rest}`}`;
    return [{ type: 'notify', level: rest === '' ? 'info' : 'warning', text }];
  }
  if (life.phase === 'blocked')
    return [
      { type: 'notify', level: 'warning', text: `${id} cannot merge: ${life.why}` },
    ];
  return [];
}

/**
 * Whether it may be merged, again or still: all it waits for is met, and something of it
 * has not landed.
 */
export function mayMerge({ life, unmet, leftOut }: WaveRecord): boolean {
  return unmet === 0 && (life.phase !== 'landed' || leftOut.length > 0);
}

/** Waits for the decision to merge it. */
export function isReadyWave(record: WaveRecord): boolean {
  const { phase } = record.life;
  return (phase === 'open' || phase === 'landed') && mayMerge(record);
}

/** Holds on its target, though the members that it left out are being merged. */
export function isLanded({ life, leftOut }: WaveRecord): boolean {
  return life.phase === 'landed' || leftOut.length > 0;
}

/** What to do with a wave that has become ready: merge it by policy, or tell a person. */
export function readyEffects({ id, approval }: Wave): readonly Effect[] {
  if (approval === 'auto') return [{ type: 'mergeWave', wave: id, by: 'plan' }];
  return [{ type: 'notify', level: 'info', text: `${id} is ready to merge` }];
}

/** Goes on with a wave that the engine left unfinished. */
export function resumeEffects(record: WaveRecord, wave: Wave): readonly Effect[] {
  const { life } = record;
  if (isMerging(life)) return [{ type: 'mergeWave', wave: wave.id, by: life.by }];
  return isReadyWave(record) && wave.approval === 'auto' ? readyEffects(wave) : [];
}
