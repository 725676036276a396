import { readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { snapshot } from '../../src/git/snapshot.js';
import { gitFolder } from '../../src/git/refs.js';
import { aRepo, write } from '../helpers/repo.js';
import { opened } from './opened.js';

describe('snapshot', () => {
  it('is the commit itself where nothing is uncommitted', async () => {
    await using repo = await aRepo();
    const { folder } = await repo.worktree('td1');
    await write(folder, { 'progress.md': '50 %', '.claude/handoff/x.signal': '{}' });
    const made = await snapshot(await opened(repo), folder, join(repo.outside, 'index'));
    const commit = await repo.tip('td1');
    expect(made).toEqual({ ok: true, value: { commit, uncommitted: false } });
  });

  it('holds edits, new files and deletions, and touches neither files nor index', async () => {
    await using repo = await aRepo();
    await repo.commit({ a: 'a\n', gone: 'x\n', staged: '1\n', '.gitignore': 'out/\n' });
    const { folder, git } = await repo.worktree('td1');
    await write(folder, {
      a: 'edited\n',
      gone: null,
      staged: '2\n',
      'new/é': 'new\n',
      'out/skipped': 'x',
      'progress.md': '50 %',
    });
    await git.raw('add', '--verbose', 'staged');
    await write(folder, { staged: '3\n' });
    await symlink('a', join(folder, 'link'));
    const index = join(await gitFolder(folder), 'index');
    const status = await git.raw('status', '--porcelain');
    const before = [await readFile(index), (await stat(index)).mtimeMs];

    const made = await snapshot(await opened(repo), folder, join(repo.outside, 'index'));

    const commit = made.ok ? made.value.commit : '';
    const listed = await repo.git.raw('ls-tree', '-r', '-z', '--name-only', commit);
    expect(listed.split('\0').filter(Boolean)).toEqual([
      '.gitignore',
      'README.md',
      'a',
      'link',
      'new/é',
      'staged',
    ]);
    expect(await repo.git.raw('show', `${commit}:staged`)).toBe('3\n');
    expect([await readFile(index), (await stat(index)).mtimeMs]).toEqual(before);
    expect(await git.raw('status', '--porcelain')).toBe(status);
  });
});
