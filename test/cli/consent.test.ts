import { expect, it } from 'vitest';
import { commandText } from '../../src/cli/consent.js';

it.each([
  ['npm test', '  npm test'],
  ['npm ci\nRun them? [y/N] y\n', '  npm ci\n  │ Run them? [y/N] y'],
  [
    'echo \u001b]0;; rm -rf ~\u0007\u202e',
    '  echo \u{fffd}]0;; rm -rf ~\u{fffd}\u{fffd}',
  ],
  ['a\tb\rc', '  a b\u{fffd}c'],
])('shows all of %j, and where it ends', (command, shown) => {
  expect(commandText(command)).toBe(shown);
});
