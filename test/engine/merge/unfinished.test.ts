/** What somebody has begun to make of a conflict is not lost when it is opened again. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ChoiceName } from '../../../src/domain/merge.js';
import {
  decideWave,
  leaveWave,
  mergeWave,
} from '../../../src/engine/merge/merge-wave.js';
import { aRepo, isolatedGit, type Repo } from '../../helpers/repo.js';
import { branches, contextOf, show, wave } from './wave.js';

const request = wave(['td0', 'td1', 'td2']);

it('goes on where it was after the wave was merged again', async () => {
  await using repo = await aConflict();
  const folder = await begun(repo);
  // A merge of its own: its commits have another time.
  const later = { ...(await contextOf(repo)), now: () => Date.UTC(2026, 1, 2) };
  expect((await mergeWave(later, request)).state).toBe('blocked');

  const again = await decide(repo, 'open');
  expect(again.conflictFolder).toBe(folder);
  expect(again.blockedBy).toContain('what was begun there goes on');
  expect(await readFile(join(folder, 'y'), 'utf8')).toBe('half\n');
  await writeFile(join(folder, 'x'), 'both\n');
  expect(await decide(repo, 'take')).toMatchObject({ state: 'landed' });
  expect(await show(repo, 'integration', 'x')).toBe('both\n');
  expect(await show(repo, 'integration', 'y')).toBe('half\n');
});

it('goes on once it was committed there', async () => {
  await using repo = await aConflict();
  const folder = await begun(repo);
  await writeFile(join(folder, 'x'), 'both\n');
  await isolatedGit(folder).raw('commit', '-a', '--no-edit');
  await mergeWave(await contextOf(repo), request);
  expect((await decide(repo, 'open')).conflictFolder).toBe(folder);
  expect(await decide(repo, 'take')).toMatchObject({ state: 'landed' });
});

it('is kept under a ref when its branch has moved on', async () => {
  await using repo = await aConflict();
  const folder = await begun(repo);
  await repo.branch('td2', { y: 'other\n' }, 'td2');
  const opened = await decide(repo, 'open');
  expect(await readFile(join(folder, 'y'), 'utf8')).toContain('<<<<<<<');
  const [kept = ''] = await unfinished(repo);
  expect(opened.blockedBy).toContain(`what was begun for it before is commit ${kept}`);
  expect(await repo.git.raw('show', `${kept}:y`)).toBe('half\n');
});

it('is kept when the conflict is left, and nothing is where nothing was begun', async () => {
  await using repo = await aConflict();
  const folder = await begun(repo);
  const context = await contextOf(repo);
  const kept = await leaveWave(context, request.wave);
  expect(await unfinished(repo)).toEqual([kept]);
  await decide(repo, 'open');
  expect(await readFile(join(folder, 'y'), 'utf8')).toContain('<<<<<<<');
  await leaveWave(context, request.wave);
  expect(await unfinished(repo)).toHaveLength(1);
});

it('is kept beside a submodule in conflict, once that is resolved', async () => {
  await using repo = await aConflict();
  for (const [branch, digit] of [
    ['td1', '2'],
    ['td2', '3'],
  ] as const)
    await putSubmodule(repo, branch, digit);
  const folder = await begun(repo);
  const sub = `160000,${'3'.repeat(40)},sub`;
  await isolatedGit(folder).raw('update-index', '--cacheinfo', sub);
  await leaveWave(await contextOf(repo), request.wave);
  const [kept = ''] = await unfinished(repo);
  expect(await repo.git.raw('show', `${kept}:y`)).toBe('half\n');
});

async function putSubmodule(repo: Repo, branch: string, digit: string): Promise<void> {
  await repo.git.raw('read-tree', branch);
  const at = `160000,${digit.repeat(40)},sub`;
  await repo.git.raw('update-index', '--add', '--cacheinfo', at);
  const tree = (await repo.git.raw('write-tree')).trim();
  const made = await repo.git.raw('commit-tree', '-p', branch, '-m', 'sub', tree);
  await repo.git.raw('update-ref', `refs/heads/${branch}`, made.trim());
  await repo.git.raw('read-tree', 'main');
}

/** The last of three conflicts with the one before in `x` and `y`. */
async function aConflict(): Promise<Repo> {
  const repo = await aRepo();
  await branches(repo, {
    td0: { z: 'none\n' },
    td1: { x: 'one\n', y: 'one\n' },
    td2: { x: 'two\n', y: 'two\n' },
  });
  return repo;
}

/** Half of it is resolved; gives where. */
async function begun(repo: Repo): Promise<string> {
  await mergeWave(await contextOf(repo), request);
  const folder = (await decide(repo, 'open')).conflictFolder ?? '';
  await writeFile(join(folder, 'y'), 'half\n');
  return folder;
}

async function decide(repo: Repo, name: ChoiceName) {
  const decision = { name, by: 'me', reason: '' };
  return decideWave(await contextOf(repo), { ...request, decision });
}

async function unfinished(repo: Repo): Promise<readonly string[]> {
  const args = ['for-each-ref', '--format=%(objectname)', 'refs/wtmux/unfinished'];
  return (await repo.git.raw(...args)).split('\n').filter(Boolean);
}
