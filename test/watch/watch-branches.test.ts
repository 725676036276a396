import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchBranches } from '../../src/watch/watch-branches.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { aRepo, type Repo } from '../helpers/repo.js';

expectNothingLeftOpen();

it.each([
  ['commits', (repo: Repo) => repo.commit({ a: 'a' })],
  ['makes a branch in a folder of its own', (repo: Repo) => repo.git.branch(['deep/er'])],
  ['deletes a packed branch', (repo: Repo) => repo.git.branch(['-D', 'packed'])],
])('tells when somebody %s', async (_what, act) => {
  await using repo = await aRepo();
  await repo.git.branch(['packed']);
  await repo.git.raw('pack-refs', '--all');
  let changes = 0;
  const errors: Error[] = [];
  using _watch = watchBranches({
    commonDir: join(repo.folder, '.git'),
    onChange: () => changes++,
    onError: (error) => errors.push(error),
  });
  // Watching begins when the folders were listed: a change that comes through shows it.
  let round = 0;
  await expect
    .poll(async () => {
      await repo.git.branch([`round-${round++}`]);
      return changes;
    })
    .toBeGreaterThan(0);

  const before = changes;
  await act(repo);
  await expect.poll(() => changes).toBeGreaterThan(before);
  expect(errors).toEqual([]);
});
