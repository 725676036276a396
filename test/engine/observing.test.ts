import { describe, expect, it } from 'vitest';
import { Peer } from '../../src/connection/peer.js';
import { connect } from '../../src/connection/socket.js';
import { sessionId, workstreamId } from '../../src/domain/ids.js';
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

/** What approves it is the second option, which shows before it is chosen. */
const second = `
title: Asks
screens:
  - { doing: waiting, region: menu, pattern: 'Start this' }
  - { doing: busy, pattern: 'At work' }
command: ${JSON.stringify(process.execPath)}
args:
  - -e
  - |
    const draw = (at) => process.stdout.write('\\x1b[H\\x1b[2JStart this plan?\\r\\n' +
      (at === 1 ? '❯' : ' ') + ' 1. Yes, all of it\\r\\n' + (at === 2 ? '❯' : ' ') + ' 2. Yes\\r\\n');
    let at = 1;
    process.stdin.setRawMode(true);
    process.stdin.on('data', (keys) => {
      if (String(keys) !== '\\r') draw((at = 2));
      else process.stdout.write('\\x1b[H\\x1b[2JAt work on ' + at + '\\r\\n');
    });
    draw(at);
plan: { question: 'Start this', approve: '^Yes$', reject: '^No', feedback: 'Why' }
`;

const A = workstreamId('A');

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

  it('is the same plan wherever the cursor of its menu is', async () => {
    await using engine = await anEngine({ agents: new Map([['asks', agent(second)]]) });
    await engine.up(one);
    await engine.shows('A plan_review');
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    expect(await engine.peer.ask(yes)).toMatchObject({ ok: true });
    await engine.shows('A working');
    const written = (await engine.journal()).filter(({ type }) => type === 'planWritten');
    expect(written).toHaveLength(1);
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
