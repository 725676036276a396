import { expect, it } from 'vitest';
import { historyOf } from '../../src/git/history.js';
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
