import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

const complete = '{ "workstream": "first", "status": "complete" }';

const because = (why: string) => `its pre-condition does not hold: ${why}`;

describe('before an agent starts', () => {
  expectNothingLeftOpen();

  it('its pre-conditions are verified, and the one that fails is named', async () => {
    await using engine = await anEngine();
    await engine.repo.branch('side', { 'side.txt': 'x' });
    await engine.repo.commit({
      'docs/spec.md': 'x',
      '.claude/handoff/first.signal': complete,
      '.claude/handoff/broken.signal': `{ "workstream": "x", "status": "complete", "validation_passed": false }`,
    });
    await engine.up(`version: 1
agents: { mine: { command: cat } }
workstreams:
  - { id: ok, agent: mine, preconditions: [be kind, { file: docs/spec.md }, { landed: main }, { signal: .claude/handoff/first.signal }] }
  - { id: file, agent: mine, preconditions: [{ file: docs/none.md }] }
  - { id: landed, agent: mine, preconditions: [{ landed: side }] }
  - { id: branch, agent: mine, preconditions: [{ landed: nowhere }] }
  - { id: signal, agent: mine, preconditions: [{ signal: .claude/handoff/none.signal }] }
  - { id: invalid, agent: mine, preconditions: [{ signal: .claude/handoff/broken.signal }] }
`);
    await engine.shows('ok working', 'file failed', 'invalid failed', 'branch failed');
    await engine.shows('landed failed', 'signal failed');
    const waits = engine.status()?.workstreams.map(({ id, waitsFor }) => [id, waitsFor]);
    expect(Object.fromEntries(waits ?? [])).toEqual({
      ok: null,
      file: because('there is no docs/none.md in its worktree'),
      landed: because('side has commits that its branch lacks'),
      branch: because('there is no branch nowhere'),
      signal: because('there is no signal .claude/handoff/none.signal'),
      invalid: because(
        'the signal .claude/handoff/broken.signal says "complete", its validation failed',
      ),
    });
  });

  it('its message is composed from the plan, and shown on request', async () => {
    await using engine = await anEngine();
    await engine.up(`version: 1
name: week
agents: { mine: { command: sh, args: [-c, 'printf %s "$1"; exec cat', sh, '{prompt}'] } }
workstreams: [{ id: A, agent: mine, prompt: Mend it., approval: none }]
`);
    await engine.shows('A working');
    const prompt = { type: 'prompt', workstream: workstreamId('A') } as const;
    const answer = await engine.peer.ask(prompt);
    const worktree = engine.status()?.workstreams[0]?.worktree ?? '?';
    expect(answer).toMatchObject({
      ok: true,
      value: { text: expect.stringMatching(/^Your worktree is (\S+)\n/) },
    });
    expect(JSON.stringify(answer)).toContain(`Your worktree is ${worktree}`);
    expect(await engine.peer.ask({ ...prompt, workstream: workstreamId('B') })).toEqual({
      ok: false,
      failure: {
        kind: 'usage',
        message: 'there is no workstream "B"; `wtmux status` lists them',
      },
    });
  });
});
