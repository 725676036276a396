/**
 * One change of a plan's state, from one event to the next state. Replacing a record
 * carries its consequences along the graph: what is met, what is down, what is ready.
 *
 * Takes time in proportion to what changes, never to the size of the plan.
 */
import type { LeftOut } from '../domain/merge.js';
import type { Wave, Workstream } from '../domain/plan.js';
import type { Timestamp } from '../domain/time.js';
import { ChunksDraft } from './chunks.js';
import type { Effect } from './effect.js';
import type { PlanState } from './plan-state.js';
import { push, rest, type Queue } from './queue.js';
import { sessionLimit } from './scaling.js';
import { waveStateOf, workStateOf } from './state-names.js';
import { isLanded, isReadyWave, readyEffects, type WaveRecord } from './wave.js';
import {
  isActive,
  isDone,
  isDown,
  isInLine,
  keepsSession,
  takesSession,
  type Life,
  type Work,
} from './work.js';

export class Change {
  readonly state: PlanState;
  readonly at: Timestamp;
  readonly #works: ChunksDraft<Work>;
  readonly #waves: ChunksDraft<WaveRecord>;
  readonly #effects: Effect[] = [];
  /** Counts of other nodes that are still to be changed. */
  readonly #pending: Shift[] = [];
  #queue: Queue;
  #active: number;
  #lost: number;
  #crowded: readonly number[];

  constructor(state: PlanState, at: Timestamp) {
    this.state = state;
    this.at = at;
    this.#works = new ChunksDraft(state.works);
    this.#waves = new ChunksDraft(state.waves);
    this.#queue = state.queue;
    this.#active = state.active;
    this.#lost = state.lost;
    this.#crowded = state.crowded;
  }

  work(index: number): Work | undefined {
    return this.#works.get(index);
  }

  wave(index: number): WaveRecord | undefined {
    return this.#waves.get(index);
  }

  wish(effects: readonly Effect[]): void {
    this.#effects.push(...effects);
  }

  /** Replaces a workstream's record, with all that follows from it. */
  setWork(index: number, next: Work): void {
    this.#placeWork(index, next);
    this.#drain();
  }

  /** Replaces a wave's record, with all that follows from it. */
  setWave(index: number, next: WaveRecord): void {
    this.#placeWave(index, next);
    this.#drain();
  }

  /** The next workstream to start or to go on, when one is in line and a session is free. */
  takeNext(): number | undefined {
    if (this.state.parked) return undefined;
    const passed: number[] = [];
    let found: number | undefined;
    while (
      found === undefined &&
      this.#queue &&
      this.#active < sessionLimit(this.state)
    ) {
      const rank = this.#queue.least;
      const node = this.state.graph.order[rank];
      this.#queue = rest(this.#queue);
      const work = node === undefined ? undefined : this.#works.get(node);
      if (node === undefined || !work || !isInLine(work)) continue;
      if (this.#isCrowded(node)) passed.push(rank);
      else found = node;
    }
    // Those of a full group keep their turns.
    for (const rank of passed) this.#queue = push(this.#queue, rank);
    return found;
  }

  /** Whether one more session may be taken, by this one. */
  hasRoom(index: number): boolean {
    return this.#active < sessionLimit(this.state) && !this.#isCrowded(index);
  }

  #isCrowded(node: number): boolean {
    const { groups, of } = this.state.graph.crowds;
    return (of.get(node) ?? []).some(
      (at) => (this.#crowded[at] ?? 0) >= (groups[at]?.limit ?? 0),
    );
  }

  finish(): readonly [PlanState, readonly Effect[]] {
    const works = this.#works.finish();
    const waves = this.#waves.finish();
    const queue = this.#queue;
    const same =
      works === this.state.works &&
      waves === this.state.waves &&
      queue === this.state.queue;
    const state = same
      ? this.state
      : {
          ...this.state,
          works,
          waves,
          queue,
          active: this.#active,
          lost: this.#lost,
          crowded: this.#crowded,
        };
    return [state, this.#effects];
  }

  #placeWork(index: number, next: Work): void {
    const before = this.#works.get(index);
    const plan = this.state.plan.workstreams[index];
    if (!before || !plan || before === next) return;
    const renamed = workStateOf(before) !== workStateOf(next);
    this.#works.set(index, renamed ? { ...next, since: this.at } : next);

    const { awaitedBy, dependants, ranks } = this.state.graph;
    const taken = Number(takesSession(next)) - Number(takesSession(before));
    this.#active += taken;
    this.#lost += Number(keepsSession(next)) - Number(keepsSession(before));
    const own = this.state.graph.crowds.of.get(index);
    if (own && taken !== 0)
      this.#crowded = this.#crowded.map((count, at) =>
        own.includes(at) ? count + taken : count,
      );
    this.#shift(awaitedBy[index], {
      unmet: Number(isDone(before)) - Number(isDone(next)),
    });
    this.#shift(dependants[index], {
      down: Number(isDown(next)) - Number(isDown(before)),
    });
    if (isInLine(next) && !isInLine(before))
      this.#queue = push(this.#queue, ranks[index] ?? index);
    if (next.life.phase === 'failed' && next.life !== before.life)
      this.wish([failure(plan, next.life.why)]);
  }

  #placeWave(index: number, next: WaveRecord): void {
    const before = this.#waves.get(index);
    const plan = this.state.plan.waves[index];
    if (!before || !plan || before === next) return;
    const renamed = waveStateOf(before) !== waveStateOf(next);
    this.#waves.set(index, renamed ? { ...next, since: this.at } : next);

    const landed = Number(isLanded(next)) - Number(isLanded(before));
    const node = this.state.plan.workstreams.length + index;
    this.#shift(this.state.graph.awaitedBy[node], { unmet: -landed });
    const lands = next.life.phase === 'landed' && next.life !== before.life;
    if (lands) this.#moveMembers(plan, 'landed', next.leftOut);
    else if (landed < 0) this.#moveMembers(plan, 'rolled_back', []);
    else if (isReadyWave(next) && !isReadyWave(before)) this.wish(readyEffects(plan));
  }

  /** Members land, and are rolled back, with their wave. What was left out has failed. */
  #moveMembers(
    { id, members }: Wave,
    ...[phase, leftOut]: readonly ['landed' | 'rolled_back', readonly LeftOut[]]
  ): void {
    for (const member of members) {
      if (member.type !== 'workstream') continue;
      const index = this.state.graph.workstreams.get(member.id) ?? -1;
      const work = this.#works.get(index);
      if (!work || !('session' in work.life) || isActive(work)) continue;
      const left = leftOut.find((one) => one.id === member.id);
      const why = `left out of ${id}: ${left?.why}`;
      const life: Life = left
        ? { phase: 'failed', why, end: 'faulty' }
        : { phase, session: work.life.session };
      this.#placeWork(index, { ...work, life, leftOut: left !== undefined });
    }
  }

  #shift(nodes: readonly number[] = [], { unmet = 0, down = 0 }): void {
    if (unmet === 0 && down === 0) return;
    for (const node of nodes) this.#pending.push({ node, unmet, down });
  }

  /** A list instead of calls: a chain of thousands would end the stack. */
  #drain(): void {
    const first = this.state.plan.workstreams.length;
    for (let shift = this.#pending.pop(); shift; shift = this.#pending.pop()) {
      const { node, unmet, down } = shift;
      const work = node < first ? this.#works.get(node) : undefined;
      const wave = node < first ? undefined : this.#waves.get(node - first);
      if (work)
        this.#placeWork(node, {
          ...work,
          unmet: work.unmet + unmet,
          down: work.down + down,
        });
      if (wave) this.#placeWave(node - first, { ...wave, unmet: wave.unmet + unmet });
    }
  }
}

type Shift = { readonly node: number; readonly unmet: number; readonly down: number };

function failure({ id }: Workstream, why: string): Effect {
  return { type: 'notify', level: 'warning', text: `${id} failed: ${why}` };
}
