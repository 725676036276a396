import { useSyncExternalStore } from 'react';
import type { Store } from '../console/store.js';

/** Reads a slice of the store; the component renders again only when the slice changes. */
export function useSelector<State, Event, Slice>(
  store: Store<State, Event>,
  select: (state: State) => Slice,
): Slice {
  return useSyncExternalStore(store.subscribe, () => select(store.state()));
}
