import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

const plan = `
version: 1
agents: { waits: { command: cat } }
workstreams:
  - { id: A, agent: waits, approval: none }
  - { id: B, agent: waits, approval: none }
`;

describe('making worktrees', () => {
  expectNothingLeftOpen();

  it('is done once for a plan that is brought up twice at a time', async () => {
    await using engine = await anEngine();
    const [first, second] = await Promise.all([engine.up(plan), engine.up(plan)]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: true, value: { created: [] } });
    await engine.shows('A working', 'B working');
    for (const id of ['A', 'B'])
      expect(existsSync(join(engine.repo.outside, 'project.worktrees', id))).toBe(true);
  });

  it('is done for the first of two plans that are brought up at a time', async () => {
    await using engine = await anEngine();
    const other = plan.replaceAll(/id: ([AB])/g, 'id: $1$1');
    const [first, second] = await Promise.all([
      engine.up(`name: one\n${plan}`),
      engine.up(`name: two\n${other}`),
    ]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({
      failure: {
        message:
          'the plan "one" is still at work here; `wtmux status` shows it, `wtmux down` ends it',
      },
    });
    const { all } = await engine.repo.git.branchLocal();
    expect(all).toEqual(['main', 'workstream/a', 'workstream/b']);
    expect(existsSync(join(engine.repo.outside, 'project.worktrees/AA'))).toBe(false);
  });

  it('is done once for a name that is asked for twice at a time', async () => {
    await using engine = await anEngine();
    const ask = () =>
      engine.peer.ask({
        type: 'new',
        name: 'a',
        agent: null,
        prompt: '',
        command: ['cat'],
      });
    expect(await Promise.all([ask(), ask()])).toMatchObject([
      { ok: true },
      { ok: false, failure: { message: expect.stringContaining('already') } },
    ]);
    await engine.shows('a working');
  });

  it.each([
    ['wtmux-no-such-program', 'it is not on PATH'],
    ['./not-in-the-worktree.sh', 'no such executable file'],
  ])(
    'leaves nothing of a workstream whose program is missing: %s',
    async (program, why) => {
      await using engine = await anEngine();
      const answer = await engine.peer.ask({
        type: 'new',
        name: 'a',
        agent: null,
        prompt: '',
        command: [program],
      });
      expect(answer).toMatchObject({
        ok: false,
        failure: {
          kind: 'refused',
          message: expect.stringMatching(
            `^nothing was started: .*cannot start ${program}: ${why}$`,
          ),
        },
      });
      expect(existsSync(join(engine.repo.outside, 'project.worktrees', 'a'))).toBe(false);
      expect(await engine.repo.git.branchLocal()).toMatchObject({ all: ['main'] });
      expect(await engine.peer.ask({ type: 'status' })).toMatchObject({
        value: { workstreams: [] },
      });
    },
  );

  it('is told of while it is done', async () => {
    await using engine = await anEngine();
    await engine.up(plan);
    expect(engine.made).toEqual(['1 of 2', '2 of 2']);
  });

  it('leaves no folder of worktrees where one of them cannot be made', async () => {
    await using engine = await anEngine();
    await engine.repo.git.raw('branch', 'workstream/b', 'main');
    await engine.repo.commit({ 'a.ts': 'one' });
    expect(await engine.up(plan)).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('B: branch workstream/b exists') },
    });
    expect(existsSync(join(engine.repo.outside, 'project.worktrees'))).toBe(false);
  });

  it('starts a program of the repository itself', async () => {
    await using engine = await anEngine();
    const script = join(engine.repo.folder, 'run.sh');
    await writeFile(script, '#!/bin/sh\nexec cat\n', { mode: 0o755 });
    await engine.repo.git.add('run.sh').commit('a script');
    const answer = await engine.peer.ask({
      type: 'new',
      name: 'a',
      agent: null,
      prompt: '',
      command: ['./run.sh'],
    });
    expect(answer).toMatchObject({ ok: true });
    await engine.shows('a working');
  });
});
