/** Holds the state of a plan for the engine, which applies events as they happen. */
import type { Effect, PlanEvent } from './event.js';
import { initialState, type PlanState } from './plan-state.js';
import { step } from './step.js';

export class PlanMachine {
  #state: PlanState = initialState();

  get state(): PlanState {
    return this.#state;
  }

  /** Takes the event in and gives what is to be done about it. */
  apply(event: PlanEvent): readonly Effect[] {
    const [state, effects] = step(this.#state, event);
    this.#state = state;
    return effects;
  }
}
