import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { aRepo, isolatedGit, type Repo } from '../../helpers/repo.js';
import { branches, contextOf, rule, show, wave } from './wave.js';

describe('pointers of Git LFS', () => {
  it('are not joined line by line, whatever a rule says', async () => {
    await using repo = await pointers();
    const rules = [rule('**', { type: 'union' })];
    const report = await mergeWave(
      await contextOf(repo),
      wave(['td1', 'td2'], { rules }),
    );
    expect(report.state).toBe('blocked');
    expect(report.conflicts).toMatchObject([
      {
        path: 'logo.png',
        note: 'it is a pointer of Git LFS, which has no lines to join',
      },
    ]);
  });

  it('are taken whole from one side', async () => {
    await using repo = await pointers();
    const rules = [rule('**', { type: 'theirs' })];
    await mergeWave(await contextOf(repo), wave(['td1', 'td2'], { rules }));
    expect(await show(repo, 'integration', 'logo.png')).toBe(pointer(2));
  });
});

describe('submodules', () => {
  it.each([
    ['moved by both sides blocks, without a rule for it', '3', 'submodule', '1'],
    ['moved by one side follows it', '1', undefined, '2'],
    ['moved by both sides to the same commit goes there', '2', undefined, '2'],
  ])('one %s', async (_what, other, kind, at) => {
    await using repo = await aRepo();
    await moveSubmodule(repo, 'main', '1');
    await moveSubmodule(repo, 'td1', '2');
    await moveSubmodule(repo, 'td2', other);
    const rules = [rule('**', { type: 'union' })];
    const report = await mergeWave(
      await contextOf(repo),
      wave(['td1', 'td2'], { rules }),
    );
    expect(report.conflicts[0]?.kind).toBe(kind);
    const ref = kind === undefined ? 'integration' : 'main';
    expect(await repo.tip(`${ref}:sub`)).toBe(at.repeat(40));
  });

  it('moved by both sides is told with where to, and a rule takes one side', async () => {
    await using repo = await aRepo();
    await moveSubmodule(repo, 'main', '1');
    await moveSubmodule(repo, 'td1', '2');
    await moveSubmodule(repo, 'td2', '3');
    const context = await contextOf(repo);
    const blocked = await mergeWave(context, wave(['td1', 'td2']));
    expect(blocked.blockedBy).toContain(
      'TD2 conflicts in sub (with TD1; a submodule, moved to 222222222222 and to ' +
        '333333333333: a rule "ours" or "theirs" takes one of them)',
    );
    const rules = [rule('sub', { type: 'theirs' })];
    await mergeWave(context, wave(['td1', 'td2'], { rules }));
    expect(await repo.tip('integration:sub')).toBe('3'.repeat(40));
  });
});

describe('line ends', () => {
  it('that git converts are merged as it keeps them, and checked out as asked', async () => {
    await using repo = await aRepo();
    await repo.git.raw('config', 'core.autocrlf', 'true');
    const attributes = '* text=auto\n*.bat text eol=crlf\n';
    const lines = ['1', '2', '3', '4', '5'];
    const text = (...changed: readonly string[]) =>
      `${lines.map((line) => (changed.includes(line) ? `${line}!` : line)).join('\r\n')}\r\n`;
    await repo.commit({ '.gitattributes': attributes, 'a.bat': text(), 'a.txt': text() });
    for (const [branch, line] of [
      ['td1', '1'],
      ['td2', '5'],
    ] as const) {
      await repo.git.raw('checkout', '-b', branch, 'main');
      await repo.commit({ 'a.bat': text(line), 'a.txt': text(line) });
    }
    await repo.git.raw('checkout', 'main');
    const report = await mergeWave(await contextOf(repo), wave(['td1', 'td2']));
    expect([report.state, report.blockedBy]).toEqual(['landed', null]);
    for (const path of ['a.bat', 'a.txt'])
      expect(await show(repo, 'integration', path)).toBe('1!\n2\n3\n4\n5!\n');
    await repo.git.raw('checkout', 'integration');
    expect(await repo.git.raw('status', '--porcelain')).toBe('');
  });

  it('that one side changed in every line conflict with a change of the other', async () => {
    await using repo = await aRepo();
    await repo.commit({ a: '1\n2\n3\n' });
    await branches(repo, { td1: { a: '1\r\n2\r\n3\r\n' }, td2: { a: '1\n2!\n3\n' } });
    const report = await mergeWave(await contextOf(repo), wave(['td1', 'td2']));
    expect(report.conflicts).toMatchObject([{ path: 'a', kind: 'contents' }]);
  });
});

describe('a shallow clone', () => {
  it('is merged as far as its history goes, and says so where that ends', async () => {
    await using repo = await aRepo();
    await repo.commit({ a: '1\n' });
    await branches(repo, { td1: { b: 'b\n' }, td2: { c: 'c\n' } });
    const folder = join(repo.outside, 'shallow');
    const from = `file://${repo.folder}`;
    await repo.git.raw(
      'clone',
      '--progress',
      '--depth=1',
      '--no-single-branch',
      from,
      folder,
    );
    const git = isolatedGit(folder);
    await git.raw('config', 'user.name', 'Test');
    await git.raw('config', 'user.email', 'test@localhost');
    const parent = ['-p', 'main', '-m', 'work'];
    const own = await git.raw('commit-tree', ...parent, 'origin/td1^{tree}');
    await git.raw('update-ref', 'refs/heads/own', own.trim());
    await git.raw('update-ref', 'refs/heads/td2', 'origin/td2');
    const clone: Repo = { ...repo, folder, git };
    const context = await contextOf(clone);

    expect(await mergeWave(context, wave(['own']))).toMatchObject({ state: 'landed' });
    expect(await show(clone, 'integration', 'b')).toBe('b\n');
    expect((await mergeWave(context, wave(['own', 'td2']))).blockedBy).toContain(
      'TD2 cannot be merged: fatal: refusing to merge unrelated histories',
    );
    await git.raw('fsck', '--connectivity-only');
  });
});

/** Two branches that put another file in the place of a large one. */
async function pointers(): Promise<Repo> {
  const repo = await aRepo();
  await repo.commit({ 'logo.png': pointer(0) });
  await branches(repo, {
    td1: { 'logo.png': pointer(1) },
    td2: { 'logo.png': pointer(2) },
  });
  return repo;
}

function pointer(content: number): string {
  const oid = String(content).repeat(64);
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n`;
}

/** A commit on `branch`, a new one starts from `main`, with `sub` at a commit elsewhere. */
async function moveSubmodule(repo: Repo, branch: string, digit: string): Promise<void> {
  const at = `160000,${digit.repeat(40)},sub`;
  await repo.git.raw('read-tree', 'main');
  await repo.git.raw('update-index', '--add', '--cacheinfo', at);
  const tree = (await repo.git.raw('write-tree')).trim();
  const commit = await repo.git.raw('commit-tree', '-p', 'main', '-m', 'move', tree);
  await repo.git.raw('update-ref', `refs/heads/${branch}`, commit.trim());
}
