/**
 * Notes from time to time how far each agent at work is. One timer, and none while nobody
 * works or the plan wants no snapshots.
 */
import type { Milliseconds } from '../domain/time.js';
import type { Made } from '../workflow/event.js';
import { workOf } from '../workflow/plan-state.js';
import { snapshotEvery, snapshotOf } from '../workflow/snapshots.js';
import { isActive } from '../workflow/work.js';
import type { EngineContext } from './context.js';
import { allMade } from './plan-facts.js';
import { gitOf } from './reading.js';

/** A timer of Node's that is longer goes off at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export class Snapshotting implements Disposable {
  readonly #context: EngineContext;
  #timer: NodeJS.Timeout | undefined;
  #every: Milliseconds = 0;
  #takes = false;

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Somebody may have begun to work, or nobody works any more. Returns at once. */
  changed(): void {
    this.#setTo(snapshotEvery(this.#context.plan.state));
  }

  [Symbol.dispose](): void {
    this.#setTo(0);
  }

  #setTo(every: Milliseconds): void {
    if (every === this.#every) return;
    clearInterval(this.#timer);
    this.#every = every;
    if (every === 0) return;
    const take = () => void this.#take();
    this.#timer = setInterval(take, Math.min(every, MAX_TIMER_MS));
  }

  async #take(): Promise<void> {
    if (this.#takes) return;
    this.#takes = true;
    for (const made of allMade(this.#context.plan.state))
      await this.#takeOf(made).catch((error: unknown) =>
        this.#context.log(`no snapshot of ${made.workstream}: ${String(error)}`),
      );
    this.#takes = false;
  }

  async #takeOf(made: Made): Promise<void> {
    const { plan, signs, removed, now } = this.#context;
    const { workstream, path } = made;
    const before = workOf(plan.state, workstream);
    if (!before || !isActive(before) || removed.has(path)) return;
    const { ahead, uncommitted, committed } = await gitOf(this.#context, made, true);
    const work = workOf(plan.state, workstream);
    if (!work || this.#every === 0) return;
    const changed = new Set([...committed, ...uncommitted]).size;
    const sign = signs.get(workstream) ?? 0;
    const snapshot = snapshotOf(work, { ahead, changed, sign, now: now() });
    if (snapshot) await plan.record({ type: 'snapshotTaken', workstream, ...snapshot });
  }
}
