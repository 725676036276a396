import { describe, expect, it } from 'vitest';
import { commitId, type CommitId } from '../../src/domain/ids.js';
import { mergeTree, mergeTrees } from '../../src/git/merge-tree.js';
import type { ConflictedPath } from '../../src/git/merged-tree.js';
import { changeRefs } from '../../src/git/ref-transaction.js';
import { aRepo } from '../helpers/repo.js';
import { opened, quarantine } from './opened.js';

describe('mergeTree', () => {
  it('names each conflicted path with its kind and its sides', async () => {
    await using repo = await aRepo();
    await repo.commit({ both: '1\n', gone: '1\n' });
    const ours = commitId(await repo.branch('ours', { both: '2\n', gone: null }));
    const theirs = commitId(await repo.branch('theirs', { both: '3\n', gone: '3\n' }));
    await using place = await quarantine(repo);
    const merged = await mergeTree(place, ours, theirs);
    const conflicts = merged.ok ? merged.value.conflicts : [];
    const sides = conflicts.map(({ path, kind, base, ours, theirs }) =>
      [path, kind, ...[base, ours, theirs].map((side) => side?.mode ?? '-')].join(' '),
    );
    expect(sides).toEqual([
      'both contents 100644 100644 100644',
      'gone modify/delete 100644 - 100644',
    ]);
  });

  it('takes a name that git does not know for a failure, not for a conflict', async () => {
    await using repo = await aRepo();
    const main = commitId(await repo.tip('main'));
    await using place = await quarantine(repo);
    const merged = await mergeTree(place, main, commitId('0'.repeat(40)));
    expect(merged).toMatchObject({ ok: false });
  });

  it('gives the same for many pairs at once', async () => {
    await using repo = await aRepo();
    const tips: CommitId[] = [];
    for (const [name, text] of Object.entries({ a: '1\n', b: '2\n', c: '1\n' }))
      tips.push(commitId(await repo.branch(name, { x: text, [name]: name })));
    await using project = await quarantine(repo);
    const pairs = tips.flatMap((a) => tips.map((b) => [a, b] as const));
    const single = await Promise.all(pairs.map(([a, b]) => mergeTree(project, a, b)));
    expect(await mergeTrees(project, pairs)).toEqual(single);
  });

  it('goes on behind pairs that cannot be merged', async () => {
    await using repo = await aRepo();
    const a = commitId(await repo.branch('a', { x: '1\n' }));
    const b = commitId(await repo.branch('b', { x: '2\n' }));
    await repo.git.raw('checkout', '--orphan', 'alien');
    const alien = commitId(await repo.commit({ x: '3\n' }));
    await using place = await quarantine(repo);
    const merged = await mergeTrees(place, [
      [alien, a],
      [a, b],
      [a, alien],
      [a, a],
    ]);
    expect(
      merged.map((one) =>
        one.ok ? one.value.conflicts.map(({ path }) => path) : one.failure.why,
      ),
    ).toEqual([
      'fatal: refusing to merge unrelated histories',
      ['x'],
      'fatal: refusing to merge unrelated histories',
      [],
    ]);
  });

  it('merges by the attributes of the first side, as git does in a worktree', async () => {
    await using repo = await aRepo();
    const lines = 'a\nb\nc\nd\ne\n';
    await repo.commit({
      '.gitattributes': 'lock -merge\nnews merge=union\n',
      'deep/.gitattributes': 'lock2 -merge\n',
      lock: lines,
      'deep/lock2': lines,
      plain: lines,
      news: '1\n',
    });
    const side = (first: string) => ({
      lock: lines.replace(first, first.toUpperCase()),
      'deep/lock2': lines.replace(first, first.toUpperCase()),
      plain: lines.replace(first, first.toUpperCase()),
      news: `1\n${first}\n`,
    });
    const ours = commitId(await repo.branch('ours', side('a')));
    const theirs = commitId(await repo.branch('theirs', side('e')));
    const free = { ...side('a'), '.gitattributes': null, 'deep/.gitattributes': null };
    const unruled = commitId(await repo.branch('unruled', free));
    await using place = await quarantine(repo);
    const merged = await mergeTrees(place, [
      [ours, theirs],
      [unruled, theirs],
    ]);
    const conflicted = merged.map((one) => one.ok && one.value.conflicts.map(pathOf));
    expect(conflicted).toEqual([['deep/lock2', 'lock'], ['news']]);
    expect(await mergeTree(place, ours, theirs)).toEqual(merged[0]);
    await repo.git.checkout('ours');
    await repo.git.raw('merge', 'theirs').catch(() => undefined);
    expect(await repo.git.raw('diff', '--name-only', '--diff-filter=U')).toBe(
      'deep/lock2\nlock\n',
    );
  });
});

function pathOf({ path }: ConflictedPath): string {
  return path;
}

describe('changeRefs', () => {
  it('changes all refs or none, and says which one moved', async () => {
    await using repo = await aRepo();
    const main = commitId(await repo.tip('main'));
    const a = commitId(await repo.branch('a', { a: '' }));
    const before = await repo.git.raw('for-each-ref');
    const project = await opened(repo);
    const create = { type: 'create', ref: 'refs/heads/new', to: main } as const;
    const stale = { type: 'update', ref: 'refs/heads/a', to: main, from: main } as const;
    expect(await changeRefs(project, [create, stale], 'test')).toEqual({
      ok: false,
      failure: { type: 'moved', ref: 'refs/heads/a', is: a },
    });
    expect(await repo.git.raw('for-each-ref')).toBe(before);
    const right = { ...stale, from: a };
    expect(await changeRefs(project, [create, right], 'test')).toMatchObject({
      ok: true,
    });
    expect([await repo.tip('new'), await repo.tip('a')]).toEqual([main, main]);
  });
});
