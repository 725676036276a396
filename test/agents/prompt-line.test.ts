import { expect, it } from 'vitest';
import { isPromptEmpty, isTyped } from '../../src/agents/prompt-line.js';

it.each([
  ['an empty prompt', ['● Done', '───────────', '❯ ', '───────────'], true],
  ['an empty prompt in a box', ['╭────────╮', '│ >      │', '╰────────╯'], true],
  ['a hint', ['❯ Try "fix the lint errors"'], true],
  ['a hint after an error', ['❯ Once fixed, resend your message'], true],
  ['a hint at what waits', ['❯ Press up to edit queued messages'], true],
  ['a hint in a box', ['│ >   Type your message or @path/to/file │'], true],
  ['what was sent above it', ['> hello', '● Hi', '❯'], true],
  ['no prompt at all', ['done', '$ '], true],
  ['a line begun by a person', ['● Done', '❯ please do not'], false],
  ['a line begun in a box', ['│ > please do not │'], false],
])('is asked of %s', (_what, lines, empty) => {
  expect(isPromptEmpty(lines)).toBe(empty);
});

const MESSAGE =
  'You are A.\n\nKeep progress.md up to date.\nMake your plan first and show it.\n';
const RULE = '─'.repeat(40);

it.each([
  ['its beginning', [RULE, '❯ You are A.', '  ', '  Keep progress.md up to', RULE], true],
  [
    'its end, wrapped, where more stands above',
    [
      '─── ↑ 2 more ────────',
      '  date.',
      '  Make your plan fir',
      '  st and show it.',
      RULE,
      '  plan mode',
    ],
    true,
  ],
  [
    'its end with something of a person behind it',
    ['─── ↑ 2 more ────────', '  Make your plan first and show it. now', RULE],
    false,
  ],
  ['the middle of it', ['─── ↑ 2 more ───', '  Keep progress.md up to', RULE], false],
  ['a few letters', [RULE, '❯ You', RULE], false],
  ['nothing', [RULE, '❯ ', RULE], false],
  [
    'what stands above an empty prompt',
    ['─── ↑ 2 more ───', '  show it.', RULE, '❯ ', RULE],
    false,
  ],
])('knows %s at the prompt', (_what, lines, typed) => {
  expect(isTyped(MESSAGE, lines)).toBe(typed);
});
