/**
 * What somebody else does to the repository between two steps of a merge: it lands, or is
 * refused with a reason, and nobody's commit is lost.
 */
import { execFileSync } from 'node:child_process';
import { chmod, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waveId } from '../../../src/domain/ids.js';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { aRepo, write, type Repo } from '../../helpers/repo.js';
import { branches, contextOf, member, pins, wave } from './wave.js';

/** The steps of a merge without gates, between which the rival acts. */
const POINTS = ['begun', 'pinned', 'merged', 'kept', 'before landing', 'after landing'];

type Scene = {
  readonly git: (...args: readonly string[]) => string;
  readonly branch: string;
  readonly target: string;
  /** Where the member's branch is checked out. */
  readonly worktree: string;
  /** Where the rival may have a worktree of its own. */
  readonly place: string;
};

type Rival = {
  readonly name: string;
  /** Gives the commits that it made. */
  readonly act: (scene: Scene) => readonly string[];
  /** Before the target has moved; afterwards all have landed. */
  readonly outcome: RegExp;
};

const rivals: readonly Rival[] = [
  {
    name: 'commits on the target in a worktree',
    act: ({ git, target, place }) => {
      const exists = git('for-each-ref', `refs/heads/${target}`) !== '';
      git('worktree', 'add', ...(exists ? [place, target] : ['-b', target, place]));
      return [commitIn(git, place)];
    },
    outcome: /^landed$/,
  },
  {
    name: 'commits on the branch of a member',
    act: ({ git, worktree }) => [commitIn(git, worktree)],
    outcome: /^landed$/,
  },
  {
    name: 'collects garbage',
    act: ({ git }) => collect(git),
    outcome: /^landed$/,
  },
  {
    name: 'removes the worktree of a member',
    act: ({ git, worktree }) => {
      git('worktree', 'remove', worktree);
      return [];
    },
    outcome: /^landed$/,
  },
  {
    name: 'deletes the branch of a member, and collects what is left of it',
    act: ({ git, worktree, branch }) => {
      git('worktree', 'remove', worktree);
      git('branch', '-D', branch);
      return collect(git);
    },
    outcome: /^blocked: .*there is no branch/,
  },
];

/** Each at half of the steps, and every step with half of them; `RIVALS=all` tries all. */
const scenes = rivals.map((rival, number) => ({
  rival,
  name: rival.name,
  points: POINTS.filter(
    (_point, index) => process.env['RIVALS'] === 'all' || (number + index) % 2 === 0,
  ),
}));

describe.each(scenes)('somebody $name', ({ rival: { act, outcome }, points }) => {
  let repo: Repo;
  beforeAll(async () => {
    repo = await aRepo();
  });
  afterAll(() => repo[Symbol.asyncDispose]());

  it.each(points)('when it is at "%s"', async (point) => {
    const { branch, target, ...scene } = await sceneOf(repo, POINTS.indexOf(point));
    const made: string[] = [];
    let due = true;
    const context = await contextOf(repo, (name) => {
      if (name !== point || !due) return;
      due = false;
      made.push(...act({ ...scene, branch, target }));
    });
    const report = await mergeWave(context, {
      ...wave([], { wave: waveId(target), target, fastForward: true }),
      members: [member(branch, scene.worktree)],
    });
    const why = report.blockedBy === null ? '' : `: ${report.blockedBy}`;
    const late = point === 'after landing';
    expect(`${report.state}${why}`).toMatch(late ? /^landed$/ : outcome);
    const kept = report.commit === null ? made : [...made, report.commit];
    for (const commit of kept)
      expect(scene.git('for-each-ref', `--contains=${commit}`, 'refs/heads')).not.toBe(
        '',
      );
    scene.git('fsck', '--connectivity-only');
  });
});

it('the branch of a member goes with all that moved: what it held is kept and named', async () => {
  await using repo = await aRepo();
  const tip = await repo.branch('td1', { a: 'a\n' });
  await repo.branch('integration', {});
  let due = true;
  const context = await contextOf(repo, (point) => {
    if (point !== 'before landing' || !due) return;
    due = false;
    const git = gitIn(repo.folder);
    git('branch', '-D', 'td1');
    git('update-ref', 'refs/heads/integration', 'main');
  });

  const report = await mergeWave(context, wave(['td1']));

  expect(report.blockedBy).toContain(`there is no branch td1; what it held is ${tip}`);
  await repo.git.raw('reflog', 'expire', '--expire=now', '--all');
  await repo.git.raw('gc', '--prune=now', '--quiet');
  expect(await repo.git.raw('cat-file', '-t', tip)).toBe('commit\n');
  await repo.git.raw('branch', 'td1', tip);
  expect(await mergeWave(context, wave(['td1']))).toMatchObject({ state: 'landed' });
});

it('two engines: one merges, the other is told by whom', async () => {
  await using repo = await aRepo();
  await branches(repo, { td1: { a: 'a\n' }, td2: { b: 'b\n' } });
  const context = await contextOf(repo);
  const waves = [wave(['td1']), wave(['td2'], { wave: waveId('W2') })];
  const reports = await Promise.all(waves.map((one) => mergeWave(context, one)));
  const said = reports.map(({ state, blockedBy }) => blockedBy ?? state).toSorted();
  expect(said).toEqual([
    'landed',
    expect.stringMatching(/^process \d+ on .* merges a wave; wait for it$/),
  ]);
  for (const one of waves) expect((await mergeWave(context, one)).state).toBe('landed');
});

it('somebody who has its own refs all the time: it gives up, with nothing left', async () => {
  await using repo = await aRepo();
  const tip = await repo.branch('td1', { a: 'a\n' });
  const other = await repo.branch('other', {});
  const main = await repo.tip('main');
  const ref = 'refs/wtmux/waves/W1/base';
  const file = join(repo.folder, '.git', ref);
  const meddled = join(repo.outside, 'meddled');
  // Each time that they are to be pinned, and not when they go.
  const hook = `#!/bin/sh
    [ "$1" = prepared ] && grep -q '${main} ${ref}$' || exit 0
    echo >> ${meddled}
    [ "$(cat ${file})" = ${tip} ] && echo ${other} > ${file} || echo ${tip} > ${file}
    exit 1
  `;
  await write(repo.folder, { '.git/hooks/reference-transaction': hook });
  await chmod(join(repo.folder, '.git/hooks/reference-transaction'), 0o755);
  const context = await contextOf(repo);

  const report = await mergeWave(context, wave(['td1']));

  expect([report.state, report.blockedBy]).toEqual([
    'blocked',
    `${ref} moved each time it was tried; merge again`,
  ]);
  // Three tries to pin in each of three attempts.
  expect(await readFile(meddled, 'utf8')).toBe('\n'.repeat(9));
  expect(await pins(repo)).toEqual([]);
  await rm(join(repo.folder, '.git/hooks/reference-transaction'));
  expect((await mergeWave(context, wave(['td1']))).state).toBe('landed');
});

/** Waits for git, as a step of a merge can not. */
function gitIn(cwd: string) {
  return (...args: readonly string[]) =>
    execFileSync('git', args, { cwd, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** A member with a worktree and a commit, and a target that is not there yet. */
async function sceneOf(repo: Repo, index: number): Promise<Scene> {
  const [branch, target] = [`td${index}`, `target${index}`];
  const git = gitIn(repo.folder);
  const worktree = join(repo.outside, branch);
  git('worktree', 'add', '-b', branch, worktree, 'main');
  commitIn(git, worktree);
  return { git, branch, target, worktree, place: join(repo.outside, target) };
}

function commitIn(git: Scene['git'], worktree: string): string {
  git('-C', worktree, 'commit', '--allow-empty', '-m', 'work');
  return git('-C', worktree, 'rev-parse', 'HEAD');
}

function collect(git: Scene['git']): readonly string[] {
  git('reflog', 'expire', '--expire=now', '--all');
  git('gc', '--prune=now', '--quiet');
  return [];
}
