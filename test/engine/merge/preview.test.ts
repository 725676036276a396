import { appendFile, chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../../src/domain/ids.js';
import { previewWave } from '../../../src/engine/merge/preview.js';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { aRepo, write } from '../../helpers/repo.js';
import { branches, contextOf, gate, member, rule, wave } from './wave.js';

describe('previewWave', () => {
  it('says what the merge then does, and leaves no trace', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { 'a.txt': 'a\n' }, td2: { 'b.txt': 'b\n' } });
    const context = await contextOf(repo);
    const before = await readdir(join(repo.folder, '.git'), { recursive: true });

    const preview = await previewWave(context, wave(['td1', 'td2']));

    expect(await readdir(join(repo.folder, '.git'), { recursive: true })).toEqual(before);
    expect(await readdir(context.paths.state)).toEqual([]);
    expect(preview.state).toBe('ready');
    const report = await mergeWave(context, wave(['td1', 'td2']));
    const { tree, ...told } = preview;
    expect({ ...told, state: 'landed' }).toEqual(report);
    expect(tree).toBe(await repo.tip('integration^{tree}'));
  });

  it('names the hooks that guard merges, wherever they are', async () => {
    await using repo = await aRepo();
    await branches(repo, { td1: { a: 'a\n' } });
    await write(repo.folder, {
      '.git/own/reference-transaction': '#!/bin/sh\n',
      '.git/own/pre-merge-commit': '#!/bin/sh\n',
      '.git/hooks/pre-merge-commit': '#!/bin/sh\n',
    });
    await chmod(join(repo.folder, '.git/own/reference-transaction'), 0o755);
    const setting = `[core]\n\thooksPath = ${join(repo.folder, '.git/own')}\n`;
    await appendFile(join(repo.folder, '.git/config'), setting);
    const report = await previewWave(await contextOf(repo), wave(['td1']));
    expect(report.hooks).toEqual(['reference-transaction']);
  });

  it('shows conflicts, dirty worktrees and gates in one go', async () => {
    await using repo = await aRepo();
    await branches(repo, {
      td1: { x: '1\n', lock: '1\n' },
      td2: { x: '2\n', lock: '2\n' },
      td3: { y: '3\n' },
    });
    const tree = await repo.worktree('td1');
    await write(tree.folder, { 'forgotten.txt': '', 'progress.md': '', '.claude/s': '' });
    const members = [member('td1', tree.folder), member('td2'), member('td3')];

    const report = await previewWave(
      await contextOf(repo),
      wave([], {
        members,
        gates: [gate('false', { measure: { pattern: '(.)', min: 60 } })],
        rules: [rule('lock', { type: 'theirs' })],
      }),
    );

    expect(report).toMatchObject({
      state: 'blocked',
      commit: null,
      steps: [
        { workstream: 'TD1', commits: 1, files: 2 },
        {
          workstream: 'TD2',
          commit: null,
          commits: 1,
          resolved: [{ path: 'lock', rule: 'theirs' }],
        },
        { workstream: 'TD3', commit: null, commits: 1 },
      ],
      conflicts: [{ path: 'x', kind: 'contents', ours: 'TD1', theirs: 'TD2' }],
      gates: [{ name: 'test', state: 'pending', run: 'false', min: 60 }],
    });
    expect(report.blockedBy?.split('; ')).toEqual([
      `TD1 has uncommitted changes (forgotten.txt) in ${tree.folder}: commit them first`,
      'TD2 conflicts in x (with TD1)',
      'resolve it on a branch or add a rule to the plan, then merge again',
    ]);
  });

  it.each([
    [
      'a member without a branch',
      { members: [member('gone')] },
      'GONE: there is no branch gone',
    ],
    [
      'a target that git forbids',
      { target: '-x' },
      '-x cannot be a branch\'s name: it begins with "-"',
    ],
    ['a start that does not exist', { from: 'no' }, 'no, where integration is to start'],
    [
      'a needed workstream that is missing from the result',
      { needs: [{ id: workstreamId('TD2'), branch: 'td2' }] },
      'it needs TD2, and not all of td2 is in it',
    ],
  ])('is blocked by %s', async (_what, change, words) => {
    await using repo = await aRepo();
    await branches(repo, { td1: { x: '1\n' }, td2: { y: '2\n' } });
    const request = { ...wave(['td1']), ...change };
    const report = await previewWave(await contextOf(repo), request);
    expect(report.state).toBe('blocked');
    expect(report.blockedBy).toContain(words);
  });
});
