import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChoiceName, MergeReport } from '../../../src/domain/merge.js';
import { decideWave, mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { aRepo, isolatedGit, type Repo } from '../../helpers/repo.js';
import { branches, contextOf, show, wave } from './wave.js';

/** Git marks nothing in these: it leaves one side, or what was there, in the worktree. */
const unmarked: readonly (readonly [what: string, make: Make, path: string])[] = [
  ['a binary file', binaries, 'logo'],
  ['a file that git is told not to merge', unmerged, 'locked'],
  ['a symbolic link', links, 'link'],
  ['a file that one side has deleted', deletion, 'gone'],
  ['a file in the way of a folder', folder, 'x~HEAD'],
  ['a submodule', submodules, 'sub'],
];

describe('a conflict without markers', () => {
  it.each(unmarked)('in %s is not taken as git left it', async (_what, make, path) => {
    await using repo = await aRepo();
    await make(repo);
    const open = await opened(repo);

    const refused = await decide(repo, 'take');
    expect(refused.state).toBe('blocked');
    expect(refused.blockedBy).toContain(`${path} is as git left it`);

    await settle(open, path);
    expect(await decide(repo, 'take')).toMatchObject({ state: 'landed' });
  });

  it('is taken when it was changed there', async () => {
    await using repo = await aRepo();
    await binaries(repo);
    await writeFile(join(await opened(repo), 'logo'), 'a\0both');
    expect(await decide(repo, 'take')).toMatchObject({ state: 'landed' });
    expect(await show(repo, 'integration', 'logo')).toBe('a\0both');
  });
});

describe('what lies in the worktree of a conflict', () => {
  it('is looked through for markers whatever bytes its name has', async () => {
    await using repo = await aRepo();
    const name = Buffer.from([0x78, 0xff]);
    await changeOnBothSides(repo, (text) => writeFile(at(repo.folder, name), text));
    const path = at(await opened(repo), name);
    const marked = await readFile(path, 'utf8');
    await writeFile(path, `${marked}and more\n`);
    const refused = await decide(repo, 'take');
    expect(refused.blockedBy).toContain('x\ufffd still has conflict markers');
  });

  it('is never followed to where a link points', async () => {
    await using repo = await aRepo();
    await links(repo, '/dev/zero');
    await opened(repo);
    expect((await decide(repo, 'take')).blockedBy).toContain('link is as git left it');
  });

  it('is not taken when the merge was given up there', async () => {
    await using repo = await aRepo();
    await binaries(repo);
    await isolatedGit(await opened(repo)).raw('merge', '--abort');
    const refused = await decide(repo, 'take');
    expect(refused.blockedBy).toContain('its merge was given up there');
    expect((await decide(repo, 'open')).conflictFolder).not.toBeNull();
  });
});

type Make = (repo: Repo) => Promise<void>;

async function binaries(repo: Repo): Promise<void> {
  await repo.commit({ logo: 'a\0b' });
  await branches(repo, { td1: { logo: 'a\0one' }, td2: { logo: 'a\0two' } });
}

async function unmerged(repo: Repo): Promise<void> {
  await repo.commit({ '.gitattributes': 'locked -merge\n', locked: '1\n2\n3\n4\n5\n' });
  await branches(repo, {
    td1: { locked: '1!\n2\n3\n4\n5\n' },
    td2: { locked: '1\n2\n3\n4\n5!\n' },
  });
}

async function links(repo: Repo, one = 'one'): Promise<void> {
  const targets = [one, 'two'];
  for (const [index, target] of targets.entries()) {
    await repo.git.raw('checkout', '-b', `td${index + 1}`, 'main');
    await symlink(target, join(repo.folder, 'link'));
    await repo.commit({});
  }
  await repo.git.raw('checkout', 'main');
}

async function deletion(repo: Repo): Promise<void> {
  await repo.commit({ gone: '1\n' });
  await branches(repo, { td1: { gone: '2\n' }, td2: { gone: null } });
}

async function folder(repo: Repo): Promise<void> {
  await branches(repo, { td1: { x: 'file\n' }, td2: { 'x/y': 'folder\n' } });
}

async function submodules(repo: Repo): Promise<void> {
  for (const [branch, digit] of [
    ['main', '1'],
    ['td1', '2'],
    ['td2', '3'],
  ] as const) {
    await repo.git.raw('read-tree', 'main');
    const at = `160000,${digit.repeat(40)},sub`;
    await repo.git.raw('update-index', '--add', '--cacheinfo', at);
    const tree = (await repo.git.raw('write-tree')).trim();
    const made = await repo.git.raw('commit-tree', '-p', 'main', '-m', 'move', tree);
    await repo.git.raw('update-ref', `refs/heads/${branch}`, made.trim());
  }
}

async function changeOnBothSides(
  repo: Repo,
  write: (text: string) => Promise<void>,
): Promise<void> {
  for (const [branch, text] of [
    ['td1', 'one\n'],
    ['td2', 'two\n'],
  ] as const) {
    await repo.git.raw('checkout', '-b', branch, 'main');
    await write(text);
    await repo.commit({});
  }
  await repo.git.raw('checkout', 'main');
}

/** As git left it, and as somebody wants it. A submodule has nothing there to add. */
async function settle(folder: string, path: string): Promise<void> {
  const own = isolatedGit(folder);
  if (path !== 'sub') return void (await own.raw('add', '--', path));
  await own.raw('update-index', '--cacheinfo', `160000,${'3'.repeat(40)},sub`);
}

function at(folder: string, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), name]);
}

/** The worktree in which the conflict of both branches stands. */
async function opened(repo: Repo): Promise<string> {
  await mergeWave(await contextOf(repo), wave(['td1', 'td2']));
  return (await decide(repo, 'open')).conflictFolder ?? '';
}

async function decide(repo: Repo, name: ChoiceName): Promise<MergeReport> {
  const decision = { name, by: 'me', reason: '' };
  return decideWave(await contextOf(repo), { ...wave(['td1', 'td2']), decision });
}
