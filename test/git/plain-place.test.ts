/** What is found without git is what git finds, or is left to git. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plainPlace } from '../../src/git/plain-place.js';
import { aFolder } from '../helpers/folder.js';
import { aRepo } from '../helpers/repo.js';

it('finds the usual places as git does', async () => {
  await using repo = await aRepo();
  const worktree = await repo.worktree('topic');
  for (const top of [repo.folder, worktree.folder]) {
    const inside = join(top, 'deep/er');
    mkdirSync(inside, { recursive: true });
    for (const cwd of [top, inside]) {
      expect(plainPlace(cwd, {})).toEqual(placeByGit(cwd));
      expect(plainPlace(cwd, {})).toEqual({ commonDir: join(repo.folder, '.git'), top });
    }
  }
});

it('finds a repository in another one', async () => {
  await using outer = await aRepo();
  const inner = join(outer.folder, 'inner');
  git(outer.folder, 'init', inner);
  expect(plainPlace(inner, {})).toEqual({ commonDir: join(inner, '.git'), top: inner });
});

type Case = readonly [what: string, make: (folder: string) => string | void];

const left: readonly Case[] = [
  ['the folder of git itself', (folder) => join(folder, '.git/objects')],
  [
    'a folder that may be one of git',
    (folder) => writeFileSync(join(folder, 'HEAD'), ''),
  ],
  [
    'a worktree that is elsewhere',
    (folder) => git(folder, 'config', 'core.worktree', '/'),
  ],
  ['a bare repository', (folder) => git(folder, 'config', 'core.bare', 'true')],
  [
    'a configuration of several files',
    (folder) => appendFileSync(join(folder, '.git/config'), '[include]\npath = other\n'),
  ],
  [
    'a value over two lines',
    (folder) => appendFileSync(join(folder, '.git/config'), '[core]\nbare = \\\ntrue\n'),
  ],
  [
    'a link in place of git’s folder',
    (folder) => {
      renameSync(join(folder, '.git'), join(folder, 'git'));
      symlinkSync('git', join(folder, '.git'));
    },
  ],
  [
    'a file that names nothing',
    (folder) => {
      mkdirSync(join(folder, 'lost'));
      writeFileSync(join(folder, 'lost/.git'), 'gitdir: /nowhere\n');
      return join(folder, 'lost');
    },
  ],
  [
    'a folder of git without a repository',
    (folder) => {
      mkdirSync(join(folder, 'empty/.git'), { recursive: true });
      return join(folder, 'empty');
    },
  ],
];

it.each(left)('leaves %s to git', async (_what, make) => {
  await using repo = await aRepo();
  expect(plainPlace(make(repo.folder) || repo.folder, {})).toBeUndefined();
});

it('leaves to git what its variables turn', async () => {
  await using repo = await aRepo();
  const env = { GIT_CEILING_DIRECTORIES: repo.folder };
  expect(plainPlace(repo.folder, env)).toBeUndefined();
  expect(plainPlace(repo.folder, { GIT_PAGER: 'cat' })).toBeDefined();
});

it('finds nothing where there is nothing', async () => {
  await using folder = await aFolder();
  expect(plainPlace(folder.path, {})).toBeUndefined();
  expect(plainPlace(join(folder.path, 'gone'), {})).toBeUndefined();
});

function placeByGit(cwd: string) {
  const asked = ['--path-format=absolute', '--git-common-dir', '--show-toplevel'];
  const [commonDir, top] = git(cwd, 'rev-parse', ...asked).split('\n');
  return { commonDir, top };
}

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
