import { describe, expect, it } from 'vitest';
import { waveId } from '../../../src/domain/ids.js';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { rollbackWave } from '../../../src/engine/merge/rollback.js';
import { aRepo } from '../../helpers/repo.js';
import { branches, contextOf, wave } from './wave.js';

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
        why: 'integration has moved on since W1 landed; roll back first: W/2',
      },
    });
  });

  it.each([
    ['a wave that has not landed', 'W1 has not landed'],
    ['a target that is checked out', 'run there: git reset --keep'],
  ])('refuses %s', async (what, words) => {
    await using repo = await aRepo();
    await branches(repo, { integration: { 'i.txt': 'i\n' }, td1: { 'a.txt': 'a\n' } });
    const context = await contextOf(repo);
    if (what.includes('checked out')) {
      await mergeWave(context, wave(['td1']));
      await repo.worktree('integration');
    }
    const refused = await rollbackWave(context, W1);
    expect(refused).toMatchObject({ ok: false });
    expect(JSON.stringify(refused)).toContain(words);
  });
});
