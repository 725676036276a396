import type { ConsoleEvent } from '../../src/console/event.js';
import { intentOf } from '../../src/console/keymap.js';
import { focusedPane, modeOf, type ConsoleState } from '../../src/console/state.js';
import { after } from './console-state.js';

/** The events of keys pressed one after the other (`ctrl+space z`), as the router makes them. */
export function press(state: ConsoleState, keys: string): ConsoleState {
  return keys.split(' ').reduce((now, key) => after(now, eventsOf(now, key)), state);
}

export function eventsOf(state: ConsoleState, key: string): readonly ConsoleEvent[] {
  const mode = modeOf(state);
  const intent = intentOf(state.keymap, mode, key);
  if (intent) return [{ type: 'intent', intent }];
  if (mode === 'search')
    return [
      {
        type: 'intent',
        intent: { type: 'past', event: { type: 'typeSearch', text: key } },
      },
    ];
  if (mode === 'character')
    return [
      {
        type: 'intent',
        intent: { type: 'past', event: { type: 'typeCharacter', text: key } },
      },
    ];
  if (mode === 'text') return [{ type: 'typed', text: key }];
  return mode === 'prefix' ? [{ type: 'intent', intent: { type: 'cancel' } }] : [];
}

/** Where the keyboard is, with the pane in focus, and what is selected. */
export function place(state: ConsoleState): string {
  return `${state.keyboard} ${focusedPane(state)?.workstream ?? '-'} | ${state.selected?.id ?? '-'}`;
}
