import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disposable } from '../../src/base/disposer.js';
import { workstreamId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
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
    const from = anywhere();
    await using engine = await anEngine();
    const { repo, peer } = engine;
    const told = (id: string) =>
      readFile(join(repo.outside, 'project.worktrees', id, 'told'), 'utf8').catch(
        () => '',
      );
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
    await expect.poll(() => told('B')).not.toBe('');
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
    expect(engine.notices.join()).toContain(`since ${second} to ${second + 2} are taken`);
    const given = (await engine.journal()).filter(({ type }) => type === 'portsGiven');
    expect(given).toHaveLength(3);
  });
});

/** Somewhere below what systems give out by themselves. */
function anywhere(): number {
  return 24_000 + Math.floor(Math.random() * 700) * 10;
}

async function listenOn(port: number): Promise<Disposable> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return disposable(() => server.close());
}
