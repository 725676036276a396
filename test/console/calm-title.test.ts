import { expect, it } from 'vitest';
import { calmTitle } from '../../src/console/calm-title.js';
import type { ConsoleEvent } from '../../src/console/event.js';
import { aConsole, aSession, after } from '../helpers/console-state.js';

it.each([
  ['⠼ fix the parser', 'fix the parser'],
  ['✳ fix the parser', 'fix the parser'],
  ['· * ~/project', '~/project'],
  ['-fast mode', '-fast mode'],
  ['vim', 'vim'],
])('takes the spinner from %j', (title, calm) => {
  expect(calmTitle(title)).toBe(calm);
});

it('does not change the console for a spinner that turned', () => {
  const before = after(aConsole(), [titled('⠼ work')]);
  expect(after(before, [titled('⠹ work')])).toBe(before);
});

function titled(title: string): ConsoleEvent {
  return { type: 'session', session: { ...aSession('A', 1), title } };
}
