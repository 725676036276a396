import type { ConsoleStore } from '../console/chrome.js';
import { geometryOf } from '../console/geometry.js';
import { Dialog } from './Dialog.js';
import { TooSmall } from './TooSmall.js';
import { useSelector } from './use-selector.js';

/** What stands before everything else. */
export function Front({ store }: { readonly store: ConsoleStore }) {
  const size = useSelector(store, (state) => state.size);
  const tooSmall = useSelector(store, (state) => geometryOf(state).tooSmall);
  const keymap = useSelector(store, (state) => state.keymap);
  return tooSmall ? <TooSmall size={size} keymap={keymap} /> : <Dialog store={store} />;
}
