import { execFileSync, spawnSync } from 'node:child_process';
import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeWave, resumeWave } from '../../../src/engine/merge/merge-wave.js';
import { rollbackWave } from '../../../src/engine/merge/rollback.js';
import { aRepo, write, type Repo } from '../../helpers/repo.js';
import { branches, contextOf, rule, wave } from './wave.js';

/** Its usage goes to stderr; where it is missing nothing starts. */
const canSign = spawnSync('ssh-keygen', ['-?']).error === undefined;

const rules = [rule('x', { type: 'union' })];

describe.skipIf(!canSign)(
  'a user who signs (skipped where ssh-keygen is missing)',
  () => {
    it('gets each merge commit signed, and the revert of a landing', async () => {
      await using repo = await signing();
      const context = await contextOf(repo);
      const report = await mergeWave(context, wave(['td1', 'td2'], { rules }));
      expect([report.state, report.blockedBy]).toEqual(['landed', null]);
      expect(await signatures(repo)).toEqual([
        'G Merge workstream TD2 (td2) into integration',
        'G Merge workstream TD1 (td1) into integration',
      ]);
      await repo.git.raw('update-ref', 'refs/heads/integration', await moreOn(repo));
      const undone = await rollbackWave(context, report.wave, {
        revert: true,
        fastForward: false,
      });
      expect(undone).toMatchObject({ ok: true });
      expect((await signatures(repo))[0]).toBe('G Revert wave W1');
    });

    it('is told why a signer fails, and nothing has changed', async () => {
      await using repo = await signing();
      const key = join(repo.outside, 'key');
      const kept = await readFile(key);
      await rm(key);
      const before = await repo.git.raw('for-each-ref');
      const context = await contextOf(repo);
      const request = wave(['td1', 'td2'], { rules });

      const blocked = await mergeWave(context, request);

      expect(blocked).toMatchObject({ state: 'blocked', commit: null, choices: [] });
      expect(blocked.blockedBy).toMatch(/^TD1 cannot be committed: error: .*key/);
      expect(await repo.git.raw('for-each-ref')).toBe(before);
      expect(await readdir(context.paths.state)).toEqual([]);
      await write(repo.outside, { key: kept });
      execFileSync('chmod', ['600', key]);
      expect((await mergeWave(context, request)).state).toBe('landed');
    });

    it('gets the very commits that were kept when a merge is resumed', async () => {
      await using repo = await signing();
      const killed = await contextOf(repo, (name) => {
        if (name === 'before landing') throw new Error('killed');
      });
      await expect(mergeWave(killed, wave(['td1', 'td2'], { rules }))).rejects.toThrow(
        'killed',
      );
      const kept = await repo.tip('refs/wtmux/waves/W1/candidate');
      const report = await resumeWave(await contextOf(repo), wave([]).wave);
      expect(report).toMatchObject({ state: 'landed', commit: kept });
    });
  },
);

/** Signs by ssh with a key that no two signatures of which are the same, and knows it. */
async function signing(): Promise<Repo> {
  const repo = await aRepo();
  await branches(repo, { td1: { x: '1\n' }, td2: { x: '2\n' } });
  const key = join(repo.outside, 'key');
  const making = ['-q', '-t', 'ecdsa', '-N', '', '-C', 'test', '-f', key];
  execFileSync('ssh-keygen', making);
  const known = `test@localhost ${await readFile(`${key}.pub`, 'utf8')}`;
  await write(repo.outside, { known });
  const settings = [
    `[user]\n\tsigningkey = ${key}`,
    `[commit]\n\tgpgsign = true`,
    `[gpg]\n\tformat = ssh`,
    `[gpg "ssh"]\n\tallowedSignersFile = ${join(repo.outside, 'known')}\n`,
  ];
  await appendFile(join(repo.folder, '.git/config'), settings.join('\n'));
  return repo;
}

/** Of the target's own commits, the newest first: whether it is good, and the subject. */
async function signatures(repo: Repo): Promise<readonly string[]> {
  const args = ['log', '--first-parent', '--format=%G? %s', 'main..integration'];
  return (await repo.git.raw(...args)).trim().split('\n');
}

/** A commit of somebody's on top of what landed. */
async function moreOn(repo: Repo): Promise<string> {
  const args = ['-p', 'integration', '-m', 'more', 'integration^{tree}'];
  return (await repo.git.raw('commit-tree', ...args)).trim();
}
