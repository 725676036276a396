import { Text } from 'ink';
import type { ConsoleStore } from '../console/chrome.js';
import { geometryOf } from '../console/geometry.js';
import { At } from './At.js';
import { useSelector } from './use-selector.js';

/** What stands where panes will be. */
export function EmptyStage({ store }: { readonly store: ConsoleStore }) {
  const isKnown = useSelector(store, ({ host, status }) => host === 'up' && !!status);
  const isTaken = useSelector(store, ({ status }) => !!status?.workstreams.length);
  const { stage } = geometryOf(store.state());
  if (stage.width < 3) return undefined;
  const y = Math.floor(stage.height / 3);
  return (
    <At rect={{ x: 2, y, width: stage.width - 3, height: 4 }}>
      {isKnown ? <Hints taken={isTaken} /> : <Text dimColor>Starting…</Text>}
    </At>
  );
}

function Hints({ taken }: { readonly taken: boolean }) {
  if (taken) return <Text dimColor>No session to show; the sidebar says why</Text>;
  return (
    <>
      <Text bold>No sessions yet</Text>
      <Text dimColor>wtmux up starts the plan in wtmux.yaml</Text>
      <Text dimColor>wtmux new &quot;fix the login bug&quot; starts one agent</Text>
    </>
  );
}
