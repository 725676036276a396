/** What stands before the panes, as the view says. */
import { Box, Text } from 'ink';
import type { ConsoleStore } from '../console/chrome.js';
import { DIALOG_FRAME as FRAME, geometryOf } from '../console/geometry.js';
import type { View } from '../console/view.js';
import { At } from './At.js';
import { contentOf, titleOf } from '../console/dialogs/dialog-content.js';
import { ACCENT } from '../console/look.js';
import type { Line } from '../console/dialogs/line.js';
import { useSelector } from './use-selector.js';

export function Dialog({ store }: { readonly store: ConsoleStore }) {
  const view = useSelector(store, (state) => state.view);
  const keymap = useSelector(store, (state) => state.keymap);
  const width = useSelector(store, (state) => geometryOf(state).dialog?.width ?? 0);
  const height = useSelector(store, (state) => geometryOf(state).dialog?.height ?? 0);
  if (height === 0) return undefined;
  const rect = { x: 0, y: 0, width, height };
  const { lines, keys } = contentOf(view, width - FRAME.columns, keymap);
  const room = height - FRAME.rows;
  const first = Math.max(0, Math.min(scrollOf(view), lines.length - room));
  const more = lines.length - first - room;
  return (
    <>
      <At rect={rect}>
        <Box borderStyle="round" borderColor={ACCENT} paddingX={1} {...{ width, height }}>
          <Box flexDirection="column" flexGrow={1}>
            <Box flexDirection="column" height={room}>
              {numbered(lines)
                .slice(first, first + room)
                .map(({ number, line }) => (
                  <Row key={number} line={line} />
                ))}
            </Box>
            <Box justifyContent="space-between" marginTop={1}>
              <Text bold wrap="truncate">
                {keys}
              </Text>
              {more > 0 && <Text dimColor>{`↓ ${more} more`}</Text>}
            </Box>
          </Box>
        </Box>
      </At>
      <At rect={{ x: 2, y: 0, width: width - 4, height: 1 }}>
        <Text bold color={ACCENT} wrap="truncate">{` ${titleOf(view)} `}</Text>
      </At>
    </>
  );
}

function Row({
  line: { text, color, bold = false, dim = false },
}: {
  readonly line: Line;
}) {
  return (
    <Text wrap="truncate" bold={bold} dimColor={dim} {...(color ? { color } : {})}>
      {text === '' ? ' ' : text}
    </Text>
  );
}

/** Equal lines are told apart by their place in the text. */
function numbered(lines: readonly Line[]) {
  return lines.map((line, number) => ({ line, number }));
}

function scrollOf(view: View): number {
  return 'scroll' in view ? view.scroll : 0;
}
