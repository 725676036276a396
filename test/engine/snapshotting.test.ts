import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { git } from '../../src/git/run.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

const quiet = `
version: 1
snapshots: 1s
agents: { quiet: { command: cat } }
workstreams: [{ id: A, agent: quiet, approval: none }]
`;

expectNothingLeftOpen();

it('how far each agent is, is noted from time to time, where it is news', async () => {
  await using engine = await anEngine();
  await engine.up(quiet);
  await engine.shows('A working');
  const snapshots = async () =>
    (await engine.journal()).flatMap((event) =>
      event.type === 'snapshotTaken'
        ? [`${event.percent} % ${event.ahead} commits ${event.changed} files`]
        : [],
    );
  await expect
    .poll(async () => (await snapshots()).at(-1))
    .toBe('null % 0 commits 0 files');

  const worktree = join(engine.repo.outside, 'project.worktrees/A');
  await writeFile(join(worktree, 'one.txt'), 'one');
  await git({ folder: worktree, args: ['add', '.'] });
  await git({ folder: worktree, args: ['commit', '-qm', 'one'] });
  await writeFile(join(worktree, 'two.txt'), 'two');
  await writeFile(join(worktree, 'progress.md'), 'Progress: 40%\n');
  await expect
    .poll(async () => (await snapshots()).at(-1))
    .toBe('40 % 1 commits 2 files');
});
