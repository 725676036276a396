/**
 * Holds one state. It changes only by an event; what an event asks to be done goes to
 * `perform`, after the listeners know the new state.
 */
export type Store<State, Event> = {
  readonly state: () => State;
  readonly dispatch: (event: Event) => void;
  /** Gives the function that ends the subscription. */
  readonly subscribe: (listener: () => void) => () => void;
};

export type StoreOptions<State, Event, Effect> = {
  readonly initial: State;
  readonly step: (state: State, event: Event) => readonly [State, readonly Effect[]];
  readonly perform: (effect: Effect) => void;
};

export function createStore<State, Event, Effect>({
  initial,
  step,
  perform,
}: StoreOptions<State, Event, Effect>): Store<State, Event> {
  let state = initial;
  const listeners = new Set<() => void>();

  return {
    state: () => state,
    dispatch(event) {
      const [next, effects] = step(state, event);
      const changed = next !== state;
      state = next;
      if (changed) for (const listener of listeners) listener();
      for (const effect of effects) perform(effect);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
