import { expect, it } from 'vitest';
import { makingTold } from '../../src/cli/making-told.js';

it.each([
  [
    'each second of many',
    64,
    300,
    ['4 of 64 worktrees are made', '8 of 64 worktrees are made'],
  ],
  [
    'of few that take long',
    3,
    1000,
    ['1 of 3 worktrees are made', '2 of 3 worktrees are made'],
  ],
  ['nothing of few that are soon made', 3, 100, []],
  ['nothing of one alone', 1, 5000, []],
])('says %s', (_what, of, eachMs, expected) => {
  let now = 0;
  const said: string[] = [];
  const hear = makingTold(
    (text) => said.push(text),
    () => now,
  );
  hear({ type: 'notice', level: 'info', text: 'another' });
  for (let made = 1; made <= Math.min(of, 8); made++) {
    now += eachMs;
    hear({ type: 'worktreesMade', made, of });
  }
  expect(said).toEqual(expected);
});
