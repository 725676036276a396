import { Box, Text } from 'ink';
import { unreachable } from '../base/assert.js';
import { plainText } from '../base/plain-text.js';
import type { ConsoleStore } from '../console/chrome.js';
import { geometryOf } from '../console/geometry.js';
import { keyOf } from '../console/keymap.js';
import { sidebarItems, type SidebarItem } from '../console/sidebar.js';
import { sameSubject, type ConsoleState } from '../console/state.js';
import { At } from './At.js';
import { GroupLines } from './GroupLines.js';
import { ACCENT } from '../console/look.js';
import { Rule } from './Rule.js';
import { useSelector } from './use-selector.js';
import { WaveLines } from './WaveLines.js';
import { WorkstreamLines } from './WorkstreamLines.js';

/** The plan at a glance: workstreams, what waits first, then waves. */
export function Sidebar({ store }: { readonly store: ConsoleStore }) {
  useSelector(store, (state) => state.status);
  useSelector(store, (state) => state.panes);
  useSelector(store, (state) => state.away);
  useSelector(store, (state) => state.now);
  useSelector(store, (state) => state.selected);
  useSelector(store, (state) => state.unfolded);
  useSelector(store, (state) => state.keyboard);
  useSelector(store, (state) => state.engine);
  useSelector(store, (state) => state.calls);
  const state = store.state();
  const { sidebar } = geometryOf(state);
  if (!sidebar) return undefined;

  const width = sidebar.width - 1;
  return (
    <>
      {sidebarItems(state, sidebar.height).map((item) => (
        <At key={item.y} rect={{ x: 0, y: item.y, width, height: item.height }}>
          <Item item={item} state={state} width={width} />
        </At>
      ))}
    </>
  );
}

type ItemProps = {
  readonly item: SidebarItem;
  readonly state: ConsoleState;
  readonly width: number;
};

function Item({ item, state, width }: ItemProps) {
  const active = state.keyboard === 'sidebar';
  switch (item.type) {
    case 'title':
      return <Title state={state} />;
    case 'phase':
      return <PhaseLine {...item} />;
    case 'heading':
      return <Heading width={width} />;
    case 'more':
      return <Text dimColor>{` ${moreInWords(item)}`}</Text>;
    case 'workstream': {
      const { workstream, height, beside } = item;
      const selected = sameSubject(state.selected, {
        type: 'workstream',
        id: workstream.id,
      });
      const at = state.panes.findIndex((pane) => pane.workstream === workstream.id);
      const pane = state.panes[at];
      const hidden = pane !== undefined && state.away.has(pane.id);
      const age = state.now - workstream.since;
      const { session } = workstream;
      const rang = session !== null && (state.calls.get(session)?.rang ?? false);
      const shown = { workstream, number: at + 1, hidden, age, rang };
      return (
        <WorkstreamLines {...{ ...shown, selected, active, height, beside, width }} />
      );
    }
    case 'group': {
      const { group, open, depth } = item;
      const selected = sameSubject(state.selected, { type: 'group', id: group.id });
      return <GroupLines {...{ group, open, depth, selected, active }} />;
    }
    case 'wave': {
      const { wave, height } = item;
      const selected = sameSubject(state.selected, { type: 'wave', id: wave.id });
      return <WaveLines {...{ wave, selected, active, height }} />;
    }
    default:
      return unreachable(item);
  }
}

function PhaseLine({ phase, place, of }: Extract<SidebarItem, { type: 'phase' }>) {
  return (
    <Box>
      <Box flexShrink={0}>
        <Text dimColor>{` Phase ${place}/${of}  `}</Text>
      </Box>
      <Box flexGrow={1}>
        <Text wrap="truncate">{plainText(phase.name)}</Text>
      </Box>
      <Box flexShrink={0}>
        <Text dimColor>{` ${phase.done}/${phase.members.length} `}</Text>
      </Box>
    </Box>
  );
}

function Heading({ width }: { readonly width: number }) {
  return (
    <>
      <Rule rect={{ x: 7, y: 0, width: width - 8, height: 1 }} strong={false} />
      <Text dimColor> Waves</Text>
    </>
  );
}

function Title({ state }: { readonly state: ConsoleState }) {
  const { status, engine } = state;
  const count = status?.approvals.length ?? 0;
  const plan = plainText(
    status?.plan ?? (engine === 'up' ? '' : 'waiting for the engine'),
  );
  return (
    <Box justifyContent="space-between">
      <Text wrap="truncate">
        <Text bold color={ACCENT}>
          {' wtmux '}
        </Text>
        <Text dimColor>{plan}</Text>
      </Text>
      {count > 0 && (
        <Box flexShrink={0}>
          <Text
            bold
            color="yellow"
          >{` ${count} for you: ${keyOf(state.keymap, 'inbox')} `}</Text>
        </Box>
      )}
    </Box>
  );
}

function moreInWords({ above, below }: Extract<SidebarItem, { type: 'more' }>): string {
  const up = above > 0 ? [`↑ ${above} more`] : [];
  const down = below > 0 ? [`↓ ${below} more`] : [];
  return [...up, ...down].join('   ');
}
