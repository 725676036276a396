import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { readInside } from '../../src/config/text-file.js';
import { aFolder } from '../helpers/folder.js';

const folder = await aFolder();
const root = join(folder.path, 'worktree');
const writtenAt = 1_700_000_000_000;

beforeAll(async () => {
  await mkdir(join(root, 'docs'), { recursive: true });
  await writeFile(join(folder.path, 'secret'), 'secret');
  await writeFile(join(folder.path, 'worktree.key'), 'secret');
  await writeFile(join(root, 'docs/a.md'), 'text');
  await utimes(join(root, 'docs/a.md'), 0, writtenAt / 1000);
  await symlink('docs/a.md', join(root, 'inner'));
  await symlink('../secret', join(root, 'outer'));
  await symlink('../worktree.key', join(root, 'neighbour'));
  await symlink('..', join(root, 'up'));
  await symlink('circle', join(root, 'circle'));
  await symlink('/dev/zero', join(root, 'endless'));

  return () => folder[Symbol.asyncDispose]();
});

it.each([
  ['a file', 'docs/a.md', { text: 'text', whole: true, writtenAt }],
  ['a link within', 'inner', { text: 'text', whole: true, writtenAt }],
  ['a link out of it', 'outer', undefined],
  ['a link to what is named like it', 'neighbour', undefined],
  ['a file behind a link out of it', 'up/secret', undefined],
  ['a link to itself', 'circle', undefined],
  ['a link to a device', 'endless', undefined],
  ['a folder', 'docs', undefined],
  ['nothing', 'nothing', undefined],
])('reads in a folder only what is there: %s', async (_what, path, read) => {
  expect(await readInside(root, path, 100)).toEqual(read);
});

it('says that there is more than it read', async () => {
  expect(await readInside(root, 'docs/a.md', 2)).toEqual({
    text: 'te',
    whole: false,
    writtenAt,
  });
});

it('finds no file of a name that is too long', async () => {
  await using folder = await aFolder();
  expect(await readInside(folder.path, 'x'.repeat(300), 10)).toBeUndefined();
});
