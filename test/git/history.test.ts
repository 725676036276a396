import { expect, it } from 'vitest';
import { commitId } from '../../src/domain/ids.js';
import { historyOf, ownStart, ownWork } from '../../src/git/history.js';
import { aRepo } from '../helpers/repo.js';
import { opened } from './opened.js';

it('tells of files and of what changed together, merges left out', async () => {
  await using repo = await aRepo();
  await repo.commit({ 'src/ä b.ts': '1', 'src/c.ts': '1' });
  await repo.commit({ 'src/c.ts': '2' });
  await repo.branch('side', { 'd.ts': '1' });
  await repo.git.raw('merge', '--no-ff', 'side', '-m', 'merge');
  const repository = await opened(repo);
  const { files, history } = await historyOf(repository, 'main');
  expect(files).toEqual(['README.md', 'd.ts', 'src/c.ts', 'src/ä b.ts']);
  expect(history.map((names) => names.join(' ')).toSorted()).toEqual([
    'README.md',
    'd.ts',
    'src/c.ts',
    'src/c.ts src/ä b.ts',
  ]);
  expect(await historyOf(repository, 'nowhere')).toEqual({ files: [], history: [] });
});

it('tells where the own work of a branch begins, whatever it has taken up since', async () => {
  await using repo = await aRepo();
  const start = await repo.commit({ 'old.ts': '1' });
  await repo.branch('side', { 'side.ts': '1' });
  const moved = await repo.commit({ 'old.ts': '2' });
  const repository = await opened(repo);
  const tip = () => repo.tip('side');
  expect(await ownStart(repository, await tip(), ['main', 'nowhere', ''])).toBe(start);
  await repo.git.raw('checkout', 'side');
  await repo.git.raw('merge', '--no-ff', 'main', '-m', 'taken up');
  expect(await ownStart(repository, await tip(), [start, 'main'])).toBe(moved);
  expect(await ownStart(repository, await tip(), ['nowhere'])).toBeUndefined();
});

it('tells which files the own commits of a branch made and which they changed', async () => {
  await using repo = await aRepo();
  const before = await repo.commit({ 'old.ts': '1', 'gone.ts': '1' });
  await repo.branch('side', { 'ä b.ts': '1', 'old.ts': '2', 'gone.ts': null });
  await repo.git.raw('checkout', 'side');
  const second = await repo.commit({ 'ä b.ts': '2' });
  const first = await repo.tip('side~1');
  const work = await ownWork(await opened(repo), commitId(second), [commitId(before)]);
  expect(work).toEqual({
    commits: [first, second],
    created: ['ä b.ts'],
    modified: ['gone.ts', 'old.ts'],
  });
});
