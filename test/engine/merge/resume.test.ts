import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { mergeWave, resumeWave } from '../../../src/engine/merge/merge-wave.js';
import { write } from '../../helpers/repo.js';
import { aRepoInUse, everythingOfTheUser, requestInUse as request } from './in-use.js';
import { contextOf, gate, pins } from './wave.js';

/** What a kill is to the rest of the program: it simply does not go on. */
class Killed extends Error {}

/** Every place at which a merge with one gate can be interrupted, in order. */
const CHECKPOINTS = [
  'begun',
  'pinned',
  'merged',
  'kept',
  'scratch',
  'run test',
  'gate test',
  'judged',
  'before landing',
  'after landing',
];

describe('a merge that is killed', () => {
  let tree: string;
  beforeAll(async () => {
    await using repo = await aRepoInUse();
    await mergeWave(await contextOf(repo), request());
    tree = await repo.tip('integration^{tree}');
  });

  it('has these checkpoints', async () => {
    await using repo = await aRepoInUse();
    const seen: string[] = [];
    await mergeWave(await contextOf(repo, (name) => seen.push(name)), request());
    expect(seen).toEqual(CHECKPOINTS);
  });

  it.each(CHECKPOINTS)('at "%s" lands the same tree when resumed', async (point) => {
    await using repo = await aRepoInUse();
    const before = await everythingOfTheUser(repo);
    const killed = await contextOf(repo, (name) => {
      if (name === point) throw new Killed(point);
    });
    await expect(mergeWave(killed, request())).rejects.toThrow(Killed);

    const report = await resumeWave(await contextOf(repo), request().wave);

    expect(report?.state).toBe('landed');
    expect(await repo.tip('integration^{tree}')).toBe(tree);
    expect(await repo.tip('integration')).toBe(
      await repo.tip('refs/wtmux/waves/W1/landed'),
    );
    expect(await everythingOfTheUser(repo)).toEqual(before);
    expect(await readdir(join(repo.outside, 'state/gates'))).toEqual([]);
    expect(await resumeWave(await contextOf(repo), request().wave)).toBeUndefined();
  });

  it('after it was blocked leaves no pins behind', async () => {
    await using repo = await aRepoInUse();
    const killed = await contextOf(repo, (name) => {
      if (name === 'blocked') throw new Killed();
    });
    await expect(mergeWave(killed, { ...request(), rules: [] })).rejects.toThrow(Killed);
    expect(await resumeWave(await contextOf(repo), request().wave)).toBeUndefined();
    expect(await pins(repo)).toEqual([]);
  });

  it('does not hinder another merge of the same wave', async () => {
    await using repo = await aRepoInUse();
    const killed = await contextOf(repo, (name) => {
      if (name === 'kept') throw new Killed();
    });
    await expect(mergeWave(killed, request())).rejects.toThrow(Killed);
    const other = { ...request(), gates: [gate('true', { name: 'other' })] };
    const report = await mergeWave(await contextOf(repo), other);
    expect([report.state, report.gates[0]?.name]).toEqual(['landed', 'other']);
  });
});

describe('a merge while others work', () => {
  it('starts again from a target that moved, and loses neither', async () => {
    await using repo = await aRepoInUse();
    await repo.git.raw('branch', 'integration', 'main');
    const rival = await repo.git.raw(
      'commit-tree',
      '-p',
      'main',
      '-m',
      'rival',
      'main^{tree}',
    );
    const moving = gate(
      `git -C ${repo.folder} update-ref refs/heads/integration ${rival.trim()}`,
    );

    const report = await mergeWave(await contextOf(repo), {
      ...request(),
      gates: [moving],
    });

    expect(report.state).toBe('landed');
    const log = await repo.git.raw('log', '--format=%s', '--first-parent', 'integration');
    expect(log.split('\n')).toContain('rival');
  });

  it('gives up with a reason when it moves every time', async () => {
    await using repo = await aRepoInUse();
    const git = `git -C ${repo.folder}`;
    const blob = `$(date +%N | ${git} hash-object -w --stdin)`;
    const files = `{ ${git} ls-tree td1 | grep -v more; printf '100644 blob %s\\tmore\\n' ${blob}; }`;
    const next = `$(${git} commit-tree -p td1 -m more $(${files} | ${git} mktree))`;
    const busy = gate(`${git} update-ref refs/heads/td1 ${next}`);
    const report = await mergeWave(await contextOf(repo), {
      ...request(),
      gates: [busy],
    });
    expect(report).toMatchObject({
      state: 'blocked',
      blockedBy: 'td1 moved each time it was tried; merge again',
    });
    expect(await pins(repo)).toEqual([]);
  });

  it('waits for nobody: a second process is told who merges', async () => {
    await using repo = await aRepoInUse();
    await write(join(repo.folder, '.git/wtmux'), {
      lock: JSON.stringify({ pid: 1, started: '', host: 'elsewhere' }),
    });
    const report = await mergeWave(await contextOf(repo), request());
    expect(report.blockedBy).toBe('process 1 on elsewhere merges a wave; wait for it');
  });
});
