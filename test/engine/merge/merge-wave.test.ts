import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { waveId, workstreamId } from '../../../src/domain/ids.js';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { aRepo } from '../../helpers/repo.js';
import { branches, contextOf, history, member, pins, rule, show, wave } from './wave.js';

describe('mergeWave', () => {
  it('lands one merge commit a member, in order, on a target it makes', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' }, td2: { 'b.txt': 'b\n' } });

    const report = await mergeWave(await contextOf(repo), wave(['td1', 'td2']));

    expect(report).toMatchObject({
      state: 'landed',
      commit: await repo.tip('integration'),
      steps: [
        { workstream: 'TD1', commits: 1, files: 1 },
        { workstream: 'TD2', commits: 1, files: 1 },
      ],
      blockedBy: null,
    });
    expect(`\n${await history(repo, 'integration')}`).toBe(`
*   Merge workstream TD2 (td2) into integration
|\\
| * work of td2
* |   Merge workstream TD1 (td1) into integration
|\\ \\
| |/
|/|
| * work of td1
|/
* begin`);
    expect(await pins(repo)).toEqual([
      'W1/base',
      'W1/candidate',
      'W1/landed',
      'W1/member/TD1',
      'W1/member/TD2',
      'W1/step/1',
      'W1/step/2',
    ]);
  });

  it('stops at a conflict that no rule decides, names the paths and changes nothing', async () => {
    await using repo = await aRepo();
    await branches(repo, {
      td1: { 'src/config.py': 'one\n' },
      td2: { 'src/config.py': 'two\n' },
    });
    const before = await repo.git.raw('for-each-ref');

    const report = await mergeWave(await contextOf(repo), wave(['td1', 'td2']));

    expect(report).toMatchObject({
      state: 'blocked',
      commit: null,
      conflicts: [
        { path: 'src/config.py', kind: 'contents', ours: 'TD1', theirs: 'TD2' },
      ],
      blockedBy:
        'TD2 conflicts in src/config.py (with TD1); ' +
        'resolve it on a branch or add a rule to the plan, then merge again',
    });
    expect(await repo.git.raw('for-each-ref')).toBe(before);
  });

  it.each([
    ['ours keeps what is merged already', { type: 'ours' }, 'one\n'],
    ['theirs takes what comes in', { type: 'theirs' }, 'two\n'],
    ['union takes the lines of both', { type: 'union' }, 'one\ntwo\n'],
    ['owner takes the side of a workstream already merged', owner('TD1'), 'one\n'],
    ['owner takes the side of the workstream that comes in', owner('TD2'), 'two\n'],
  ] as const)('decides a conflict by rule: %s', async (_rule, resolve, text) => {
    await using repo = await aRepo();
    await branches(repo, {
      td1: { 'src/x.txt': 'one\n' },
      td2: { 'src/x.txt': 'two\n' },
    });
    const rules = [rule('src/**', resolve)];

    const report = await mergeWave(
      await contextOf(repo),
      wave(['td1', 'td2'], { rules }),
    );

    expect(report.state).toBe('landed');
    expect(await show(repo, 'integration', 'src/x.txt')).toBe(text);
    const name = 'workstream' in resolve ? `owner:${resolve.workstream}` : resolve.type;
    expect(report.steps[1]?.resolved).toEqual([{ path: 'src/x.txt', rule: name }]);
    expect(await repo.git.raw('log', '-1', '--format=%(trailers)', 'integration')).toBe(
      `Wtmux-Wave: W1\nWtmux-Member: TD2\nWtmux-Resolved: "src/x.txt" ${name}\n\n`,
    );
  });

  it('applies a rule only to a path in conflict', async () => {
    await using repo = await aRepo();
    await repo.commit({ 'list.txt': 'a\n\n\n\n\n\nz\n' });
    await branches(repo, {
      td1: { 'list.txt': 'A\n\n\n\n\n\nz\n' },
      td2: { 'list.txt': 'a\n\n\n\n\n\nZ\n' },
    });
    const rules = [rule('list.txt', { type: 'ours' })];
    await mergeWave(await contextOf(repo), wave(['td1', 'td2'], { rules }));
    expect(await show(repo, 'integration', 'list.txt')).toBe('A\n\n\n\n\n\nZ\n');
  });

  it('merges an earlier wave as one member, once that has landed', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    const context = await contextOf(repo);
    const first = wave(['td1'], { target: 'integration/one' });
    const asMember = {
      ...member('integration/one'),
      type: 'wave',
      id: first.wave,
    } as const;
    const second = wave([], { wave: waveId('W2'), target: 'next', members: [asMember] });

    await repo.git.raw('branch', '--force', '--no-track', 'integration/one', 'main');
    expect((await mergeWave(context, second)).blockedBy).toBe(
      'W1 has not landed on integration/one',
    );
    await mergeWave(context, first);
    expect((await mergeWave(context, second)).state).toBe('landed');
    expect(await show(repo, 'next', 'a.txt')).toBe('a\n');
  });

  it('does nothing a second time', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    const context = await contextOf(repo);
    const first = await mergeWave(context, wave(['td1']));
    const journal = `${repo.folder}/.git/wtmux/waves/W1/journal.jsonl`;
    const before = await readFile(journal, 'utf8');
    const second = await mergeWave(context, wave(['td1']));
    expect([second.state, second.commit]).toEqual(['landed', first.commit]);
    expect(await readFile(journal, 'utf8')).toBe(before);
  });

  it('takes what came later when it is merged again', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' } });
    const td1 = await repo.worktree('td1');
    const context = await contextOf(repo);
    await mergeWave(context, wave(['td1']));
    await td1.commit({ 'later.txt': 'later\n' });
    expect((await mergeWave(context, wave(['td1']))).state).toBe('landed');
    expect(await show(repo, 'integration', 'later.txt')).toBe('later\n');
  });
});

function owner(id: string) {
  return { type: 'owner', workstream: workstreamId(id) } as const;
}
