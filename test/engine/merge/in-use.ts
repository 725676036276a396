/** A repository in the middle of its user's work, and all of that work byte by byte. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { WaveRequest } from '../../../src/engine/merge/request.js';
import { aRepo, write, type Repo } from '../../helpers/repo.js';
import { branches, gate, rule, wave } from './wave.js';

/** Three members of a wave in that repository, of which two conflict in what a rule decides. */
export function requestInUse(change: Partial<WaveRequest> = {}): WaveRequest {
  const rules = [rule('shared.txt', { type: 'union' })];
  return wave(['td1', 'td2', 'td3'], {
    rules,
    gates: [gate('test -f shared.txt')],
    ...change,
  });
}

/** With three branches, a dirty checkout, a stash, and a rebase under way in a worktree. */
export async function aRepoInUse(): Promise<Repo> {
  const repo = await aRepo();
  await branches(repo, {
    td1: { 'shared.txt': 'one\n', 'a.txt': 'a\n' },
    td2: { 'shared.txt': 'two\n' },
    td3: { 'c.txt': 'c\n' },
    topic: { 'README.md': 'topic\n' },
  });
  await repo.commit({ 'README.md': 'main\n' });
  const rebasing = await repo.worktree('topic');
  await rebasing.git.raw('rebase', 'main').catch(() => undefined);
  await write(repo.folder, { 'README.md': 'put away\n' });
  await repo.git.raw('stash');
  await write(repo.folder, { 'staged.txt': 'staged\n', 'README.md': 'dirty\n' });
  await repo.git.raw('add', '--verbose', 'staged.txt');
  await write(repo.folder, { 'staged.txt': 'changed since\n', 'untracked.txt': 'new\n' });
  return repo;
}

/** All that a merge must leave alone, byte by byte. */
export async function everythingOfTheUser(
  repo: Repo,
): Promise<Readonly<Record<string, string>>> {
  const git = join(repo.folder, '.git');
  const wanted = [
    ...(await filesOf(repo.folder)).filter((path) => !path.startsWith(`${git}/`)),
    ...(await filesOf(join(repo.outside, 'project.worktrees'))),
    ...(await filesOf(join(git, 'worktrees/topic'))),
    ...[
      'index',
      'HEAD',
      'config',
      'ORIG_HEAD',
      'logs/HEAD',
      'refs/stash',
      'logs/refs/stash',
    ].map((name) => join(git, name)),
  ];
  const contents = await Promise.all(
    wanted.map(async (path) => [
      path,
      await readFile(path, 'latin1').catch(() => 'none'),
    ]),
  );
  return Object.fromEntries(contents);
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
