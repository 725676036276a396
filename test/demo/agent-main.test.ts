import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aFolder } from '../helpers/folder.js';
import { aRepo } from '../helpers/repo.js';
import { Terminal } from '../helpers/terminal.js';
import { aTask } from './a-task.js';

const program = join(import.meta.dirname, '../../dist/demo-agent.js');

it('plans, asks, revises, works and commits like an agent in a terminal', async () => {
  await using repo = await aRepo();
  await repo.commit({ '.gitignore': '.claude/\nprogress.md\n' });
  const worktree = await repo.worktree(aTask().branch);
  using terminal = await anAgent(worktree.folder, repo.outside, 200);

  await terminal.shows('❯ 1. Yes, start coding');
  await expect.poll(() => terminal.title).toBe('? TD2 · plan ready');
  terminal.type('2');
  await terminal.shows('What should change?');
  terminal.type('smaller steps{enter}');
  await terminal.shows(/Revising the plan[\s\S]*❯ 1\. Yes, start coding/);
  expect(await readFile(join(worktree.folder, '.claude/plan.md'), 'utf8')).toMatch(
    '- smaller steps',
  );

  terminal.type('{enter}');
  await terminal.shows('Done. The work is committed.');
  terminal.type('well done{enter}');
  await terminal.shows(/> well done\n● Noted/);

  await expect.poll(() => terminal.title).toBe('✳ TD2 · ready');
  expect({
    commits: (await worktree.git.raw('log', '--format=%s', 'main..')).trim().split('\n'),
    status: await worktree.git.raw('status', '--porcelain'),
    signals: await readdir(join(worktree.folder, '.claude/handoff')),
  }).toEqual({
    commits: ['TD2: Test the limits', 'TD2: One Config class'],
    status: '',
    signals: ['TD2-complete.signal'],
  });
  terminal.type('/exit{enter}');
  expect(await terminal.ended()).toEqual({ code: 0, signal: undefined });
});

it('keeps its last lines and its prompt in view at any size', async () => {
  await using repo = await aRepo();
  const worktree = await repo.worktree(aTask().branch);
  using terminal = await anAgent(worktree.folder, repo.outside, 2000);
  await terminal.shows('❯ 1. Yes, start coding');

  terminal.resize(20, 5);
  await expect.poll(() => `\n${terminal.screen()}`).toBe(`
● Exploring the code
● Write(.claude/plan
 Start this plan?
 ❯ 1. Yes, start cod
   2. No, change the`);

  terminal.type('2no');
  await terminal.shows(/● What should change\n❯ no$/);
  terminal.resize(40, 12);
  await expect.poll(() => `\n${terminal.screen()}`).toBe(`
│ ✻ TD2 · Config management            │
│ on workstream/config-management      │
╰──────────────────────────────────────╯

● Reading the task of TD2
● Exploring the code
● Write(.claude/plan.md)
● What should change?
╭──────────────────────────────────────╮
│ ❯ no                                 │
╰──────────────────────────────────────╯
  Say what to change, then Enter`);
});

it('refuses to run without a task for its branch', async () => {
  await using folder = await aFolder();
  await using repo = await aRepo();
  using terminal = await anAgent(repo.folder, folder.path, 100);
  await terminal.shows('has no task for the branch main');
  expect((await terminal.ended()).code).toBe(1);
});

async function anAgent(worktree: string, outside: string, dayMs: number) {
  const tasks = join(outside, 'tasks.json');
  await writeFile(tasks, JSON.stringify({ dayMs, tasks: [aTask()] }));
  return new Terminal({
    command: [process.execPath, program, tasks, 'a prompt that it does not read'],
    cwd: worktree,
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' },
    size: { columns: 80, rows: 24 },
  });
}
