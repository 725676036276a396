import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitId, workstreamId } from '../../../src/domain/ids.js';
import type { WorkstreamStateName } from '../../../src/domain/status.js';
import { judgeWorktrees } from '../../../src/engine/trash/cleaning.js';
import { restore, throwAway, trashEntries } from '../../../src/engine/trash/trash.js';
import { aRepo, write, type Repo, type Worktree } from '../../helpers/repo.js';
import { contextOf } from '../merge/wave.js';

type Scene = { readonly repo: Repo; readonly tree: Worktree };

describe('judgeWorktrees', () => {
  it.each([
    ['its commits are in a target', () => undefined, 'ancestor in main'],
    ['a rebase took its commits over', rebased, 'equal patch in main'],
    ['another commit follows', more, 'it is not proven to be merged'],
    ['a merge commit may hold work', mergedItself, 'it is not proven to be merged'],
    [
      'something is uncommitted',
      ({ tree }: Scene) => write(tree.folder, { new: '' }),
      'it has uncommitted changes (new)',
    ],
    [
      'it is locked',
      ({ repo, tree }: Scene) =>
        repo.git.raw('worktree', 'lock', '--reason', 'mine', tree.folder),
      'it is locked: mine',
    ],
    [
      'another branch is checked out',
      ({ tree }: Scene) => tree.git.raw('checkout', '-b', 'other'),
      'it has other checked out',
    ],
    [
      'a bisection is in progress',
      ({ tree }: Scene) => tree.git.raw('bisect', 'start'),
      'a bisect is in progress',
    ],
  ] as const)('%s', async (_what, change, expected) => {
    await using repo = await aRepo();
    const tree = await landed(repo);
    await change({ repo, tree });
    expect(await verdictOn(repo, tree.folder)).toBe(expected);
  });

  it.each(['working', 'plan_review'] as const)('an agent is %s', async (state) => {
    await using repo = await aRepo();
    const tree = await landed(repo);
    expect(await verdictOn(repo, tree.folder, state)).toBe(
      `it is ${state.replace('_', ' ')}`,
    );
  });

  it('the agent of landed work still runs', async () => {
    await using repo = await aRepo();
    const { folder } = await landed(repo);
    expect(await verdictOn(repo, folder, 'landed', true)).toBe(
      'its agent still runs; `wtmux stop TD1` ends it',
    );
  });

  it('a process works in it', async () => {
    await using repo = await aRepo();
    const { folder } = await landed(repo);
    const child = spawn('cat', { cwd: folder });
    expect(await verdictOn(repo, folder)).toBe(`process ${child.pid} works in it`);
    child.stdin.end();
    await once(child, 'exit');
    expect(await verdictOn(repo, folder)).toBe('ancestor in main');
  });

  it('never the main worktree, and none that git does not know', async () => {
    await using repo = await aRepo();
    expect(await verdictOn(repo, repo.folder)).toBe('it is the main worktree');
    const plain = join(repo.outside, 'plain');
    await mkdir(plain);
    expect(await verdictOn(repo, plain)).toBe('git knows no worktree there');
  });
});

describe('the trash', () => {
  it('gives back a worktree with all that lay in it, and its branch', async () => {
    await using repo = await aRepo();
    const context = await contextOf(repo);
    const tree = await landed(repo);
    await write(tree.folder, { 'progress.md': '100 %', 'out/ignored': 'kept' });
    await write(repo.folder, { '.git/info/exclude': 'out/\n' });
    const commit = commitId(await repo.tip('td1'));
    const before = await picture(repo);
    const { folder: path } = tree;
    const workstream = workstreamId('TD/1');
    const what = { workstream, branch: 'td1', path, commit, at: 1 };

    const thrown = await throwAway(context, what);

    expect(thrown).toEqual({ ok: true, value: { ...what, id: 'TD%2f1-1' } });
    expect(await trashEntries(context)).toEqual([{ ...what, id: 'TD%2f1-1' }]);
    expect([existsSync(path), (await repo.git.branchLocal()).all]).toEqual([
      false,
      ['main'],
    ]);
    expect(await repo.git.raw('worktree', 'list')).not.toContain('td1');
    await repo.git.raw('worktree', 'prune');
    await repo.git.raw('gc', '--prune=now', '--quiet');

    expect(await restore(context, 'TD%2f1-1')).toMatchObject({ ok: true });
    expect(await picture(repo)).toEqual(before);
    expect(await readFile(join(path, 'out/ignored'), 'utf8')).toBe('kept');
    expect(await tree.git.raw('status', '--porcelain')).toBe('?? progress.md\n');
    expect(await trashEntries(context)).toEqual([]);
  });

  it('leaves all as it was when the branch moved at the last moment', async () => {
    await using repo = await aRepo();
    const context = await contextOf(repo);
    const { folder: path, commit: advance } = await landed(repo);
    const commit = commitId(await repo.tip('td1'));
    await advance({ late: '' });
    const before = await picture(repo);
    const workstream = workstreamId('TD1');
    const what = { workstream, branch: 'td1', path, commit, at: 1 };
    expect(await throwAway(context, what)).toMatchObject({ ok: false });
    expect(await picture(repo)).toEqual(before);
    expect(await trashEntries(context)).toEqual([]);
  });

  it.each([
    ['its place is taken', (path: string) => mkdir(path), 'exists; move it away first'],
    [
      'its branch is there again with other work',
      (_path: string, repo: Repo) => repo.branch('td1', { other: '' }),
      'branch td1 exists again',
    ],
  ] as const)('keeps what it has when %s', async (_what, change, words) => {
    await using repo = await aRepo();
    const context = await contextOf(repo);
    const { folder: path } = await landed(repo);
    const commit = commitId(await repo.tip('td1'));
    const workstream = workstreamId('TD1');
    await throwAway(context, { workstream, branch: 'td1', path, commit, at: 1 });
    await change(path, repo);
    const refused = await restore(context, 'TD1-1');
    expect(refused.ok ? '' : refused.failure.why).toContain(words);
    expect(await trashEntries(context)).toHaveLength(1);
  });
});

/** A worktree whose branch is merged into main. */
async function landed(repo: Repo): Promise<Worktree> {
  const tree = await repo.worktree('td1');
  await tree.commit({ a: 'a\n' });
  await repo.git.raw('merge', '--ff-only', 'td1');
  return tree;
}

async function rebased({ repo }: Scene): Promise<void> {
  await repo.git.raw('reset', '--hard', 'main~1');
  await repo.commit({ other: '' });
  await repo.git.raw('cherry-pick', 'td1');
}

async function more({ tree }: Scene): Promise<void> {
  await tree.commit({ more: '' });
}

async function mergedItself({ repo, tree }: Scene): Promise<void> {
  await repo.branch('side', { side: '' });
  await repo.commit({ side: '' });
  await tree.git.raw('merge', '--no-ff', '--no-edit', 'side');
}

async function verdictOn(
  repo: Repo,
  path: string,
  state: WorkstreamStateName = 'landed',
  running = false,
): Promise<string> {
  const start = commitId(await repo.tip('main'));
  const made = { workstream: workstreamId('TD1'), path, branch: 'td1', start };
  const { repo: opened } = await contextOf(repo);
  const candidates = [{ made, state, running }];
  const [judged] = await judgeWorktrees(opened, candidates, () => ['gone', 'main']);
  const verdict = judged?.verdict;
  return verdict?.type === 'goes' ? verdict.proof : (verdict?.why ?? '');
}

/** What git knows of branches and worktrees. */
async function picture(repo: Repo): Promise<readonly string[]> {
  const refs = await repo.git.raw('for-each-ref', '--format=%(refname) %(objectname)');
  return [refs, await repo.git.raw('worktree', 'list', '--porcelain')];
}
