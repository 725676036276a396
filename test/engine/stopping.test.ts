import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { commitId, workstreamId } from '../../src/domain/ids.js';
import type { Fact } from '../../src/engine/plan-keeper.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { readAgent } from '../../src/formats/agent-file.js';
import type { Repo } from '../helpers/repo.js';
import { ws } from '../workflow/a-plan.js';
import { anEngine } from './an-engine.js';

const two = `
version: 1
agents: { waits: { command: cat } }
workstreams:
  - { id: A, agent: waits, approval: none }
  - { id: B, agent: waits, approval: none, dependsOn: [A] }
`;

const shell = readAgent('title: Waits\ncommand: cat\n', { file: 'shell.yaml' });
const waits = new Map(shell.ok ? [['shell', shell.value]] : []);

describe('asking for a session', () => {
  expectNothingLeftOpen();

  it('is refused with the reason where nothing would start', async () => {
    await using engine = await anEngine();
    const { peer } = engine;
    const restart = (id: string) =>
      peer.ask({ type: 'restart', workstream: workstreamId(id) });
    await engine.up(two);
    await engine.shows('A working', 'B planned');
    expect(await restart('A')).toMatchObject(refusal(/^A is running; /));
    expect(await restart('B')).toMatchObject(refusal(/^B has not started yet; /));

    await peer.ask({
      type: 'new',
      agent: null,
      prompt: '',
      name: 'over',
      command: ['true'],
    });
    await engine.shows('over done');
    expect(await restart('over')).toMatchObject(refusal(/^over is done; /));
  });

  it('starts one of a plan that is down when it is asked for by name', async () => {
    await using engine = await anEngine({ history: twoThatAreDown, agents: waits });
    await engine.shows('one ready', 'other ready');
    expect(engine.status()?.workstreams.map(({ waitsFor }) => waitsFor)).toEqual([
      'a restart: `wtmux restart one`',
      'a restart: `wtmux restart other`',
    ]);
    const parked = () => engine.status()?.workstreams.map((one) => one.parked);
    expect(parked()).toEqual([true, true]);
    const workstream = workstreamId('one');
    expect(await engine.peer.ask({ type: 'restart', workstream })).toMatchObject({
      ok: true,
    });
    await engine.shows('one working', 'other ready');
    expect(parked()).toEqual([false, true]);
  });

  it('is over for what has failed when a person gives it up', async () => {
    await using engine = await anEngine();
    const fails = two.replace('command: cat', "command: 'false'");
    await engine.up(fails);
    await engine.shows('A failed', 'B upstream_failed');
    expect(engine.status()?.approvals).toMatchObject([{ id: 'failed:A' }]);
    const workstream = workstreamId('A');
    expect(await engine.peer.ask({ type: 'stop', workstream })).toMatchObject({
      ok: true,
    });
    await engine.shows('A skipped', 'B upstream_failed');
    expect(engine.status()?.approvals).toEqual([]);
    expect(await engine.peer.ask({ type: 'stop', workstream })).toMatchObject(
      refusal(/^A has no session/),
    );
  });

  it('names a workstream that is not there as a mistake, whatever is asked of it', async () => {
    await using engine = await anEngine();
    const workstream = workstreamId('Z');
    const answers = await Promise.all([
      engine.peer.ask({ type: 'send', workstream, text: 'hello', now: true, by: 'ada' }),
      engine.peer.ask({ type: 'restart', workstream }),
      engine.peer.ask({ type: 'stop', workstream }),
      engine.peer.ask({ type: 'reject', workstream, message: 'no', by: 'test' }),
    ]);
    const failure = {
      kind: 'usage',
      message: expect.stringContaining('no workstream "Z"'),
    };
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, failure });
  });
});

function refusal(message: RegExp) {
  return {
    ok: false,
    failure: { kind: 'refused', message: expect.stringMatching(message) },
  };
}

/** Two agents that were started by `wtmux new`, and ended by `wtmux down`. */
async function twoThatAreDown(repo: Repo): Promise<readonly Fact[]> {
  const start = commitId(await repo.tip('main'));
  const facts: Fact[] = [];
  for (const id of ['one', 'other']) {
    const workstream = workstreamId(id);
    const path = join(repo.outside, id);
    const branch = `workstream/${id}`;
    await repo.git.raw('worktree', 'add', '-b', branch, path);
    const made = { workstream, path, branch, start };
    facts.push({ type: 'workstreamAdded', workstream: ws(id), made });
  }
  return [...facts, { type: 'parked' }];
}
