import type { ConsoleStore } from '../console/chrome.js';
import { EmptyStage } from './EmptyStage.js';
import { PaneTitles } from './PaneTitles.js';
import { useSelector } from './use-selector.js';

/** Where panes stand. */
export function Stage({ store }: { readonly store: ConsoleStore }) {
  const empty = useSelector(store, (state) => state.panes.length === 0);
  return empty ? <EmptyStage store={store} /> : <PaneTitles store={store} />;
}
