import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitId, sessionId, waveId, workstreamId } from '../../src/domain/ids.js';
import type { Fact } from '../../src/engine/plan-keeper.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { write, type Repo } from '../helpers/repo.js';
import { plan, wave, ws } from '../workflow/a-plan.js';
import { anEngine } from './an-engine.js';

const three = `
version: 1
agents:
  worker: { command: sh, args: [-c, "printf 'Progress: 50%%' > .new; mv .new progress.md; exec cat"] }
workstreams:
  - { id: A, agent: worker, approval: none }
  - { id: B, agent: worker, approval: none }
  - { id: C, agent: worker, approval: none }
`;

describe('watching', () => {
  expectNothingLeftOpen();

  it('reads each worktree once, however many agents start at a time', async () => {
    await using engine = await anEngine();
    await engine.up(three);
    const progressed = async () =>
      (await engine.journal())
        .filter((event) => event.type === 'progressed')
        .map(({ workstream }) => workstream)
        .toSorted();
    await expect.poll(progressed).toEqual(['A', 'B', 'C']);

    await engine.peer.ask({
      type: 'new',
      name: 'D',
      agent: null,
      prompt: '',
      command: ['true'],
    });
    await engine.shows('d done');
    expect(await progressed()).toEqual(['A', 'B', 'C']);
  });

  it('knows what an agent changed without a commit when that comes to rest', async () => {
    await using engine = await anEngine();
    const changes = 'mkdir src; echo 1 > src/a.ts; echo 1 > b.ts; echo ready; exec cat';
    await engine.up(three.replace(/printf 'Progress[^"]*/, changes));
    const files = () => engine.status()?.workstreams.map((one) => one.uncommitted);
    await expect.poll(files).toEqual([2, 2, 2]);
  });

  it('starts where a worktree was removed while no engine was there, and says so', async () => {
    await using engine = await anEngine({ history: aWorktreeThatIsGone });
    expect(engine.log.join('\n')).toMatch(/A: its worktree .* was removed/);
    await engine.shows('A landed', 'B failed');

    const ask = { type: 'new', agent: null, prompt: '', command: ['true'] } as const;
    await engine.peer.ask({ ...ask, name: 'another' });
    await engine.shows('another done');
  });

  it('misses none that was put into the trash while no engine was there', async () => {
    await using engine = await anEngine({
      history: async (repo) => {
        const path = join(repo.outside, 'project.worktrees/A');
        const entry = { id: 'a-1', workstream: 'A', path, at: 1 };
        const file = '.git/wtmux/trash/a-1/entry.json';
        await write(repo.folder, { [file]: JSON.stringify(entry) });
        return aWorktreeThatIsGone(repo);
      },
    });
    await engine.shows('A landed');
    expect(engine.log.filter((line) => line.startsWith('A: '))).toEqual([]);
  });

  it('tells of a worktree that is removed under its agent, and lets it be restarted', async () => {
    await using engine = await anEngine();
    await engine.up(three);
    // What it writes later would be in the way of removing.
    await expect.poll(() => engine.status()?.workstreams[0]?.progress).toBe(50);
    await engine.shows('A working');
    const folder = join(engine.repo.outside, 'project.worktrees/A');
    await rm(folder, { recursive: true });
    const again = `git worktree add -f ${folder} workstream/a`;
    const why = `its worktree ${folder} was removed; \`${again}\` makes it again`;
    await expect.poll(() => engine.notices).toEqual([`A: ${why}`]);
    const waitsFor = () =>
      engine.status()?.workstreams.find(({ id }) => id === 'A')?.waitsFor;
    const gone = `its worktree, which was removed; \`${again}\` makes it again`;
    await expect.poll(waitsFor).toBe(gone);
    expect(engine.status()?.approvals).toMatchObject([{ id: 'blocked:A' }]);
    await engine.shows('A blocked');

    await engine.peer.ask({ type: 'stop', workstream: workstreamId('A') });
    await engine.shows('A skipped');
    const restart = () =>
      engine.peer.ask({ type: 'restart', workstream: workstreamId('A') });
    await expect.poll(restart).toMatchObject({ ok: true });
    await engine.shows('A failed');
    await expect.poll(waitsFor).toBe(why);
    expect(existsSync(folder)).toBe(false);

    const [, ...args] = again.split(' ');
    await engine.repo.git.raw(args);
    expect(await restart()).toMatchObject({ ok: true });
    await engine.shows('A working');
    await expect.poll(waitsFor).toBe(null);
  });
});

it('goes on with a worktree that comes back under its agent, and says so', async () => {
  await using engine = await anEngine();
  await engine.up(three);
  // What they write later would be in the way of removing.
  const progress = () => engine.status()?.workstreams.map((one) => one.progress);
  await expect.poll(progress).toEqual([50, 50, 50]);
  await engine.shows('A working', 'B working', 'C working');
  const folder = join(engine.repo.outside, 'project.worktrees/A');
  await rm(join(engine.repo.outside, 'project.worktrees'), { recursive: true });
  const about = () =>
    engine.status()?.workstreams.flatMap(({ id, waitsFor }) => waitsFor ?? id);
  const gone: unknown = expect.stringMatching(/^its worktree, which was removed/);
  await expect.poll(about).toEqual([gone, gone, gone]);

  await engine.repo.git.raw(['worktree', 'add', '-f', folder, 'workstream/a']);
  await expect.poll(about).toContain('A');
  await expect
    .poll(() => engine.notices.at(-1))
    .toBe(
      'A: its worktree is there again; ' +
        '`wtmux stop A` and `wtmux restart A` start its agent in it',
    );
  await writeFile(join(folder, 'progress.md'), 'Progress: 70%');
  // The others, whose worktrees are gone, stand above it.
  await expect.poll(progress).toEqual([50, 50, 70]);
});

it('looks less and less often at a worktree whose git file is broken', async () => {
  await using engine = await anEngine({ limits: { lookAgainMs: 250 } });
  await engine.up(three);
  const progress = () => engine.status()?.workstreams.map((one) => one.progress);
  await expect.poll(progress).toEqual([50, 50, 50]);
  const folder = join(engine.repo.outside, 'project.worktrees/A');
  await rm(folder, { recursive: true });
  await engine.shows('A blocked');
  await mkdir(folder);
  await writeFile(join(folder, '.git'), 'no such thing');
  const tries = () => engine.log.filter((line) => line.startsWith(`${folder}: Error`));
  await expect.poll(tries).toHaveLength(1);
  const first = Date.now();
  await expect.poll(tries).toHaveLength(4);
  // 0.5 s, 1 s and 2 s; the first may have been seen late.
  expect(Date.now() - first).toBeGreaterThan(2500);

  await rm(folder, { recursive: true });
  await engine.repo.git.raw(['worktree', 'add', '-f', folder, 'workstream/a']);
  await engine.shows('A working');
});

/** B is to start with what A landed, and its worktree is nowhere. */
async function aWorktreeThatIsGone({ outside, tip }: Repo): Promise<readonly Fact[]> {
  const [a, b] = [ws('A', { command: ['true'] }), ws('B < A', { command: ['true'] })];
  const start = commitId(await tip('main'));
  const made = [a, b].map(({ id, branch }) => ({
    workstream: id,
    path: join(outside, 'project.worktrees', id),
    branch,
    start,
  }));
  const { id } = a;
  const session = sessionId('A.1');
  return [
    { type: 'planTaken', plan: plan([a, b], [wave('one: A > main')]), made },
    { type: 'sessionStarted', workstream: id, session, agent: 'true' },
    { type: 'sessionExited', workstream: id, session, code: 0, signal: null },
    { type: 'landed', wave: waveId('one'), commit: start },
  ];
}
