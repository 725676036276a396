import { describe, expect, it } from 'vitest';
import { Peer } from '../../src/connection/peer.js';
import { connect } from '../../src/connection/socket.js';
import { sessionId } from '../../src/domain/ids.js';
import { readAgent, type AgentSpec } from '../../src/formats/agent-file.js';
import type { HostAnswers, HostEvent, HostRequest } from '../../src/protocol/host.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

/** Asks about its plan at once, and shows nothing more until it is answered. */
const asks = `
title: Asks
screens: [{ doing: waiting, pattern: 'Start this' }]
command: sh
args: [-c, "printf 'Start this plan?\\n❯ 1. Yes\\n  2. No\\n'; exec cat"]
plan: { question: 'Start this', approve: '^Yes', reject: '^No', feedback: 'Why' }
`;

const one = `
version: 1
workstreams: [{ id: A, agent: asks }]
`;

describe('what a session shows', () => {
  expectNothingLeftOpen();

  it('is seen of a session that showed it before it was known to be of a workstream', async () => {
    await using engine = await anEngine({ agents: new Map([['asks', agent(asks)]]) });
    using host = await theHost(engine.paths.hostSocket);
    // What an engine leaves that dies between starting a session and writing so.
    const session = sessionId('A.early');
    const size = { columns: 80, rows: 24 };
    const cwd = engine.repo.folder;
    await host.peer.ask({ type: 'observe', on: true });
    await host.peer.ask({
      type: 'spawn',
      session,
      command: ['sh', ...agent(asks).args],
      cwd,
      env: {},
      size,
    });
    await expect.poll(() => host.shown.join('\n')).toContain('2. No');

    await engine.up(one);
    await engine.shows('A plan_review');
  });
});

function agent(text: string): AgentSpec {
  const read = readAgent(text, { file: 'asks.yaml' });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

/** A client of the host that keeps what sessions show. */
async function theHost(socketPath: string) {
  const socket = await connect(socketPath);
  if (!socket) throw new Error('no host');
  const shown: string[] = [];
  const peer: Peer<HostRequest, HostAnswers, HostEvent> = new Peer(socket, 'test', {
    event: (event) => {
      if (event.type === 'screenText') shown.push(...event.lines);
    },
  });
  return { peer, shown, [Symbol.dispose]: () => peer[Symbol.dispose]() };
}
