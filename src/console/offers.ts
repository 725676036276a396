/** Which keys the status bar offers: those that would do something at the moment. */
import { mayMerge } from '../domain/merge.js';
import type { Keymap } from './keymap.js';
import { isPaged } from './layout-text.js';
import type { ConsoleState } from './state.js';
import { isOffered, type InboxView } from './step-inbox.js';
import { target } from './step-plan.js';

/** The words of keys that would do nothing, one a line. */
export function idleWords(state: ConsoleState): string {
  if (state.view.type === 'merge') return isAsking(state) ? '' : 'yes';
  if (state.view.type === 'inbox') return idleInInbox(state.view, state.keymap);
  if (state.view.type !== 'panes') return '';
  const { workstreams = [], waves = [] } = state.status ?? {};
  const chosen = target(state)?.state;
  const offered = {
    approve: workstreams.some(({ asks }) => asks !== null),
    merge: waves.some((one) => one.state !== 'landed' && one.state !== 'draft'),
    page: isPaged(state),
    restart: chosen === 'failed' || chosen === 'skipped',
  };
  return Object.entries(offered)
    .flatMap(([word, does]) => (does ? [] : word))
    .join('\n');
}

function idleInInbox({ items, scroll }: InboxView, { bindings }: Keymap): string {
  const item = items[scroll];
  return bindings
    .flatMap(({ modes, intent, bar }) =>
      bar !== undefined && modes.includes('inbox') && item && !isOffered(item, intent)
        ? bar
        : [],
    )
    .join('\n');
}

/** A dialog of a merge asks nothing that a yes could not do, and nothing any more once it runs. */
function isAsking({ view }: ConsoleState): boolean {
  if (view.type !== 'merge') return true;
  const { phase, report } = view;
  return phase === 'preview' && report.type === 'loaded' && mayMerge(report.value);
}
