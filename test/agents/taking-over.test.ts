import { expect, it } from 'vitest';
import { takingOver, type TakenOver } from '../../src/agents/taking-over.js';

const taken: TakenOver = {
  from: 'claude',
  by: 'ada',
  message: 'tests first',
  left: 'waiting: your permission: Bash: npm test',
  plan: '# Plan\n1. Read\n',
  progress: 'Progress: 40%\n\u001b[31mNow: parsing\n',
  commits: ['abc1234 Read the settings once'],
  uncommitted: ['src/a.ts'],
};

it('tells who had the work, what that one was at, and what there is of it', () => {
  expect(takingOver(taken)).toBe(`\
You take this work over from claude: ada handed it over to you. What claude made is in your worktree and on your branch; look at it first, and go on from there.

ada says: tests first

It was left waiting: your permission: Bash: npm test.

The plan that was written for it:
> # Plan
> 1. Read

progress.md, as it was left:
> Progress: 40%
> \u{fffd}[31mNow: parsing

Commits of it, the newest first:
- abc1234 Read the settings once

Changed and not committed:
- src/a.ts`);
});

it('keeps the lines of a message that has several', () => {
  const told = takingOver({ ...taken, message: 'tests first\n- then docs\n' });
  expect(told).toContain('ada says:\n> tests first\n> - then docs\n\nIt was left');
});

it('says little where nobody had begun, and cuts what is long', () => {
  const none = { ...taken, from: null, message: '', plan: undefined, progress: ' ' };
  const commits = Array.from({ length: 60 }, (_, at) => `${at} x`);
  const told = takingOver({ ...none, commits, uncommitted: [] });
  expect(told).toMatch(/^ada handed this work over to you\.\n\nCommits of it/);
  expect(told).toMatch(/- 39 x\n- and 20 more$/);
  const long = takingOver({ ...taken, plan: 'x'.repeat(20_000) });
  expect(long.length).toBeLessThan(15_000);
});
