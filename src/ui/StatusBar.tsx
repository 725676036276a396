/** One line below everything: where the keyboard is, its keys, news, and the way out. */
import { Box, Text } from 'ink';
import { plainText } from '../base/plain-text.js';
import type { ConsoleStore } from '../console/chrome.js';
import { geometryOf } from '../console/geometry.js';
import { barOf, keyOf, type Keymap, type Mode } from '../console/keymap.js';
import { idleWords } from '../console/offers.js';
import { searchText } from '../console/past-text.js';
import {
  focusedPast,
  modeOf,
  nameOf,
  type ConsoleState,
  type Notice,
} from '../console/state.js';
import { enterWord, textKeys } from '../console/dialogs/text-keys.js';
import { layoutText } from '../console/layout-text.js';
import { scaleInWords } from '../domain/status-in-words.js';
import { At } from './At.js';
import { ACCENT } from '../console/look.js';
import { useSelector } from './use-selector.js';

/** What each mode is called, and the binding that leaves it. */
const places = {
  pane: { name: 'PANE', wayOut: 'detach', word: 'detach' },
  sidebar: { name: 'SIDEBAR', wayOut: 'detach', word: 'detach' },
  prefix: { name: 'COMMAND', wayOut: 'cancel-command', word: 'cancel' },
  leaving: { name: 'COMMAND', wayOut: 'detach', word: 'detach' },
  scroll: { name: 'SCROLL', wayOut: 'leave-scroll', word: 'leave' },
  search: { name: 'SEARCH', wayOut: 'search-cancel', word: 'cancel' },
  character: { name: 'GO TO', wayOut: 'find-cancel', word: 'cancel' },
  plan: { name: 'PLAN', wayOut: 'close', word: 'close' },
  permission: { name: 'PERMISSION', wayOut: 'close', word: 'close' },
  question: { name: 'QUESTION', wayOut: 'close', word: 'close' },
  merge: { name: 'MERGE', wayOut: 'close', word: 'close' },
  conflicts: { name: 'CONFLICTS', wayOut: 'close', word: 'close' },
  choose: { name: 'CHOOSE', wayOut: 'close', word: 'close' },
  inbox: { name: 'INBOX', wayOut: 'close', word: 'close' },
  memories: { name: 'MEMORIES', wayOut: 'close', word: 'close' },
  agents: { name: 'AGENTS', wayOut: 'close', word: 'close' },
  confirm: { name: 'SURE?', wayOut: 'close', word: 'no' },
  lost: { name: 'LOST', wayOut: 'leave-lost', word: 'none' },
  text: { name: 'TEXT', wayOut: 'cancel-text', word: 'cancel' },
  messages: { name: 'MESSAGES', wayOut: 'close', word: 'close' },
  help: { name: 'HELP', wayOut: 'close', word: 'close' },
} as const satisfies Record<Mode, { name: string; wayOut: string; word: string }>;

const noticeColors = {
  info: 'green',
  warning: 'yellow',
  error: 'red',
} as const satisfies Record<Notice['level'], string>;

/** Said by the way out, or by the badge, so not among the other keys. */
const SAID_ELSEWHERE = new Set(['detach', 'cancel', 'close', 'leave', 'none']);

/** Below this the keys need the room that the layout's name would take. */
const ROOMY_COLUMNS = 60;

/** Below this, the room that the reason for the number of sessions would take. */
const WIDE_COLUMNS = 110;

export function StatusBar({ store }: { readonly store: ConsoleStore }) {
  const mode = useSelector(store, modeOf);
  const said = useSelector(store, newsOf);
  const copy = useSelector(store, copyText);
  const notice =
    said ??
    (copy === ''
      ? undefined
      : ({ level: 'warning', text: copy, at: undefined } as const));
  const layout = useSelector(store, layoutText);
  const scale = useSelector(store, scaleText);
  const { bar } = geometryOf(store.state());
  const keymap = useSelector(store, (state) => state.keymap);
  const idle = useSelector(store, idleWords);
  const search = useSelector(store, (state) => searchText(focusedPast(state)));
  const enter = useSelector(store, ({ view }) => enterWord(view));
  const { name } = places[mode];
  const isCommand = mode === 'prefix' || mode === 'leaving';
  const wayOut = ` ${wayOutOf(mode, keymap)} `;
  const news = notice && newsIn(bar.width - name.length - BADGE - wayOut.length, notice);
  return (
    <At rect={{ ...bar, y: 0 }}>
      <Box>
        <Box flexShrink={0}>
          <Text bold inverse color={isCommand ? 'yellow' : ACCENT}>{` ${name} `}</Text>
          <Text> </Text>
        </Box>
        {news && (
          <Box
            flexShrink={0}
            width={news.columns}
            paddingRight={NEWS_GAP}
            overflow="hidden"
          >
            <Text wrap="truncate" color={noticeColors[news.level]}>
              {news.text}
            </Text>
          </Box>
        )}
        <Box flexGrow={1}>
          {mode === 'search' && <Text bold>{`${search}  `}</Text>}
          <Keys {...{ mode, keymap, idle, enter }} />
        </Box>
        <Box flexShrink={0}>
          {bar.width >= WIDE_COLUMNS && scale !== '' && (
            <Text dimColor>{` ${scale} `}</Text>
          )}
          {bar.width >= (news ? WIDE_COLUMNS : ROOMY_COLUMNS) && (
            <Text dimColor>{` ${layout} `}</Text>
          )}
          <Text bold>{wayOut}</Text>
        </Box>
      </Box>
    </At>
  );
}

/** Around the name of the mode. */
const BADGE = 3;

/** Between news and keys, however long the news are. */
const NEWS_GAP = 2;

/** News go before keys, which come back when they have been read; never before the way out. */
function newsIn(room: number, { level, text }: Notice) {
  return { level, text, columns: Math.min(text.length + NEWS_GAP, room) };
}

function wayOutOf(mode: Mode, keymap: Keymap): string {
  const { wayOut, word } = places[mode];
  const before = mode === 'pane' ? `${keyOf(keymap, 'prefix')} ` : '';
  return `${before}${keyOf(keymap, wayOut)} ${word}`;
}

/** The word of the key that opens the help. */
const HELP = 'help';

type KeysProps = {
  readonly mode: Mode;
  readonly keymap: Keymap;
  /** The words of keys that would do nothing, one a line. */
  readonly idle: string;
  /** What Enter does with a text. */
  readonly enter: string;
};

function Keys({ mode, keymap, idle, enter }: KeysProps) {
  const left = new Set([...SAID_ELSEWHERE, ...idle.split('\n')]);
  const keys =
    mode === 'text'
      ? textKeys(keymap, enter)
      : barOf(keymap, mode === 'pane' ? 'prefix' : mode);
  // The key that tells all others is the last to be without room.
  const inOrder = [
    ...keys.filter(({ word }) => word === HELP),
    ...keys.filter(({ word }) => word !== HELP && !left.has(word)),
  ];
  return (
    <Text wrap="truncate">
      {mode === 'pane' && <Text bold>{`${keyOf(keymap, 'prefix')} then  `}</Text>}
      {inOrder.map(({ key, word }) => (
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

const HOST_LOST: Notice = {
  level: 'warning',
  text: 'the host is gone, and its sessions with it; another one is started',
  at: 0,
};

function newsOf({ notice, engine, host }: ConsoleState): Notice | undefined {
  if (host === 'lost') return HOST_LOST;
  return engine === 'lost' ? ENGINE_LOST : notice;
}

/** A question stays until it is answered. */
function copyText(state: ConsoleState): string {
  const { copyWish, keymap } = state;
  if (!copyWish) return '';
  const keys = `${keyOf(keymap, 'prefix')} ${keyOf(keymap, 'answer-copy')}`;
  return plainText(`${nameOf(state, copyWish.session)} wants to copy; ${keys} answers`);
}

function scaleText({ status }: ConsoleState): string {
  return status?.scale ? scaleInWords(status.scale) : '';
}
