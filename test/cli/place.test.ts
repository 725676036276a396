import { mkdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findPlace } from '../../src/cli/place.js';
import { aFolder } from '../helpers/folder.js';
import { aRepo } from '../helpers/repo.js';

it('is one place from the repository, a folder in it, a worktree and a link to it', async () => {
  await using repo = await aRepo();
  const worktree = await repo.worktree('topic');
  const inside = join(repo.folder, 'deep/er');
  await mkdir(inside, { recursive: true });
  const link = join(repo.outside, 'link');
  await symlink(repo.folder, link);

  const places = [repo.folder, inside, worktree.folder, link].map((cwd) =>
    findPlace(cwd, process.env),
  );
  const found = (await Promise.all(places)).map(({ commonDir, paths }) => ({
    commonDir,
    socket: paths.engineSocket,
  }));
  expect(new Set(found.map((place) => JSON.stringify(place))).size).toBe(1);
  expect(found[0]?.commonDir).toBe(join(repo.folder, '.git'));
});

it('is no place outside of any repository', async () => {
  await using folder = await aFolder();
  await expect(findPlace(folder.path, process.env)).rejects.toMatchObject({
    status: 2,
    message: `${folder.path} is not in a git repository; go to one, or make one with \`git init\``,
  });
});

it('is no place whose path has a line break, which lists of git cannot tell', async () => {
  await using repo = await aRepo();
  const folder = join(repo.outside, 'two\nlines');
  await rename(repo.folder, folder);
  await expect(findPlace(folder, process.env)).rejects.toMatchObject({
    status: 2,
    message: expect.stringContaining('has a line break in it'),
  });
});
