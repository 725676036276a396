import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitId, sessionId, workstreamId } from '../../src/domain/ids.js';
import type { Fact } from '../../src/engine/plan-keeper.js';
import { plan as planOf, ws } from '../workflow/a-plan.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

/** The first works and stays; the second leaves what it was told. */
const plan = `
version: 1
name: handed
agents:
  first:
    command: sh
    args:
      - -c
      - |
        echo a > a.txt; git add a.txt
        git -c user.name=it -c user.email=it@localhost commit -qm 'Begin it'
        echo b > b.txt
        printf 'Progress: 40%%\\nNow: parsing\\n' > progress.md
        exec cat
  second:
    command: sh
    args: [-c, 'printf %s "$1" > told.tmp; mv told.tmp .told; exec cat', sh, '{prompt}']
workstreams:
  - { id: A, agent: first, approval: none, prompt: Parse the settings. }
`;

const A = workstreamId('A');
const to = (agent: string) =>
  ({
    type: 'handOver',
    workstream: A,
    agent,
    by: 'ada',
    message: '',
    consent: false,
  }) as const;

describe('handing a workstream over', () => {
  expectNothingLeftOpen();

  it('ends who had it, and has another agent go on with what there is', async () => {
    await using engine = await anEngine();
    const { repo, peer } = engine;
    await engine.up(plan);
    await expect
      .poll(() => engine.status()?.workstreams[0])
      .toMatchObject({ progress: 40, ahead: 1, agent: 'first' });
    const [before] = engine.status()?.sessions ?? [];

    expect(await peer.ask({ type: 'agents' })).toEqual({
      ok: true,
      value: [
        { name: 'first', title: 'first' },
        { name: 'second', title: 'second' },
      ],
    });
    expect(await peer.ask(to('nobody'))).toMatchObject({ failure: { kind: 'usage' } });
    expect(await peer.ask({ ...to('second'), message: 'tests first' })).toMatchObject({
      value: { type: 'handedOver' },
    });
    const told = () =>
      readFile(join(repo.outside, 'project.worktrees/A/.told'), 'utf8').catch(() => '');
    await expect.poll(told).not.toBe('');
    const text = await told();
    expect(text).toContain('Parse the settings.');
    expect(text).toContain('You take this work over from first: ada handed it over');
    expect(text).toContain('ada says: tests first');
    expect(text).toContain('> Progress: 40%\n> Now: parsing');
    expect(text).toMatch(
      /- [0-9a-f]{7,} Begin it\n\nChanged and not committed:\n- b\.txt/,
    );
    await expect
      .poll(() => engine.status()?.workstreams[0])
      .toMatchObject({ agent: 'second', state: 'working' });
    await expect
      .poll(() => engine.status()?.sessions)
      .toContainEqual(expect.objectContaining({ id: before?.id, state: 'exited' }));
    const order = (await engine.journal()).map(({ type }) => type);
    expect(order.slice(order.indexOf('handedOver')).filter(isOfSession)).toEqual([
      'handedOver',
      'sessionStarted',
    ]);
  });

  it('asks for consent to what a plan of before has the agent start with', async () => {
    await using engine = await anEngine({
      history: async (repo) => {
        const tree = await repo.worktree('workstream/A');
        const start = await repo.tip('main');
        return handedHistory(tree.folder, start);
      },
    });
    await engine.shows('A failed');
    const why = engine.status()?.workstreams[0]?.waitsFor;
    expect(why).toContain('was not agreed to by you on this machine');
    expect(engine.status()?.workstreams[0]).toMatchObject({ agent: 'second' });
    expect(await engine.peer.ask(to('second'))).toMatchObject({
      value: { type: 'needsConsent', commands: ["sh -c 'echo second; exec cat'"] },
    });
    await engine.peer.ask({ ...to('second'), consent: true });
    await engine.shows('A working');
  });
});

function isOfSession(type: string): boolean {
  return ['handedOver', 'sessionStarted', 'sessionExited'].includes(type);
}

/** An engine that was killed just after it was handed over. */
function handedHistory(path: string, start: string): readonly Fact[] {
  const made = { workstream: A, path, branch: 'workstream/A', start: commitId(start) };
  const second = { command: 'sh', args: ['-c', 'echo second; exec cat'] };
  return [
    {
      type: 'planTaken',
      plan: {
        ...planOf([ws('A', { agent: 'first', approval: 'none' })]),
        agents: { second },
      },
      made: [made],
    },
    { type: 'sessionStarted', workstream: A, session: sessionId('A.1'), agent: 'first' },
    {
      type: 'handedOver',
      workstream: A,
      agent: 'second',
      from: 'first',
      by: 'ada',
      left: 'working',
      message: '',
    },
  ];
}
