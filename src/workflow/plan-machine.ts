/** Holds the state of a plan for the engine, which applies events as they happen. */
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';
import { Chronicle } from './report/chronicle.js';
import { initialState, type PlanState } from './plan-state.js';
import { step } from './step.js';

export class PlanMachine {
  #state: PlanState = initialState();

  /** How its state came about. */
  readonly chronicle = new Chronicle();

  get state(): PlanState {
    return this.#state;
  }

  /** Takes the event in and gives what is to be done about it. */
  apply(event: PlanEvent): readonly Effect[] {
    const [state, effects] = step(this.#state, event);
    this.chronicle.take(event, this.#state, state);
    this.#state = state;
    return effects;
  }
}
