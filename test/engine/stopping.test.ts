import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

const two = `
version: 1
agents: { waits: { command: cat } }
workstreams:
  - { id: A, agent: waits, approval: none }
  - { id: B, agent: waits, approval: none, dependsOn: [A] }
`;

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

  it('names a workstream that is not there as a mistake, whatever is asked of it', async () => {
    await using engine = await anEngine();
    const workstream = workstreamId('Z');
    const answers = await Promise.all([
      engine.peer.ask({ type: 'send', workstream, text: 'hello' }),
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
