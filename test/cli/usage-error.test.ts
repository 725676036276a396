import { expect, it } from 'vitest';
import { usageError } from '../../src/cli/usage-error.js';

it.each([
  [
    "error: unknown command 'bogus'\n",
    '',
    "wtmux: unknown command 'bogus'; see `wtmux --help`",
  ],
  [
    "error: unknown command 'statu'\n(Did you mean status?)\n",
    '',
    "wtmux: unknown command 'statu'; did you mean status?",
  ],
  [
    "error: unknown option '--detac'\n(Did you mean --detach?)\n",
    'up',
    "wtmux up: unknown option '--detac'; did you mean --detach?",
  ],
  [
    "error: unknown command 're'\n(Did you mean one of reject, report?)\n",
    '',
    "wtmux: unknown command 're'; did you mean reject, report?",
  ],
  [
    "error: too many arguments for 'up'. Expected 1 argument but got 2.\n",
    'up',
    "wtmux up: too many arguments for 'up'. Expected 1 argument but got 2; see `wtmux help up`",
  ],
])('says %j of wtmux %s on one line', (text, command, line) => {
  expect(usageError(text, command)).toBe(`${line}\n`);
});

it('says how a word that looks like an option is one, where any words may follow', () => {
  expect(usageError("error: unknown option '-c'\n", 'new', true)).toBe(
    "wtmux new: unknown option '-c'; see `wtmux help new`, or put `--` before the words\n",
  );
});
