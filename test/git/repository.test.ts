import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRepository } from '../../src/git/repository.js';
import { aRepo, write } from '../helpers/repo.js';

describe('openRepository', () => {
  it('finds the same repository from everywhere in it', async () => {
    await using repo = await aRepo();
    const linked = await repo.worktree('agent');
    await write(repo.folder, { 'src/deep/x': '' });
    await symlink(repo.folder, join(repo.outside, 'link'));
    const places = [
      repo.folder,
      join(repo.folder, 'src/deep'),
      join(repo.folder, '.git'),
      join(repo.outside, 'link'),
      linked.folder,
    ];
    const found = await Promise.all(places.map((place) => openRepository(place)));
    const expected = {
      commonDir: join(repo.folder, '.git'),
      root: repo.folder,
      name: 'project',
      bare: false,
    };
    expect(found).toEqual(places.map(() => ({ ok: true, value: expected })));
  });

  it('takes the git folder for the root of a bare repository with worktrees', async () => {
    await using repo = await aRepo();
    const bare = join(repo.outside, 'shared.git');
    await repo.git.raw('clone', '--bare', repo.folder, bare);
    await repo.git
      .raw('--git-dir', bare, 'worktree', 'add', join(repo.outside, 'w'), 'main')
      .catch(() => '');
    const expected = { commonDir: bare, root: bare, name: 'shared', bare: true };
    expect(await openRepository(bare)).toEqual({ ok: true, value: expected });
  });

  it('says in the words of git that there is none', async () => {
    await using repo = await aRepo();
    const empty = join(repo.outside, 'empty');
    await mkdir(empty);
    expect(await openRepository(empty)).toEqual({
      ok: false,
      failure: {
        why: `${empty}: fatal: not a git repository (or any of the parent directories): .git`,
      },
    });
  });
});
