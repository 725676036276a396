import { describe, expect, it } from 'vitest';
import type { ConsoleEffect } from '../../src/console/event.js';
import { intentOf } from '../../src/console/keymap.js';
import { modeOf, type ConsoleState } from '../../src/console/state.js';
import { step } from '../../src/console/step.js';
import type { View } from '../../src/console/view.js';
import { workstreamId } from '../../src/domain/ids.js';
import { aConsole } from '../helpers/console-state.js';

const views: readonly View[] = [
  { type: 'help', place: 'sidebar', scroll: 0 },
  {
    type: 'text',
    purpose: { type: 'send', workstream: workstreamId('A') },
    text: 'half a line',
  },
];

describe.each(views)('in front of a dialog ($type)', (view) => {
  it('the prefix leads out of the console', () => {
    const [state, effects] = typed(view, 'ctrl+space', 'd');
    expect(effects).toEqual([{ type: 'detach' }]);
    expect(state.view).toEqual(view);
  });

  it.each(['escape', 'z', 'a', 'ctrl+space'])('and nowhere else (%s)', (key) => {
    const [state, effects] = typed(view, 'ctrl+space', key);
    expect(effects).toEqual([]);
    expect(state.view).toEqual(view);
    expect(modeOf(state)).toBe(view.type);
  });
});

/** What is left after these keys, and what is to be done. */
function typed(view: View, ...keys: readonly string[]) {
  let state: ConsoleState = { ...aConsole(), view };
  const done: ConsoleEffect[] = [];
  for (const key of keys) {
    const intent = intentOf(state.keymap, modeOf(state), key) ?? { type: 'cancel' };
    const [next, effects] = step(state, { type: 'intent', intent });
    state = next;
    done.push(...effects);
  }
  return [state, done] as const;
}
