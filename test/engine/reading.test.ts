import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

const one = `
version: 1
agents: { waits: { command: cat } }
workstreams: [{ id: A, agent: waits, approval: none }]
`;

describe('what a worktree says', () => {
  expectNothingLeftOpen();

  it.each([
    ['a link out of the worktree', (path: string) => symlink('/etc/passwd', path)],
    ['a link to itself', (path: string) => symlink('progress.md', path)],
    ['a folder', (path: string) => mkdir(path)],
    ['a pipe', (path: string) => Promise.resolve(execFileSync('mkfifo', [path]))],
  ])('is read without a progress file that is %s', async (_what, make) => {
    await using engine = await anEngine();
    await engine.up(one);
    await engine.shows('A working');
    const worktree = join(engine.repo.outside, 'project.worktrees/A');
    await make(join(worktree, 'progress.md'));
    await mkdir(join(worktree, '.claude/handoff'), { recursive: true });
    const signal = '{"workstream":"A","status":"complete"}';
    await writeFile(join(worktree, '.claude/handoff/A.signal'), signal);
    await engine.shows('A done');
    expect(engine.status()?.workstreams).toMatchObject([{ lastLine: null }]);
  });
});
