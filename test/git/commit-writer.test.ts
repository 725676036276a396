import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assert } from '../../src/base/assert.js';
import { commitId, type CommitId } from '../../src/domain/ids.js';
import { commitTree } from '../../src/git/commit.js';
import { writeCommit } from '../../src/git/commit-writer.js';
import { broughtBy, changedPaths } from '../../src/git/refs.js';
import { mustInRepository, openRepository } from '../../src/git/repository.js';
import { aRepo, isolatedGit } from '../helpers/repo.js';
import { opened } from './opened.js';

describe('writeCommit', () => {
  it.each(['sha1', 'sha256'])(
    'makes the commits of git commit-tree (%s)',
    async (hash) => {
      await using repo = await aRepo();
      const folder = join(repo.outside, 'project.git');
      await repo.git.raw('init', '--bare', `--object-format=${hash}`, folder);
      const project = await openRepository(folder);
      assert(project.ok, 'a repository opens');
      const objects = join(folder, 'objects');
      const place = { repo: project.value, objects };
      const args = ['hash-object', '-t', 'tree', '-w', '/dev/null'];
      const tree = (await mustInRepository(project.value, { args })).toString().trim();
      const by = { name: 'Zoë Test', email: 'zoe@localhost' };
      const rest = { tree, by, date: '1790000000 +0200', sign: false };
      const made: CommitId[] = [];
      for (const message of ['one\n', 'é\n\nWtmux-Wave: W1\n', 'no newline', '']) {
        const what = { ...rest, message, parents: made.slice(-2) };
        const first = await writeCommit(place, what);
        expect(await writeCommit(place, what)).toEqual(first);
        expect(await commitTree(project.value, what)).toEqual(first);
        if (first.ok) made.push(first.value);
      }
      await isolatedGit(folder).raw('fsck', '--strict');
    },
  );
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
