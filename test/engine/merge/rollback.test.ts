import { describe, expect, it } from 'vitest';
import { waveId } from '../../../src/domain/ids.js';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { redoWave, rollbackWave } from '../../../src/engine/merge/rollback.js';
import { aRepo, type Files, type Repo } from '../../helpers/repo.js';
import { waveRefs } from '../../../src/engine/merge/wave-refs.js';
import { branches, contextOf, pins, wave } from './wave.js';

const W1 = waveId('W1');

describe('rollbackWave', () => {
  it('removes a target that had not existed', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    const context = await contextOf(repo);
    await mergeWave(context, wave(['td1']));
    const undone = { ok: true, value: { target: 'integration', commit: null } };
    expect(await rollbackWave(context, W1)).toEqual(undone);
    expect((await repo.git.branchLocal()).all).toEqual(['main', 'td1']);
    expect(await rollbackWave(context, W1)).toEqual(undone);
  });

  it('moves a target back to the recorded commit, and the wave can land again', async () => {
    await using repo = await aRepo();
    await branches(repo, { integration: { 'i.txt': 'i\n' }, td1: { 'a.txt': 'a\n' } });
    const before = await repo.tip('integration');
    const context = await contextOf(repo);
    const first = await mergeWave(context, wave(['td1']));
    expect(await rollbackWave(context, W1)).toMatchObject({ value: { commit: before } });
    expect(await repo.tip('integration')).toBe(before);
    const again = await mergeWave(context, wave(['td1']));
    expect([again.state, again.commit]).toEqual(['landed', first.commit]);
    expect(await rollbackWave(context, W1)).toMatchObject({ value: { commit: before } });
  });

  it('refuses when waves stand on it, and names them', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' }, td2: { 'b.txt': 'b\n' } });
    const context = await contextOf(repo);
    await mergeWave(context, wave(['td1']));
    await mergeWave(context, wave(['td2'], { wave: waveId('W/2') }));
    expect(await rollbackWave(context, W1)).toEqual({
      ok: false,
      failure: {
        why:
          'integration has moved on since W1 landed; roll back first: W/2; ' +
          'or wtmux rollback W1 --revert takes it out with a new commit',
      },
    });
  });

  it.each([
    ['a wave that has not landed', 'W1 has not landed'],
    ['a target that is checked out', 'run there: git reset --keep'],
    ['a target that was pushed', 'integration was pushed to origin/integration'],
  ])('refuses %s', async (what, words) => {
    await using repo = await aRepo();
    await branches(repo, { integration: { 'i.txt': 'i\n' }, td1: { 'a.txt': 'a\n' } });
    const context = await contextOf(repo);
    if (what.includes('checked out')) {
      await mergeWave(context, wave(['td1']));
      await repo.worktree('integration');
    }
    if (what.includes('pushed')) {
      await mergeWave(context, wave(['td1']));
      const { landed } = waveRefs(W1);
      await repo.git.raw('update-ref', 'refs/remotes/origin/integration', landed);
    }
    const refused = await rollbackWave(context, W1);
    expect(refused).toMatchObject({ ok: false });
    expect(JSON.stringify(refused)).toContain(words);
  });
});

const PLAIN = { revert: false, fastForward: false };
const REVERT = { revert: true, fastForward: false };

describe('redoWave', () => {
  it('lands exactly what was rolled back, as often as one likes', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { a: 'a\n' } });
    const context = await contextOf(repo);
    const { commit } = await mergeWave(context, wave(['td1']));
    for (let round = 0; round < 2; round++) {
      await rollbackWave(context, W1);
      expect((await repo.git.branchLocal()).all).not.toContain('integration');
      const again = {
        ok: true,
        value: { target: 'integration', commit, landed: commit },
      };
      expect(await redoWave(context, W1, PLAIN)).toEqual(again);
      expect(await repo.tip('integration')).toBe(commit);
    }
    expect(await pins(repo)).not.toContain('W1/rolled-back');
  });

  it('lands all waves of a plan again, which were undone from the last on', async () => {
    await using repo = await aRepo();
    await branches(repo, { a: { a: '' }, b: { b: '' }, c: { c: '' } });
    const context = await contextOf(repo);
    const waves = ['a', 'b', 'c'].map((branch) =>
      wave([branch], { wave: waveId(`wave-${branch}`) }),
    );
    const tips: (string | null)[] = [];
    for (const one of waves) tips.push((await mergeWave(context, one)).commit);
    for (const one of waves.toReversed())
      expect(await rollbackWave(context, one.wave)).toMatchObject({ ok: true });
    expect((await repo.git.branchLocal()).all).not.toContain('integration');
    const early = await redoWave(context, waveId('wave-c'), PLAIN);
    expect(early).toMatchObject({ ok: false });
    for (const [index, one] of waves.entries()) {
      expect(await redoWave(context, one.wave, PLAIN)).toMatchObject({
        value: { commit: tips[index] },
      });
    }
    expect(await files(repo, 'integration')).toBe('README.md a b c');
  });

  it('refuses when the target has moved on meanwhile', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { a: 'a\n' }, integration: { i: '' } });
    const context = await contextOf(repo);
    await mergeWave(context, wave(['td1']));
    await rollbackWave(context, W1);
    await repo.git.raw('branch', '--force', 'integration', 'td1');
    expect(await redoWave(context, W1, PLAIN)).toMatchObject({
      failure: { why: 'integration has moved on; merge W1 anew: wtmux merge W1' },
    });
  });
});

describe('a target that has moved on', () => {
  it('gets the wave out, in again and out again with commits on top', async () => {
    await using repo = await aRepo();
    const context = await later(repo);
    const shown = async () => [
      await files(repo, 'integration'),
      (await repo.git.raw('log', '-1', '--format=%s', 'integration')).trim(),
    ];

    expect(await rollbackWave(context, W1, REVERT)).toMatchObject({ ok: true });
    expect(await shown()).toEqual(['README.md later', 'Revert wave W1']);
    const report = await mergeWave(context, wave(['td1']));
    expect(report.blockedBy).toBe(
      'W1 was taken out of integration by a revert; wtmux redo W1 brings it back',
    );

    expect(await redoWave(context, W1, PLAIN)).toMatchObject({ ok: true });
    expect(await shown()).toEqual([
      'README.md a later',
      'Land wave W1 again, which was reverted',
    ]);
    expect(await rollbackWave(context, W1, REVERT)).toMatchObject({ ok: true });
    expect((await shown())[0]).toBe('README.md later');
    expect(await repo.git.raw('status', '--porcelain')).toBe('');
  });

  it('is left alone when later work changed the same lines', async () => {
    await using repo = await aRepo();
    const context = await later(repo, { a: 'later\n' });
    const before = await repo.tip('integration');
    expect(await rollbackWave(context, W1, REVERT)).toEqual({
      ok: false,
      failure: { why: 'W1 cannot be reverted: later work changed a too' },
    });
    expect(await repo.tip('integration')).toBe(before);
  });

  it('moves a clean checkout along only when it is asked to', async () => {
    await using repo = await aRepo();
    const context = await later(repo);
    const { folder, git } = await repo.worktree('integration');
    expect(await rollbackWave(context, W1, REVERT)).toMatchObject({
      failure: {
        why: `integration is checked out in ${folder}: say --fast-forward to move it along`,
      },
    });
    const done = await rollbackWave(context, W1, { revert: true, fastForward: true });
    expect(done).toMatchObject({ ok: true });
    expect(await files(repo, 'integration')).toBe('README.md later');
    expect(await git.raw('status', '--porcelain')).toBe('');
  });
});

describe('a kill', () => {
  it.each([
    ['after rollback', PLAIN],
    ['revert kept', REVERT],
    ['after rollback', REVERT],
  ] as const)('%s of %j leaves what can be done again', async (name, wish) => {
    await using repo = await aRepo();
    const moves = wish.revert;
    if (!moves) await branches(repo, { td1: { a: 'a\n' } });
    const context = moves ? await later(repo) : await contextOf(repo);
    if (!moves) await mergeWave(context, wave(['td1']));
    const killed = await contextOf(repo, (at) => {
      if (at === name) throw new Error('killed');
    });
    await expect(rollbackWave(killed, W1, wish)).rejects.toThrow('killed');
    expect(await rollbackWave(context, W1, wish)).toMatchObject({ ok: true });
    expect(await redoWave(context, W1, PLAIN)).toMatchObject({ ok: true });
    expect(await files(repo, 'integration')).toContain(' a');
  });
});

/** W1 has landed, and a person has committed on top of it. */
async function later(repo: Repo, files: Files = { later: '' }) {
  await branches(repo, { integration: {}, td1: { a: 'a\n' } });
  const context = await contextOf(repo);
  await mergeWave(context, wave(['td1']));
  await repo.git.raw('checkout', 'integration');
  await repo.commit(files, 'later work');
  await repo.git.raw('checkout', 'main');
  return context;
}

async function files(repo: Repo, ref: string): Promise<string> {
  const listed = await repo.git.raw('ls-tree', '-r', '--name-only', ref);
  return listed.trim().replaceAll('\n', ' ');
}
