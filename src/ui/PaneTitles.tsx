import { Box } from 'ink';
import { titledPanes, type ConsoleStore } from '../console/chrome.js';
import { geometryOf, screenRect } from '../console/geometry.js';
import { keyOf } from '../console/keymap.js';
import type { ConsoleState } from '../console/state.js';
import { workstreamOf } from '../console/panes.js';
import { pastText } from '../console/past-text.js';
import { PaneTitle } from './PaneTitle.js';
import { useSelector } from './use-selector.js';

/** The titles of the panes that are shown, a row each; the console puts them above the panes. */
export function PaneTitles({ store }: { readonly store: ConsoleStore }) {
  const panes = useSelector(store, (state) => state.panes);
  const status = useSelector(store, (state) => state.status);
  const focused = useSelector(store, (state) => state.focused);
  const keyboard = useSelector(store, (state) => state.keyboard);
  useSelector(store, placesText);
  const pasts = useSelector(store, (state) => state.pasts);
  const calls = useSelector(store, (state) => state.calls);
  const { panes: rects } = geometryOf(store.state());
  const rows = titledPanes(store.state());

  const keymap = useSelector(store, (state) => state.keymap);
  const restart = keyOf(keymap, 'restart');
  const prefix = keyOf(keymap, 'prefix');
  const close = `${prefix} ${keyOf(keymap, 'stop')}`;

  return (
    <Box>
      {panes.map((pane, index) => {
        const rect = rects.get(pane.id);
        if (!rect) return undefined;
        const past = pasts.get(pane.id);
        const attention =
          pane.id !== focused ? 'none' : keyboard === 'pane' ? 'keyboard' : 'focus';
        return (
          <PaneTitle
            key={pane.id}
            pane={pane}
            number={index + 1}
            workstream={workstreamOf(status, pane.workstream)}
            rect={{ x: 0, y: rows.indexOf(pane.id), width: rect.width, height: 1 }}
            call={calls.get(pane.session.id)}
            attention={attention}
            restart={attention === 'keyboard' ? `${prefix} ${restart}` : restart}
            close={close}
            past={past ? pastText(past, { rows: screenRect(rect).height }) : ''}
          />
        );
      })}
    </Box>
  );
}

/** Equal as long as the panes stand where they stand: a geometry is another one every time. */
function placesText(state: ConsoleState): string {
  const { panes } = geometryOf(state);
  return [...panes].map(([id, { width, height }]) => `${id} ${width} ${height}`).join();
}
