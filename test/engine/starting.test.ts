import { describe, expect, it } from 'vitest';
import { sessionId, workstreamId } from '../../src/domain/ids.js';
import { isSessionOf, sessionFor } from '../../src/engine/session-name.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

/** Does not end when it is hung up on. */
const stubborn = ['sh', '-c', "trap '' HUP; printf ready; while :; do sleep 0.1; done"];

describe('starting', () => {
  expectNothingLeftOpen();

  it('does not take up a session that is being ended', async () => {
    await using engine = await anEngine();
    const { peer } = engine;
    const workstream = workstreamId('a');
    const ask = { type: 'new', agent: null, prompt: '', name: 'a' } as const;
    await peer.ask({ ...ask, command: stubborn });
    // Hung up on before that, it would end.
    const shown = async () => {
      const told = await peer.ask({ type: 'explain', workstream });
      return told.ok ? told.value.rungs.flatMap(({ lines }) => lines) : [];
    };
    await expect.poll(shown).toContain('ready');
    await engine.shows('a working');
    await peer.ask({ type: 'stop', workstream });
    expect(await peer.ask({ type: 'restart', workstream })).toMatchObject({
      ok: false,
      failure: { message: 'a is still ending; try again in a moment' },
    });

    const again = () => peer.ask({ type: 'restart', workstream });
    await expect.poll(again).toMatchObject({ ok: true });
    await engine.shows('a working');
    expect(engine.status()?.sessions.map(({ state }) => state)).toContain('exited');
  });
});

it('knows a session by the whole id of its workstream', () => {
  const [short, long] = [workstreamId('A'), workstreamId('A.1')];
  expect(isSessionOf(sessionFor(long, 1e12), long)).toBe(true);
  expect(isSessionOf(sessionFor(long, 1e12), short)).toBe(false);
  expect(isSessionOf(sessionId('A'), short)).toBe(false);
});
