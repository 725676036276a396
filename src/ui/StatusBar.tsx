/** One line below everything: where the keyboard is, its keys, news, and the way out. */
import { Box, Text } from 'ink';
import type { ConsoleStore } from '../console/chrome.js';
import { geometryOf } from '../console/geometry.js';
import { barOf, type Mode } from '../console/keymap.js';
import { modeOf, type ConsoleState, type Notice } from '../console/state.js';
import { At } from './At.js';
import { ACCENT } from './look.js';
import { useSelector } from './use-selector.js';

const places = {
  pane: { name: 'PANE', wayOut: 'Ctrl+Space d detach' },
  sidebar: { name: 'SIDEBAR', wayOut: 'd detach' },
  prefix: { name: 'COMMAND', wayOut: 'Esc cancel' },
  plan: { name: 'PLAN', wayOut: 'Esc close' },
  merge: { name: 'MERGE', wayOut: 'Esc close' },
  confirm: { name: 'SURE?', wayOut: 'Esc no' },
  text: { name: 'TEXT', wayOut: 'Esc cancel' },
  help: { name: 'HELP', wayOut: 'Esc close' },
} as const satisfies Record<Mode, { name: string; wayOut: string }>;

const noticeColors = {
  info: 'green',
  warning: 'yellow',
  error: 'red',
} as const satisfies Record<Notice['level'], string>;

/** Said by the way out, or by the badge, so not among the other keys. */
const SAID_ELSEWHERE = new Set(['detach', 'cancel', 'close', 'command']);

/** Below this the keys need the room that the layout's name would take. */
const ROOMY_COLUMNS = 60;

export function StatusBar({ store }: { readonly store: ConsoleStore }) {
  const mode = useSelector(store, modeOf);
  const notice = useSelector(store, newsOf);
  const layout = useSelector(store, layoutText);
  const { bar } = geometryOf(store.state());
  const { name, wayOut } = places[mode];
  return (
    <At rect={bar}>
      <Box>
        <Box flexShrink={0}>
          <Text
            bold
            inverse
            color={mode === 'prefix' ? 'yellow' : ACCENT}
          >{` ${name} `}</Text>
          <Text> </Text>
        </Box>
        {notice && (
          <Box flexShrink={0} width={newsColumns(notice, bar.width)} overflow="hidden">
            <Text wrap="truncate" color={noticeColors[notice.level]}>
              {notice.text}
            </Text>
          </Box>
        )}
        <Box flexGrow={1}>
          <Keys mode={mode} />
        </Box>
        <Box flexShrink={0}>
          {bar.width >= ROOMY_COLUMNS && <Text dimColor>{` ${layout} `}</Text>}
          <Text bold>{` ${wayOut} `}</Text>
        </Box>
      </Box>
    </At>
  );
}

/** News take what they need, but leave the keys a half of the line. */
function newsColumns({ text }: Notice, width: number): number {
  return Math.min(text.length + 2, Math.floor(width / 2) - 6);
}

function Keys({ mode }: { readonly mode: Mode }) {
  const keys = mode === 'pane' ? barOf('prefix') : barOf(mode);
  return (
    <Text wrap="truncate">
      {mode === 'pane' && <Text bold>{'Ctrl+Space then  '}</Text>}
      {keys
        .filter(({ word }) => !SAID_ELSEWHERE.has(word))
        .map(({ key, word }) => (
          <Text key={word}>
            <Text bold color={ACCENT}>
              {key}
            </Text>
            <Text dimColor>{` ${word}  `}</Text>
          </Text>
        ))}
    </Text>
  );
}

const ENGINE_LOST: Notice = {
  level: 'warning',
  text: 'the engine is coming back; panes go on',
  at: 0,
};

function newsOf({ notice, engine }: ConsoleState): Notice | undefined {
  return engine === 'lost' ? ENGINE_LOST : notice;
}

function layoutText(state: ConsoleState): string {
  const total = state.panes.length;
  const shown = geometryOf(state).panes.size;
  const title = state.zoomed ? 'Zoomed' : (state.layouts[state.layout]?.file.title ?? '');
  return shown > 0 && shown < total ? `${title} ${shown} of ${total}` : title;
}
