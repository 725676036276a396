import { expect, it } from 'vitest';
import { isPromptEmpty } from '../../src/agents/prompt-line.js';

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
