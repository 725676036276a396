/** What becomes of a dialog, and of the selection, when what was asked for was not done. */
import { plainText } from '../base/plain-text.js';
import type { ConsoleEvent } from './event.js';
import type { ConsoleState } from './state.js';
import { PANES, type View } from './view.js';

export function refused(
  state: ConsoleState,
  { text, at, of }: Extract<ConsoleEvent, { readonly type: 'refused' }>,
): ConsoleState {
  const { view, keyboard } = state;
  const waits = ['merge', 'conflicts'].includes(view.type) || isLoading(view);
  const stays = of !== undefined && keyboard === 'sidebar' && view.type === 'panes';
  return {
    ...state,
    ...(stays ? { selected: { type: 'workstream', id: of } } : {}),
    view: waits ? PANES : view,
    notice: { level: 'error', text: plainText(text), at },
  };
}

function isLoading(view: View): boolean {
  if (view.type === 'memories') return view.memories.type === 'loading';
  if (view.type === 'agents') return view.agents.type === 'loading';
  return view.type === 'plan' && view.plan.type === 'loading';
}
