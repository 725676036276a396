/**
 * Keeps the plan's state: every fact goes through `record`, which applies it, makes it
 * durable and only then lets its effects be done. What an effect does is the business of
 * others; so an effect whose cause was lost with a power cut never happened.
 */
import type { Journal } from '../journal/journal.js';
import type { Effect } from '../workflow/effect.js';
import type { PlanEvent } from '../workflow/event.js';
import type { PlanMachine } from '../workflow/plan-machine.js';
import type { PlanState } from '../workflow/plan-state.js';
import type { Past } from '../workflow/report/report.js';

/** An event before it has its time. */
export type Fact = PlanEvent extends infer Event
  ? Event extends PlanEvent
    ? Omit<Event, 'at'>
    : never
  : never;

export type PlanKeeperOptions = {
  readonly machine: PlanMachine;
  readonly journal: Journal<PlanEvent>;
  readonly now: () => number;
  readonly perform: (effect: Effect) => void;
  readonly changed: () => void;
};

export class PlanKeeper {
  readonly #options: PlanKeeperOptions;

  constructor(options: PlanKeeperOptions) {
    this.#options = options;
  }

  get state(): PlanState {
    return this.#options.machine.state;
  }

  get past(): Past {
    return this.#options.machine;
  }

  /** Resolves when the fact is on disk and its effects are under way. Throws when the disk is full. */
  async record(fact: Fact): Promise<void> {
    const { machine, journal, now, perform, changed } = this.#options;
    const event: PlanEvent = { at: now(), ...fact };
    const effects = machine.apply(event);
    changed();
    await journal.append(event);
    for (const effect of effects) perform(effect);
  }
}
