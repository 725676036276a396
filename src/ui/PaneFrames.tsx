import { Box } from 'ink';
import type { ConsoleStore } from '../console/chrome.js';
import { geometryOf, screenRect } from '../console/geometry.js';
import { keyOf } from '../console/keymap.js';
import { workstreamOf } from '../console/panes.js';
import { pastText } from '../console/past-text.js';
import { EmptyStage } from './EmptyStage.js';
import { PaneFrame } from './PaneFrame.js';
import { useSelector } from './use-selector.js';

/** Titles and borders of the panes that are shown. */
export function PaneFrames({ store }: { readonly store: ConsoleStore }) {
  const panes = useSelector(store, (state) => state.panes);
  const status = useSelector(store, (state) => state.status);
  const focused = useSelector(store, (state) => state.focused);
  const keyboard = useSelector(store, (state) => state.keyboard);
  useSelector(store, (state) => geometryOf(state).panes);
  const pasts = useSelector(store, (state) => state.pasts);
  const calls = useSelector(store, (state) => state.calls);
  const { panes: rects, stage } = geometryOf(store.state());

  const keymap = useSelector(store, (state) => state.keymap);
  const restart = keyOf(keymap, 'restart');
  const prefix = keyOf(keymap, 'prefix');

  if (panes.length === 0) return <EmptyStage store={store} />;
  return (
    <Box>
      {panes.map((pane, index) => {
        const rect = rects.get(pane.id);
        if (!rect) return undefined;
        const past = pasts.get(pane.id);
        const attention =
          pane.id !== focused ? 'none' : keyboard === 'pane' ? 'keyboard' : 'focus';
        return (
          <PaneFrame
            key={pane.id}
            pane={pane}
            number={index + 1}
            workstream={workstreamOf(status, pane.workstream)}
            rect={rect}
            call={calls.get(pane.session.id)}
            bordered={rect.x > stage.x}
            attention={attention}
            restart={attention === 'keyboard' ? `${prefix} ${restart}` : restart}
            past={past ? pastText(past, { rows: screenRect(rect).height }) : ''}
          />
        );
      })}
    </Box>
  );
}
