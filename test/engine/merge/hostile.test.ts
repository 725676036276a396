import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { git } from '../../../src/git/run.js';
import { aRepo, type Repo } from '../../helpers/repo.js';
import { branches, contextOf, member, rule, wave } from './wave.js';

describe('hostile names', () => {
  it.each([
    ['a newline', 'a\nb'],
    ['quotes', `'"$(touch x)\``],
    ['a leading dash', '--force'],
    ['a pathspec', ':(exclude)*'],
    ['a backslash and a tab', 'a\\b\tc'],
  ])('%s in a path changes nothing but how it is shown', async (_what, name) => {
    await using repo = await aRepo();
    await branches(repo, { td1: { [name]: 'one\n' }, td2: { [name]: 'two\n' } });
    const context = await contextOf(repo);

    const blocked = await mergeWave(context, wave(['td1', 'td2']));
    expect(blocked.conflicts.map(({ path }) => path)).toEqual([name]);
    expect(blocked.blockedBy).not.toContain('\n');

    const rules = [rule('*', { type: 'union' })];
    const report = await mergeWave(context, wave(['td1', 'td2'], { rules }));
    expect(report.steps[1]?.resolved).toEqual([{ path: name, rule: 'union' }]);
    expect(await repo.git.raw('show', `integration:${name}`)).toBe('one\ntwo\n');
  });

  it('bytes that are no UTF-8 are resolved in the very same path', async () => {
    await using repo = await aRepo();
    const name = Buffer.from([0x78, 0xff, 0xfe]);
    await branchWithBytes(repo, 'td1', name, 'one\n');
    await branchWithBytes(repo, 'td2', name, 'two\n');
    const rules = [rule('**', { type: 'theirs' })];
    const report = await mergeWave(
      await contextOf(repo),
      wave(['td1', 'td2'], { rules }),
    );
    expect(report.state).toBe('landed');
    const args = ['ls-tree', '-z', '--name-only', 'integration'];
    const listed = await git({ folder: repo.folder, args });
    expect(listed).toEqual(
      Buffer.concat([Buffer.from('README.md\0'), name, Buffer.from([0])]),
    );
    expect(await repo.git.raw('log', '-1', '--format=%B', 'integration')).toContain(
      'Wtmux-Resolved: "x\ufffd\ufffd" theirs',
    );
  });

  it('a branch that is named like an option is merged, not obeyed', async () => {
    await using repo = await aRepo();
    const tip = await repo.branch('td1', { 'a.txt': 'a\n' });
    await repo.git.raw('update-ref', 'refs/heads/--abort', tip);
    const members = [{ ...member('td1'), branch: '--abort' }];
    const report = await mergeWave(await contextOf(repo), wave([], { members }));
    expect(report.state).toBe('landed');
    expect(await repo.git.raw('show', 'integration:a.txt')).toBe('a\n');
  });
});

describe('hostile histories', () => {
  it('two that are unrelated are refused in the words of git', async () => {
    await using repo = await aRepo();
    const empty = await repo.git.raw('hash-object', '-t', 'tree', '-w', '/dev/null');
    const root = await repo.git.raw('commit-tree', '-m', 'other', empty.trim());
    await repo.git.raw('update-ref', 'refs/heads/td1', root.trim());
    const report = await mergeWave(await contextOf(repo), wave(['td1']));
    expect(report.blockedBy).toBe(
      'TD1 cannot be merged: fatal: refusing to merge unrelated histories',
    );
  });

  it.each([
    ['ours', 'modify/delete keeps what is merged', undefined],
    ['theirs', 'modify/delete takes the deletion', ['README.md']],
  ] as const)('%s: %s', async (type, _what, left) => {
    await using repo = await aRepo();
    await repo.commit({ 'x.txt': 'x\n' });
    await branches(repo, { td1: { 'x.txt': 'changed\n' }, td2: { 'x.txt': null } });
    const rules = [rule('x.txt', { type })];
    await mergeWave(await contextOf(repo), wave(['td1', 'td2'], { rules }));
    const listed = await repo.git.raw('ls-tree', '--name-only', 'integration');
    expect(listed.trim().split('\n')).toEqual(left ?? ['README.md', 'x.txt']);
  });

  it('a file against a folder blocks, whatever a rule says', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { x: 'file\n' }, td2: { 'x/y': 'folder\n' } });
    const rules = [rule('**', { type: 'ours' })];
    const report = await mergeWave(
      await contextOf(repo),
      wave(['td1', 'td2'], { rules }),
    );
    expect(report.state).toBe('blocked');
    expect(report.conflicts[0]).toMatchObject({ kind: 'file/directory' });
  });

  it('a hook that vetoes the landing is named, and nothing has changed', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    await writeFile(
      `${repo.folder}/.git/hooks/reference-transaction`,
      '#!/bin/sh\nif [ "$1" = prepared ] && grep -q heads/integration; then exit 1; fi\n',
      { mode: 0o755 },
    );
    const report = await mergeWave(await contextOf(repo), wave(['td1']));
    expect(report.state).toBe('blocked');
    expect(report.blockedBy).toContain('aborted by');
    expect((await repo.git.branchLocal()).all).toEqual(['main', 'td1']);
  });

  it("somebody's lock on the target is reported, never removed", async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    const lock = `${repo.folder}/.git/refs/heads/integration.lock`;
    await writeFile(lock, 'mine');
    const report = await mergeWave(await contextOf(repo), wave(['td1']));
    expect(report.state).toBe('blocked');
    expect(report.blockedBy).toContain('integration.lock');
    expect(await readFile(lock, 'utf8')).toBe('mine');
  });
});

async function branchWithBytes(
  repo: Repo,
  branch: string,
  ...[name, text]: readonly [name: Buffer, text: string]
): Promise<void> {
  const { folder } = repo;
  const hashed = await git({
    folder,
    args: ['hash-object', '-w', '--stdin'],
    input: text,
  });
  const readme = await repo.git.raw('rev-parse', 'main:README.md');
  const tree = await git({
    folder,
    args: ['mktree', '-z'],
    input: Buffer.concat([
      Buffer.from(`100644 blob ${readme.trim()}\tREADME.md\0`),
      Buffer.from(`100644 blob ${hashed.toString().trim()}\t`),
      name,
      Buffer.from([0]),
    ]),
  });
  const args = ['commit-tree', '-p', 'main', '-m', branch, tree.toString().trim()];
  const commit = (await repo.git.raw(...args)).trim();
  await repo.git.raw('update-ref', `refs/heads/${branch}`, commit);
}
