import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitId } from '../../src/domain/ids.js';
import { createWorktree, removeMadeWorktree } from '../../src/git/worktree.js';
import { aRepo, isolatedGit, write, type Repo } from '../helpers/repo.js';
import { opened } from './opened.js';

describe('createWorktree', () => {
  it('makes a branch and a worktree for it', async () => {
    await using repo = await aRepo();
    const wanted = { path: join(repo.outside, 'a'), branch: 'ws/a', start: 'main' };
    expect(await createWorktree(await opened(repo), wanted)).toEqual({
      ok: true,
      value: {
        path: wanted.path,
        branch: 'ws/a',
        commit: await repo.tip('main'),
        branchCreated: true,
      },
    });
    expect(await isolatedGit(wanted.path).raw('status')).toContain('On branch ws/a');
  });

  it('takes a branch that stands on the start already', async () => {
    await using repo = await aRepo();
    await repo.git.raw('branch', 'ws', 'main');
    const wanted = { path: join(repo.outside, 'a'), branch: 'ws', start: 'main' };
    expect(await createWorktree(await opened(repo), wanted)).toMatchObject({
      value: { branchCreated: false },
    });
  });

  it.each([
    ['a path that exists', { path: '/tmp' }, '/tmp exists already'],
    [
      'a branch with other commits',
      { branch: 'other' },
      'branch other exists already, at ',
    ],
    [
      'a branch that is checked out',
      { branch: 'main' },
      'branch main is checked out in ',
    ],
    [
      'a start that is no commit',
      { start: 'nowhere' },
      'nowhere is no commit to start ws from',
    ],
    ['a start like an option', { start: '--all' }, '--all is no commit'],
    [
      'a name that git forbids',
      { branch: 'a..b' },
      'a..b cannot be the name of a branch',
    ],
    ['a name like an option', { branch: '-f' }, '-f cannot be the name of a branch'],
    ['a branch below another', { branch: 'main/x' }, 'branch main/x: '],
  ])('refuses %s and leaves nothing behind', async (_what, change, words) => {
    await using repo = await aRepo();
    await repo.branch('other', { x: 'x\n' });
    const before = await everything(repo);
    const wanted = {
      path: join(repo.outside, 'a'),
      branch: 'ws',
      start: 'main',
      ...change,
    };
    const made = await createWorktree(await opened(repo), wanted);
    expect(made).toMatchObject({ ok: false });
    expect(made.ok ? '' : made.failure.why).toContain(words);
    expect(await everything(repo)).toBe(before);
  });

  it('takes everything back when a hook of the user fails', async () => {
    await using repo = await aRepo();
    const hook = join(repo.folder, '.git/hooks/post-checkout');
    await writeFile(hook, '#!/bin/sh\necho no lfs >&2; exit 1\n', { mode: 0o755 });
    const before = await everything(repo);
    const path = join(repo.outside, 'a');
    const made = await createWorktree(await opened(repo), {
      path,
      branch: 'ws',
      start: 'main',
    });
    expect(made.ok ? '' : made.failure.why).toContain('no lfs');
    expect(await everything(repo)).toBe(before);
    expect(existsSync(path)).toBe(false);
  });
});

describe('removeMadeWorktree', () => {
  it('removes what was made', async () => {
    await using repo = await aRepo();
    const before = await everything(repo);
    const { project, made } = await aMadeWorktree(repo);
    expect(await removeMadeWorktree(project, made)).toMatchObject({ ok: true });
    expect(await everything(repo)).toBe(before);
    expect(await removeMadeWorktree(project, made)).toMatchObject({ ok: false });
  });

  it.each([
    [
      'with an untracked file',
      (path: string) => write(path, { x: '' }),
      'uncommitted changes (x)',
    ],
    ['with a commit', commitIn, 'commits of its own'],
  ])('keeps a worktree %s', async (_what, use, words) => {
    await using repo = await aRepo();
    const { project, made } = await aMadeWorktree(repo);
    await use(made.path);
    const before = await everything(repo);
    const removed = await removeMadeWorktree(project, made);
    expect(removed.ok ? '' : removed.failure.why).toContain(words);
    expect(await everything(repo)).toBe(before);
  });
});

async function aMadeWorktree(repo: Repo) {
  const project = await opened(repo);
  const path = join(repo.outside, 'a');
  const made = await createWorktree(project, { path, branch: 'ws', start: 'main' });
  if (!made.ok) throw new Error(made.failure.why);
  return { project, made: { ...made.value, commit: commitId(made.value.commit) } };
}

async function commitIn(path: string): Promise<void> {
  await isolatedGit(path).raw('commit', '--allow-empty', '-m', 'work');
}

/** Branches and worktrees. */
async function everything(repo: Repo): Promise<string> {
  const worktrees = await repo.git.raw('worktree', 'list', '--porcelain');
  return worktrees + (await repo.git.raw('for-each-ref'));
}
