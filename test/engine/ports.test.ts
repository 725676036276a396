import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disposable } from '../../src/base/disposer.js';
import { workstreamId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { aFolder } from '../helpers/folder.js';
import { anEngine } from './an-engine.js';

/** Each agent leaves what it is told of its place, and stays. */
const plan = (from: number) => `
version: 1
name: ported
environment: { ports: { from: ${from}, each: 3 } }
agents:
  teller:
    command: sh
    args: [-c, 'env | grep ^WTMUX_ | sort > told.tmp; mv told.tmp told; exec cat']
workstreams:
  - { id: A, agent: teller, approval: none }
  - { id: B, agent: teller, approval: none }
`;

describe('the ports of workstreams', () => {
  expectNothingLeftOpen();

  it('are free, their own, kept over restarts, and others when they are taken', async () => {
    const from = await anywhere();
    await using engine = await anEngine();
    const { repo, peer } = engine;
    const told = async (id: string) => {
      const file = join(repo.outside, 'project.worktrees', id, 'told');
      await expect.poll(() => existsSync(file)).toBe(true);
      return readFile(file, 'utf8');
    };
    const portOf = async (id: string) =>
      Number(/^WTMUX_PORT=(\d+)$/m.exec(await told(id))?.[1]);
    const startAgain = async (id: string) => {
      const workstream = workstreamId(id);
      await peer.ask({ type: 'stop', workstream });
      const again = () => peer.ask({ type: 'restart', workstream });
      await expect.poll(again).toMatchObject({ ok: true });
      await engine.shows(`${id} working`);
    };

    using _taken = await listenOn(from + 1);
    await engine.up(plan(from));
    const [first, second] = [await portOf('A'), await portOf('B')];
    expect(first).toBeGreaterThanOrEqual(from + 3);
    expect(second).toBeGreaterThanOrEqual(first + 3);
    expect((await told('A')).split('\n')).toEqual(
      expect.arrayContaining([
        'WTMUX_BASE=main',
        'WTMUX_BRANCH=workstream/a',
        'WTMUX_PLAN=ported',
        'WTMUX_PORT_COUNT=3',
        `WTMUX_REPOSITORY=${repo.folder}`,
        'WTMUX_WORKSTREAM=A',
        `WTMUX_WORKTREE=${join(repo.outside, 'project.worktrees', 'A')}`,
      ]),
    );

    await startAgain('A');
    expect(await portOf('A')).toBe(first);
    using _server = await listenOn(second + 2);
    await startAgain('B');
    await expect.poll(() => portOf('B')).not.toBe(second);
    const why = `since ${second} to ${second + 2} are taken`;
    await expect.poll(() => engine.notices.join()).toContain(why);
    const given = (await engine.journal()).filter(({ type }) => type === 'portsGiven');
    expect(given).toHaveLength(3);
  });
});

describe('two repositories of one user', () => {
  expectNothingLeftOpen();

  it('give no ports that the other has given, until its host has gone', async () => {
    const from = await anywhere();
    await using shared = await aFolder();
    const all: number[] = [];
    {
      await using one = await anEngine({ state: shared.path });
      await using other = await anEngine({ state: shared.path });
      await Promise.all([one.up(plan(from)), other.up(plan(from))]);
      const working = ['A working', 'B working'];
      await Promise.all([one.shows(...working), other.shows(...working)]);
      all.push(...(await portsOf(one)), ...(await portsOf(other)));
      expect(new Set(all).size).toBe(4);
    }
    {
      await using third = await anEngine({ state: shared.path });
      await third.up(plan(from));
      await third.shows('A working', 'B working');
      expect(await portsOf(third)).toEqual(all.toSorted((a, b) => a - b).slice(0, 2));
    }
  });
});

/** Where all are free that a test may come to, below what systems give out by themselves. */
async function anywhere(): Promise<number> {
  const from = 20_000 + Math.floor(Math.random() * 600) * 20;
  const all = Array.from({ length: 20 }, (_, at) => listenOn(from + at));
  const taken = await Promise.allSettled(all);
  for (const one of taken) if (one.status === 'fulfilled') one.value[Symbol.dispose]();
  return taken.every(({ status }) => status === 'fulfilled') ? from : anywhere();
}

async function listenOn(port: number): Promise<Disposable> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return disposable(() => server.close());
}

/** The first port of each range that was given. */
async function portsOf({ journal }: Awaited<ReturnType<typeof anEngine>>) {
  const given = (await journal()).flatMap((event) =>
    event.type === 'portsGiven' ? event.ports.first : [],
  );
  return given.toSorted((a, b) => a - b);
}
