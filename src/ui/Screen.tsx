/** The whole chrome. Where its parts stand is the geometry's. */
import { Box } from 'ink';
import type { ConsoleStore } from '../console/chrome.js';
import { geometryOf } from '../console/geometry.js';
import { Dialog } from './Dialog.js';
import { PaneFrames } from './PaneFrames.js';
import { Sidebar } from './Sidebar.js';
import { StatusBar } from './StatusBar.js';
import { TooSmall } from './TooSmall.js';
import { useSelector } from './use-selector.js';

export function Screen({ store }: { readonly store: ConsoleStore }) {
  const size = useSelector(store, (state) => state.size);
  const tooSmall = useSelector(store, (state) => geometryOf(state).tooSmall);
  if (tooSmall) return <TooSmall size={size} />;
  return (
    <Box width={size.columns} height={size.rows}>
      <PaneFrames store={store} />
      <Sidebar store={store} />
      <StatusBar store={store} />
      <Dialog store={store} />
    </Box>
  );
}
