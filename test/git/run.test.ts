import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { fields, git, readable, reason, runGit } from '../../src/git/run.js';
import { aRepo } from '../helpers/repo.js';

it('gives a failure as an exit status with the words of git', async () => {
  await using repo = await aRepo();
  const output = await runGit({
    folder: repo.folder,
    args: ['rev-parse', '--verify', 'no'],
  });
  expect(output.code).toBe(128);
  expect(reason(output)).toBe('fatal: Needed a single revision');
});

it('writes standard input and keeps the bytes of names', async () => {
  await using repo = await aRepo();
  const blob = (
    await git({ folder: repo.folder, args: ['hash-object', '-w', '--stdin'], input: 'x' })
  )
    .toString()
    .trim();
  const name = Buffer.from([0x2d, 0xff, 0x0a, 0x22]);
  await git({
    folder: repo.folder,
    args: ['update-index', '-z', '--index-info'],
    input: Buffer.concat([Buffer.from(`100644 ${blob}\t`), name, Buffer.from([0])]),
  });
  const listed = fields(
    await git({ folder: repo.folder, args: ['ls-files', '-z', '--', ':!README.md'] }),
  );
  expect(listed.map((path) => Buffer.from(path, 'latin1'))).toEqual([name]);
  expect(listed.map(readable)).toEqual(['-\ufffd\n"']);
});

it('runs in the repository asked for, whatever GIT_DIR the caller has', async () => {
  await using repo = await aRepo();
  process.env['GIT_DIR'] = '/nowhere';
  try {
    const found = await git({
      folder: repo.folder,
      args: ['rev-parse', '--show-toplevel'],
    });
    expect(found.toString()).toBe(`${repo.folder}\n`);
  } finally {
    delete process.env['GIT_DIR'];
  }
});

it('does not wait for a command that prints nothing', async () => {
  await using repo = await aRepo();
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    const args = ['read-tree', '--dry-run', 'HEAD'];
    expect(await git({ folder: repo.folder, args })).toHaveLength(0);
  } finally {
    vi.useRealTimers();
  }
});

it('says that the folder is not there', async () => {
  await using repo = await aRepo();
  const folder = join(repo.outside, 'gone');
  await expect(git({ folder, args: ['status'] })).rejects.toThrow(
    `Cannot run git in ${folder}: there is no such folder`,
  );
});
