/** What the help tells, and in which order. */
import { expect, it } from 'vitest';
import { helpLines } from '../../src/console/dialogs/help-lines.js';
import { defaultKeymap } from '../../src/console/keymap.js';
import { aConsole } from '../helpers/console-state.js';
import { press } from '../helpers/press.js';

const texts = (place: 'pane' | 'sidebar') =>
  helpLines({ place }, defaultKeymap).map(({ text }) => text);

it.each([
  ['s', 'pane', 'After Ctrl+Space, from anywhere'],
  ['ctrl+space s', 'sidebar', 'In the sidebar'],
] as const)('begins where the keyboard is after %s', (keys, place, heading) => {
  const start = press(press(aConsole(), '1'), keys);
  expect(press(start, place === 'pane' ? 'ctrl+space ?' : '?').view).toMatchObject({
    type: 'help',
    place,
  });
  expect(texts(place)[0]).toBe(heading);
});

it.each(['pane', 'sidebar'] as const)(
  'tells each command once, read in the %s',
  (place) => {
    const told = texts(place).filter((line) => /hold|merge it|pane above/.test(line));
    expect(told.map((line) => line.trim())).toEqual(
      expect.arrayContaining([
        'm                preview the wave and merge it',
        'p                put it on hold, or let it go on',
        '↑ k              focus the pane above',
      ]),
    );
    expect(told).toHaveLength(3);
  },
);
