import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fastForward } from '../../src/git/fast-forward.js';
import { commitId } from '../../src/domain/ids.js';
import { operationIn, worktreeState } from '../../src/git/worktree-state.js';
import { holderOf } from '../../src/git/worktrees.js';
import { aRepo, write, type Files } from '../helpers/repo.js';
import { opened } from './opened.js';

describe('worktreeState', () => {
  it('counts commits on both sides', async () => {
    await using repo = await aRepo();
    const tree = await repo.worktree('agent');
    await tree.commit({ a: '1\n' });
    await tree.commit({ a: '2\n' });
    await repo.commit({ b: '\n' });
    const where = { path: tree.folder, branch: 'agent', base: 'main' };
    expect(await worktreeState(await opened(repo), where)).toEqual({
      ahead: 2,
      behind: 1,
      uncommitted: [],
    });
  });

  it('counts nothing where the branch or the base is missing', async () => {
    await using repo = await aRepo();
    const project = await opened(repo);
    const where = { path: repo.folder, branch: 'main', base: 'main' };
    for (const missing of [{ branch: 'gone' }, { base: '--all' }, { base: 'a b' }])
      expect(await worktreeState(project, { ...where, ...missing })).toEqual({
        ahead: 0,
        behind: 0,
        uncommitted: [],
      });
  });

  it.each([
    ['a changed file', { 'README.md': 'x' }, ['README.md']],
    ['a deleted file', { 'README.md': null }, ['README.md']],
    ['an untracked file', { 'new.txt': 'x' }, ['new.txt']],
    [
      'what an agent reports by',
      { 'progress.md': '', '.claude/handoff/a.signal': '' },
      [],
    ],
    ['such a name below another folder', { 'docs/progress.md': '' }, ['docs/']],
  ] satisfies [string, Files, string[]][])('with %s', async (_what, files, paths) => {
    await using repo = await aRepo();
    await write(repo.folder, files);
    const where = { path: repo.folder, branch: 'main', base: 'main' };
    expect((await worktreeState(await opened(repo), where)).uncommitted).toEqual(paths);
  });

  it('counts a report that is tracked', async () => {
    await using repo = await aRepo();
    await repo.commit({ 'progress.md': 'one' });
    await write(repo.folder, { 'progress.md': 'two' });
    const where = { path: repo.folder, branch: 'main', base: 'main' };
    expect((await worktreeState(await opened(repo), where)).uncommitted).toEqual([
      'progress.md',
    ]);
  });

  it('never writes the index, even one that git would refresh', async () => {
    await using repo = await aRepo();
    await writeFile(join(repo.folder, 'README.md'), '# project\n');
    const before = await readFile(join(repo.folder, '.git/index'));
    const where = { path: repo.folder, branch: 'main', base: 'main' };
    expect((await worktreeState(await opened(repo), where)).uncommitted).toEqual([]);
    expect(await readFile(join(repo.folder, '.git/index'))).toEqual(before);
  });

  it('sees a rebase, and whose branch it holds', async () => {
    await using repo = await aRepo();
    await repo.branch('topic', { 'README.md': 'topic\n' });
    await repo.commit({ 'README.md': 'main\n' });
    const tree = await repo.worktree('topic');
    await tree.git.raw('rebase', 'main').catch(() => '');
    const project = await opened(repo);
    expect(await operationIn(tree.folder)).toBe('rebase');
    expect(await holderOf(project, 'topic')).toEqual({
      worktree: tree.folder,
      how: 'being rebased',
    });
  });
});

describe('fastForward', () => {
  it('brings a clean worktree up to a commit', async () => {
    await using repo = await aRepo();
    const tree = await repo.worktree('agent');
    const commit = commitId(await repo.commit({ 'new.txt': 'new\n' }));
    const where = { path: tree.folder, branch: 'agent', commit };
    expect(await fastForward(await opened(repo), where)).toMatchObject({ ok: true });
    expect(await readFile(join(tree.folder, 'new.txt'), 'utf8')).toBe('new\n');
    expect(await repo.tip('agent')).toBe(commit);
  });

  it.each([
    ['work of its own', 'agent', 'agent has commits that'],
    ['another branch checked out', 'other', 'has agent checked out, not other'],
  ])('refuses a worktree with %s', async (_what, branch, words) => {
    await using repo = await aRepo();
    const tree = await repo.worktree('agent');
    const head = await tree.commit({ a: 'a\n' });
    const commit = commitId(await repo.commit({ 'new.txt': 'new\n' }));
    const moved = await fastForward(await opened(repo), {
      path: tree.folder,
      branch,
      commit,
    });
    expect(moved.ok ? '' : moved.failure.why).toContain(words);
    expect(await repo.tip('agent')).toBe(head);
  });

  it('refuses to overwrite an untracked file', async () => {
    await using repo = await aRepo();
    const tree = await repo.worktree('agent');
    const commit = commitId(await repo.commit({ 'progress.md': 'theirs\n' }));
    await write(tree.folder, { 'progress.md': 'mine\n' });
    const where = { path: tree.folder, branch: 'agent', commit };
    expect(await fastForward(await opened(repo), where)).toMatchObject({ ok: false });
    expect(await readFile(join(tree.folder, 'progress.md'), 'utf8')).toBe('mine\n');
  });
});
