import { describe, expect, it } from 'vitest';
import { commitId } from '../../src/domain/ids.js';
import { commitTree } from '../../src/git/commit.js';
import { CommitWriter } from '../../src/git/commit-writer.js';
import { broughtBy, changedPaths } from '../../src/git/refs.js';
import { aRepo } from '../helpers/repo.js';
import { opened } from './opened.js';

describe('CommitWriter', () => {
  it('makes the commits that git commit-tree makes, one after the other', async () => {
    await using repo = await aRepo();
    const project = await opened(repo);
    const main = commitId(await repo.tip('main'));
    const other = commitId(await repo.branch('other', { a: 'a\n' }));
    const tree = await repo.tip('other^{tree}');
    using writer = new CommitWriter(project, repo.outside);
    for (const parents of [[main], [main, other], []])
      for (const message of ['one\n', 'é\n\nWtmux-Wave: W1\n']) {
        const by = { name: 'Zoë Test', email: 'zoe@localhost' };
        const what = {
          tree,
          parents,
          message,
          by,
          date: '1790000000 +0200',
          sign: false,
        };
        expect(await writer.write(what)).toEqual(await commitTree(project, what));
      }
    await repo.git.raw('fsck', '--strict');
  });

  it('says in git’s words what is wrong', async () => {
    await using repo = await aRepo();
    using writer = new CommitWriter(await opened(repo), repo.outside);
    const by = { name: 'T', email: 't' };
    const what = { tree: 'none', parents: [], message: '', by, date: '1 +0000' };
    expect(await writer.write({ ...what, sign: false })).toMatchObject({
      ok: false,
      failure: { why: expect.stringContaining('corrupt commit') },
    });
  });
});

it('counts what each branch brings that the ones before it do not', async () => {
  await using repo = await aRepo();
  const main = commitId(await repo.tip('main'));
  const a = commitId(await repo.branch('a', { a: 'a\n' }));
  const b = commitId(await repo.branch('b', { 'b/é': 'b\n', 'b/c': 'b\n' }, 'a'));
  const c = commitId(await repo.branch('c', { c: 'c\n' }));
  const project = await opened(repo);
  expect(await broughtBy(project, main, [b, a, main, c])).toEqual([2, 0, 0, 1]);
  expect(await broughtBy(project, a, [a, b])).toEqual([0, 1]);
  const paths = await changedPaths(project, [
    [b, a],
    [main, main],
    [c, main],
  ]);
  expect(
    paths.map((some) => some.map((path) => Buffer.from(path, 'latin1').toString())),
  ).toEqual([['b/c', 'b/é'], [], ['c']]);
});
