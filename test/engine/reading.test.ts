import { execFileSync } from 'node:child_process';
import { mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
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

  it('may be junk in progress.md, half a signal or one of 100 MB: told, and gone past', async () => {
    await using engine = await anEngine();
    await engine.up(one);
    await engine.shows('A working');
    const worktree = join(engine.repo.outside, 'project.worktrees/A');
    const handoff = join(worktree, '.claude/handoff');
    await mkdir(handoff, { recursive: true });
    await writeFile(join(worktree, 'progress.md'), Buffer.alloc(65_536, 0x9b));
    await writeFile(join(handoff, 'cut.signal'), '{"workstream":"A","status":"comp');
    await writeFile(join(handoff, 'huge.signal'), '');
    await truncate(join(handoff, 'huge.signal'), 100_000_000);
    await expect
      .poll(() => engine.notices)
      .toContainEqual(
        expect.stringContaining('huge.signal is larger than 1048576 bytes'),
      );
    await expect
      .poll(() => engine.notices.filter((text) => text.includes('cut.')))
      .toEqual([`A: ${join(handoff, 'cut.signal')} ends in the middle; not read`]);
    await expect
      .poll(() => engine.notices)
      .toContain('A: progress.md is no text; not read');
    expect(engine.states()).toEqual(['A working']);
    expect(engine.status()?.workstreams).toMatchObject([{ lastLine: null }]);
    const unread = () => engine.status()?.workstreams[0]?.unread;
    await expect
      .poll(unread)
      .toEqual([
        '.claude/handoff/huge.signal is larger than 1048576 bytes; not read',
        'progress.md is no text; not read',
        '.claude/handoff/cut.signal ends in the middle; not read',
      ]);
    const said = JSON.stringify(engine.status());
    expect(said).not.toMatch(/\u{9b}/u);

    await rm(join(handoff, 'huge.signal'));
    await rm(join(handoff, 'cut.signal'));
    await expect.poll(unread).toEqual(['progress.md is no text; not read']);
  });

  it('is of its own workstream where a signal names none, and that is told', async () => {
    await using engine = await anEngine();
    await engine.up(one);
    await engine.shows('A working');
    const handoff = join(engine.repo.outside, 'project.worktrees/A/.claude/handoff');
    await mkdir(handoff, { recursive: true });
    await writeFile(join(handoff, 'mine.signal'), '{"status":"complete"}');
    await engine.shows('A done');
    await expect
      .poll(() => engine.notices.join('\n'))
      .toContain('mine.signal names no workstream; taken for its own');
    expect(engine.status()?.workstreams[0]?.unread).toEqual([]);
  });

  it('is of nobody where a signal that names none came with a merge', async () => {
    await using engine = await anEngine();
    await engine.up(one);
    await engine.shows('A working');
    await engine.repo.commit({ '.claude/handoff/other.signal': '{"status":"complete"}' });
    const worktree = join(engine.repo.outside, 'project.worktrees/A');
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-C', worktree, ...args]);
    git('merge', '-q', 'main');
    await expect
      .poll(async () => (await engine.journal()).map(({ type }) => type))
      .toContain('signalled');
    expect(engine.states()).toEqual(['A working']);

    const own = join(worktree, '.claude/handoff/own.signal');
    await writeFile(own, '{"status":"complete"}');
    git('add', own);
    git('-c', 'user.name=A', '-c', 'user.email=a@b', 'commit', '-qm', 'own');
    await engine.shows('A done');
  });

  it('is held against git, again when more was committed, and by whose name it goes', async () => {
    await using engine = await anEngine();
    await engine.up(one);
    await engine.shows('A working');
    const worktree = join(engine.repo.outside, 'project.worktrees/A');
    const handoff = join(worktree, '.claude/handoff');
    await mkdir(handoff, { recursive: true });
    await writeFile(join(handoff, 'z.signal'), '{"workstream":"Z","status":"complete"}');
    const signal = { workstream: 'A', status: 'complete', files_created: ['a.ts'] };
    await writeFile(join(handoff, 'a.signal'), JSON.stringify(signal));
    await engine.shows('A done');
    const doubts = () => engine.status()?.workstreams[0]?.signal?.doubts;
    await expect.poll(doubts).toEqual(['it claims a.ts, which git says is unchanged']);
    await expect.poll(() => engine.notices.join('\n')).toContain('it claims a.ts');

    await writeFile(join(worktree, 'a.ts'), 'one');
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-C', worktree, ...args]);
    git('add', 'a.ts');
    git('-c', 'user.name=A', '-c', 'user.email=a@b', 'commit', '-m', 'a');
    await expect.poll(doubts).toEqual([]);
    await expect
      .poll(() => engine.notices.join('\n'))
      .toContain('is of "Z", which is no workstream');
  });
});
