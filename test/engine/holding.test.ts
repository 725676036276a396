import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { readAgent, type AgentSpec } from '../../src/formats/agent-file.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

/** Says in its title whether it is at work; Ctrl+C ends what it is at, a line begins it. */
const THINKER = `
busy() { printf '\\033]0;* thinking\\007'; }
trap 'echo halted >> seen; printf "\\033]0;- resting\\007"' INT
busy
while :; do if read -r line; then echo "told: $line" >> seen; busy; fi; done
`;

const thinker = `
command: sh
args: [agent.sh]
interrupt: ctrl+c
titles:
  - { doing: busy, pattern: '^\\*' }
  - { doing: idle, pattern: '^-' }
`;

const one = `
version: 1
workstreams: [{ id: A, agent: thinker, approval: none }]
`;

const A = workstreamId('A');
const pauseA = { type: 'pause', workstreams: [A], by: 'ada', why: 'too dear' } as const;
const resumeA = { type: 'resume', workstreams: [A], by: 'bob' } as const;

describe('a workstream on hold', () => {
  expectNothingLeftOpen();

  it('has its agent interrupted, which goes on in the same session when it is resumed', async () => {
    await using engine = await anEngine({ agents: agents(thinker) });
    await engine.repo.commit({ 'agent.sh': THINKER });
    await engine.up(one);
    await expect
      .poll(() => engine.status()?.workstreams[0])
      .toMatchObject({ state: 'working', source: 'title' });
    const session = engine.status()?.workstreams[0]?.session;
    const seen = () =>
      readFile(join(engine.repo.outside, 'project.worktrees/A/seen'), 'utf8').catch(
        () => '',
      );

    expect(await engine.peer.ask(pauseA)).toEqual({ ok: true, value: [A] });
    await engine.shows('A held');
    await expect.poll(seen).toBe('halted\n');
    expect(engine.status()?.workstreams[0]?.hold).toMatchObject({
      by: 'ada',
      why: 'too dear',
    });
    expect(await engine.peer.ask(pauseA)).toMatchObject({ ok: false });
    const approve = {
      type: 'approve',
      workstream: A,
      revision: null,
      by: 'ada',
    } as const;
    expect(await engine.peer.ask(approve)).toMatchObject({
      failure: { message: expect.stringContaining('on hold') },
    });

    await expect
      .poll(() => engine.status()?.workstreams[0]?.waitsFor)
      .not.toContain('at work');
    expect(await engine.peer.ask(resumeA)).toEqual({ ok: true, value: [A] });
    await expect.poll(seen).toBe('halted\ntold: Go on with what you were doing.\n');
    await engine.shows('A working');
    expect(engine.status()?.workstreams[0]).toMatchObject({ session, hold: null });
    const facts = (await engine.journal()).flatMap((event) =>
      event.type === 'held' || event.type === 'released' ? [[event.type, event.by]] : [],
    );
    expect(facts).toEqual([
      ['held', 'ada'],
      ['released', 'bob'],
    ]);
  });

  it('leaves an agent in peace whose interrupt key is not known', async () => {
    await using engine = await anEngine();
    await engine.up(
      '{ version: 1, agents: { reads: { command: cat } }, workstreams: [{ id: A, agent: reads, approval: none }] }',
    );
    await engine.shows('A working');
    await engine.peer.ask(pauseA);
    await engine.shows('A held');
    await expect
      .poll(async () => (await engine.journal()).at(-1))
      .toMatchObject({ type: 'interrupted', pressed: false });
    expect(engine.status()?.sessions).toMatchObject([{ state: 'running' }]);
  });

  it('is whatever no critical one needs, and is held by name all or none', async () => {
    await using engine = await anEngine();
    await engine.up(`
version: 1
maxSessions: 1
agents: { reads: { command: cat } }
workstreams:
  - { id: A, agent: reads, approval: none }
  - { id: B, agent: reads, priority: critical, dependsOn: [A] }
  - { id: C, agent: reads }
`);
    await engine.shows('A working', 'C ready');
    const unknown = { ...pauseA, workstreams: [workstreamId('C'), workstreamId('X')] };
    expect(await engine.peer.ask(unknown)).toMatchObject({ ok: false });
    await engine.shows('C ready');
    const held = await engine.peer.ask({ ...pauseA, workstreams: 'nonCritical' });
    expect(held).toEqual({ ok: true, value: ['C'] });
    await engine.shows('A working', 'B planned', 'C held');
    const resumed = await engine.peer.ask({ ...resumeA, workstreams: 'all' });
    expect(resumed).toEqual({ ok: true, value: ['C'] });
    await engine.shows('C ready');
  });

  it('may be so by a rule of the plan', async () => {
    await using engine = await anEngine();
    await engine.up(`
version: 1
agents: { reads: { command: cat } }
workstreams: [{ id: A, agent: reads, approval: none }]
escalations: [{ when: silent, after: 1s, then: hold }]
`);
    await engine.shows('A held');
    expect(engine.status()?.workstreams[0]?.hold).toMatchObject({
      by: 'plan',
      why: 'no sign of life for 1s',
    });
  });
});

function agents(text: string): ReadonlyMap<string, AgentSpec> {
  const read = readAgent(text, { file: 'thinker.yaml' });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return new Map([['thinker', read.value]]);
}
