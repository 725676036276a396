import { chmod, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { rollbackWave } from '../../../src/engine/merge/rollback.js';
import { openRepository } from '../../../src/git/repository.js';
import { aRepo, isolatedGit, type Repo } from '../../helpers/repo.js';
import { branches, contextOf, gate, rule, wave } from './wave.js';

it('a bare repository with worktrees is merged like any other', async () => {
  await using repo = await aRepo();
  await branches(repo, { td1: { 'a.txt': 'a\n' } });
  const bare = join(repo.outside, 'shared.git');
  await repo.git.raw('clone', '--bare', repo.folder, bare);
  await isolatedGit(bare).raw('config', 'user.name', 'Test');
  await isolatedGit(bare).raw('config', 'user.email', 'test@localhost');
  const opened = await openRepository(bare);
  if (!opened.ok) throw new Error(opened.failure.why);
  const paths = { state: join(repo.outside, 'state'), repository: join(bare, 'wtmux') };
  const context = { ...(await contextOf(repo)), repo: opened.value, paths };
  const report = await mergeWave(
    context,
    wave(['td1'], { target: 'main', gates: [gate('test -f a.txt')] }),
  );
  // Nobody has main checked out: a bare repository's HEAD only names it.
  expect([report.blockedBy, report.state]).toEqual([null, 'landed']);
});

it('a repository of 64-digit names is merged, by rule and by deletion', async () => {
  await using repo = await aRepo();
  await rm(join(repo.folder, '.git'), { recursive: true });
  await repo.git.raw('init', '--object-format=sha256', '--initial-branch=main');
  await repo.git.raw('config', 'user.name', 'Test');
  await repo.git.raw('config', 'user.email', 'test@localhost');
  await repo.commit({ x: 'x\n', y: 'y\n' });
  await branches(repo, { td1: { x: '1\n', y: '1\n' }, td2: { x: '2\n', y: null } });
  const rules = [rule('x', { type: 'union' }), rule('y', { type: 'theirs' })];
  const context = await contextOf(repo);
  const report = await mergeWave(context, wave(['td1', 'td2'], { rules }));
  expect(report.commit).toMatch(/^[0-9a-f]{64}$/);
  expect(await repo.git.raw('show', 'integration:x')).toBe('1\n2\n');
  expect(await rollbackWave(context, report.wave)).toMatchObject({ ok: true });
});

it.each([
  ['a symbolic link against a file', linkAgainstFile],
  ['two modes of one file', modes],
  [
    'two names that differ in case',
    async (repo: Repo) => branches(repo, { td1: { A: 'x\n' }, td2: { a: 'y\n' } }),
  ],
  [
    'a case-only rename against a change',
    async (repo: Repo) => {
      await repo.commit({ a: '1\n2\n3\n' });
      await branches(repo, {
        td1: { a: null, A: '1\n2\n3\n' },
        td2: { a: '1\n2\n3!\n' },
      });
    },
  ],
  [
    'a case-only rename on both sides, to different names',
    async (repo: Repo) => {
      await repo.commit({ ab: '1\n2\n3\n' });
      await branches(repo, {
        td1: { ab: null, Ab: '1\n2\n3\n' },
        td2: { ab: null, AB: '1\n2\n3\n' },
      });
    },
  ],
  [
    'an empty commit',
    async (repo: Repo) => branches(repo, { td1: {}, td2: { b: 'b\n' } }),
  ],
])('%s: the same tree or conflicts as git itself', async (_what, prepare) => {
  await using repo = await aRepo();
  await prepare(repo);
  const clone = join(repo.outside, 'clone');
  await repo.git.raw('clone', repo.folder, clone);
  const git = isolatedGit(clone);
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost'];
  for (const name of ['td1', 'td2'])
    await git
      .raw(...who, 'merge', '--no-ff', '--no-edit', `origin/${name}`)
      .catch(() => '');
  const unmerged = await git.raw('diff', '--name-only', '--diff-filter=U', '-z');
  const tree = (await git.raw('rev-parse', 'HEAD^{tree}')).trim();

  const report = await mergeWave(await contextOf(repo), wave(['td1', 'td2']));

  const landed = report.state === 'landed';
  const made = landed ? await repo.tip('integration^{tree}') : 'conflict';
  expect(made).toBe(unmerged === '' ? tree : 'conflict');
});

async function linkAgainstFile(repo: Repo): Promise<void> {
  await repo.git.raw('checkout', '-b', 'td1');
  await mkdir(join(repo.folder, 'd'));
  await symlink('../../etc/passwd', join(repo.folder, 'd/link'));
  await repo.commit({});
  await repo.git.raw('checkout', 'main');
  await branches(repo, { td2: { 'd/link': 'file\n' } });
}

async function modes(repo: Repo): Promise<void> {
  await repo.commit({ run: '#!/bin/sh\n' });
  await repo.git.raw('checkout', '-b', 'td1');
  await chmod(join(repo.folder, 'run'), 0o755);
  await repo.commit({});
  await repo.git.raw('checkout', 'main');
  await branches(repo, { td2: { run: '#!/bin/sh\necho\n' } });
}
