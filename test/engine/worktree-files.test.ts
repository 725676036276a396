import { mkdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { giveFiles } from '../../src/engine/worktree-files.js';
import { openRepository } from '../../src/git/repository.js';
import { aRepo, write } from '../helpers/repo.js';

/** The main checkout has all of this, and its branch a link where a folder is elsewhere. */
async function aCheckout() {
  const repo = await aRepo();
  await repo.commit({
    '.gitignore': '.env*\ndeps\nonly/\n*.key\nlinks/\n',
    'deps.txt': 'tracked',
    'etc/app.conf': 'tracked',
  });
  const tree = await repo.worktree('agent');
  await write(repo.folder, {
    '.worktreeinclude':
      '.env*\n!.env.prod\ndeps\nonly\n*.key\nlinks\nnotes.txt\ndeps.txt\n',
    '.env': 'TOKEN=1',
    '.env.prod': 'TOKEN=2',
    'etc/app.key': 'key',
    'deps/a/index.js': 'a',
    'only/b.js': 'b',
    'notes.txt': 'mine',
    'links/inside': '',
  });
  await rm(join(repo.folder, 'links/inside'));
  await symlink('../etc/app.key', join(repo.folder, 'links/inside'));
  await symlink('../../outside.txt', join(repo.folder, 'links/outside'));
  await symlink('/etc/passwd', join(repo.folder, 'links/absolute'));
  const opened = await openRepository(repo.folder);
  if (!opened.ok) throw new Error(opened.failure.why);
  const give = (link: readonly string[] = []) =>
    giveFiles(opened.value, tree.folder, link);
  const read = (path: string) =>
    readFile(join(tree.folder, path), 'utf8').catch(() => null);
  return {
    repo,
    tree,
    give,
    read,
    [Symbol.asyncDispose]: () => repo[Symbol.asyncDispose](),
  };
}

it('copies what is named and ignored, and nothing that git tracks or would see', async () => {
  await using made = await aCheckout();
  const { tree, give, read } = made;
  await write(tree.folder, { '.env': 'changed here' });
  const given = await give();
  expect(given).toMatchObject({ files: 4, links: [] });
  expect(given.left.join('\n')).toBe(
    [
      'links/absolute was left out: it is a link that leads out',
      'links/outside was left out: it is a link that leads out',
    ].join('\n'),
  );
  expect(await read('.env')).toBe('changed here');
  expect(await read('.env.prod')).toBeNull();
  expect(await read('etc/app.key')).toBe('key');
  expect(await read('deps/a/index.js')).toBe('a');
  expect(await read('notes.txt')).toBeNull();
  expect(await readlink(join(tree.folder, 'links/inside'))).toBe('../etc/app.key');
  expect((await tree.git.status()).isClean()).toBe(true);
});

it('says of a name that is no UTF-8 that it is left out', async () => {
  await using made = await aCheckout();
  const { repo, give } = made;
  await writeFile(Buffer.from(join(repo.folder, 'caf\u00e9.key'), 'latin1'), '');
  expect((await give()).left).toContain(
    'caf\u{fffd}.key was left out: its name is no UTF-8',
  );
});

it('says what was to be linked and is not named, or not there', async () => {
  await using made = await aCheckout();
  const { repo, give } = made;
  const why = 'was not linked: .worktreeinclude names nothing there that git ignores';
  expect((await give(['nothing'])).left).toContain(`nothing ${why}`);
  await rm(join(repo.folder, '.worktreeinclude'));
  expect((await give(['deps'])).left).toEqual([`deps ${why}`]);
  await writeFile(join(repo.folder, '.worktreeinclude'), '#'.repeat(300_000));
  expect((await give()).left).toEqual([
    '.worktreeinclude was left out: it is larger than 256 KB',
  ]);
});

it('links what is to be linked, where git ignores a link too', async () => {
  await using made = await aCheckout();
  const { repo, tree, give, read } = made;
  const given = await give(['deps', 'only', 'etc/app.key', 'unknown']);
  expect(given.links).toEqual(['deps', 'etc/app.key']);
  expect(given.left).toContainEqual(expect.stringMatching(/^only was copied: git would/));
  expect(await readlink(join(tree.folder, 'deps'))).toBe(join(repo.folder, 'deps'));
  expect(await read('only/b.js')).toBe('b');
  expect((await give(['deps'])).links).toEqual(['deps']);
  expect((await tree.git.status()).isClean()).toBe(true);
});

it('writes nothing through a link that a branch has in place of a folder', async () => {
  await using made = await aCheckout();
  const { repo, tree, give } = made;
  const elsewhere = join(repo.outside, 'elsewhere');
  await mkdir(elsewhere);
  await rm(join(tree.folder, 'etc'), { recursive: true });
  await symlink(elsewhere, join(tree.folder, 'etc'));
  await tree.commit({}, 'a link for a folder');
  const given = await give(['etc/app.key']);
  expect(given.links).toEqual([]);
  expect(await readFile(join(elsewhere, 'app.key'), 'utf8').catch(() => null)).toBeNull();
});

it('gives nothing that git would not ignore in the worktree', async () => {
  await using made = await aCheckout();
  const { tree, give, read } = made;
  await tree.commit({ '.gitignore': 'deps\n' });
  const { left } = await give();
  expect(await read('.env')).toBeNull();
  expect(left).toContain('.env was left out: git does not ignore it there');
});

it.each([
  ['none is there', (folder: string) => rm(join(folder, '.worktreeinclude'))],
  [
    'it is a link to somewhere else',
    async (folder: string) => {
      const outside = join(folder, '../patterns');
      await writeFile(outside, '*\n');
      await rm(join(folder, '.worktreeinclude'));
      await symlink(outside, join(folder, '.worktreeinclude'));
    },
  ],
])('gives nothing where %s', async (_where, change) => {
  await using made = await aCheckout();
  await change(made.repo.folder);
  expect(await made.give()).toEqual({ files: 0, links: [], left: [] });
  expect(await made.give(['deps'])).toMatchObject({ files: 0, links: [] });
});
