import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { waveId } from '../../../src/domain/ids.js';
import { mergeWave, resumeWave } from '../../../src/engine/merge/merge-wave.js';
import { aRepo, write } from '../../helpers/repo.js';
import { branches, contextOf, gate, wave } from './wave.js';

describe('a target that is checked out', () => {
  it('is never moved under its worktree: the command to do it is shown', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    const main = await repo.tip('main');

    const report = await mergeWave(
      await contextOf(repo),
      wave(['td1'], { target: 'main' }),
    );

    const candidate = await repo.tip('refs/wtmux/waves/W1/candidate');
    const command = `git -C ${repo.folder} merge --ff-only ${candidate}`;
    expect(report).toMatchObject({
      state: 'ready_to_land',
      commit: candidate,
      blockedBy: `main is checked out in ${repo.folder}: ${command}`,
      checkout: { worktree: repo.folder, clean: true, command },
    });
    expect(await repo.tip('main')).toBe(main);
  });

  it('lands when the person runs that command', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    const context = await contextOf(repo);
    const waiting = await mergeWave(context, wave(['td1'], { target: 'main' }));
    expect(await resumeWave(context, waiting.wave)).toMatchObject({
      state: 'ready_to_land',
    });
    await repo.git.raw('merge', '--ff-only', waiting.commit ?? '');
    expect(await resumeWave(context, waiting.wave)).toMatchObject({
      state: 'landed',
      commit: waiting.commit,
    });
    expect(await resumeWave(context, waiting.wave)).toBeUndefined();
  });

  it('is fast-forwarded when that was asked for, without judging again', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    const context = await contextOf(repo);
    const gates = [gate(`echo run >> ${repo.outside}/runs`)];
    const asked = wave(['td1'], { target: 'main', gates });
    const waiting = await mergeWave(context, asked);
    const landed = await mergeWave(
      { ...context, now: () => Date.UTC(2030, 0, 1) },
      { ...asked, fastForward: true },
    );
    expect(landed).toMatchObject({ state: 'landed', commit: waiting.commit });
    expect(await repo.git.raw('status', '--porcelain')).toBe('');
    expect(await repo.tip('main')).toBe(waiting.commit);

    expect(await readFile(`${repo.outside}/runs`, 'utf8')).toBe('run\n');
  });

  it('stays as it is when it has changes of the user', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    await write(repo.folder, { 'README.md': 'mine\n' });
    const asked = wave(['td1'], { target: 'main', fastForward: true });
    const report = await mergeWave(await contextOf(repo), asked);
    expect(report.state).toBe('ready_to_land');
    expect(report.checkout).toMatchObject({ clean: false });
    expect(report.blockedBy).toContain('has uncommitted changes (README.md)');
  });

  it('moves along beside files that git does not know, and never over one', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' }, td2: { 'b.txt': 'b\n' } });
    await write(repo.folder, { 'b.txt': 'mine\n', 'notes.txt': 'mine\n' });
    const context = await contextOf(repo);
    const asked = { target: 'main', fastForward: true } as const;
    expect(await mergeWave(context, wave(['td1'], asked))).toMatchObject({
      state: 'landed',
    });
    const second = await mergeWave(context, {
      ...wave(['td2'], asked),
      wave: waveId('W2'),
    });
    expect(second.state).toBe('ready_to_land');
    expect(second.blockedBy).toMatch(/overwritten|untracked/);
    for (const file of ['b.txt', 'notes.txt'])
      expect(await readFile(`${repo.folder}/${file}`, 'utf8')).toBe('mine\n');
  });

  it('counts as checked out while it is being rebased elsewhere', async () => {
    await using repo = await aRepo();
    await branches(repo, { integration: { 'x.txt': '1\n' }, td1: { 'a.txt': 'a\n' } });
    await repo.commit({ 'x.txt': '2\n' });
    const tree = await repo.worktree('integration');
    await expect(tree.git.raw('rebase', 'main')).rejects.toThrow('could not apply');
    const report = await mergeWave(await contextOf(repo), wave(['td1']));
    expect(report.state).toBe('ready_to_land');
    expect(report.blockedBy).toContain('has integration being rebased');
  });
});
