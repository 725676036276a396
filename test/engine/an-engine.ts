import { join } from 'node:path';
import { expect } from 'vitest';
import { pathsOf } from '../../src/config/paths.js';
import { Peer } from '../../src/connection/peer.js';
import { connect } from '../../src/connection/socket.js';
import type { Status } from '../../src/domain/status.js';
import { startEngine } from '../../src/engine/engine.js';
import { openRepository } from '../../src/git/repository.js';
import { startHost } from '../../src/host/host.js';
import type {
  EngineAnswers,
  EngineEvent,
  EngineRequest,
} from '../../src/protocol/engine.js';
import { aRepo } from '../helpers/repo.js';

export type EnginePeer = Peer<EngineRequest, EngineAnswers, EngineEvent>;

/** A repository with a host, an engine and a client of it, all in this process. */
export async function anEngine() {
  const repo = await aRepo();
  const paths = pathsOf(join(repo.folder, '.git'), {
    XDG_RUNTIME_DIR: join(repo.outside, 'run'),
    XDG_STATE_HOME: join(repo.outside, 'state'),
  });
  const opened = await openRepository(repo.folder);
  if (!opened.ok) throw new Error(opened.failure.why);
  const log: string[] = [];

  const host = await startHost({
    socketPath: paths.hostSocket,
    env: process.env,
    log: (line) => log.push(line),
  });
  const engine = await startEngine({
    repo: opened.value,
    paths,
    env: process.env,
    agents: new Map(),
    defaultAgent: 'shell',
    maxSessions: 8,
    ensureHost: () => Promise.resolve(),
    restart: ['true'],
    log: (line) => log.push(line),
  });
  const socket = await connect(paths.engineSocket);
  if (!host || !engine || !socket) throw new Error('not started');

  let status: Status | undefined;
  const notices: string[] = [];
  const peer: EnginePeer = new Peer(socket, 'test', {
    event: (event) => {
      if (event.type === 'status') status = event.status;
      else notices.push(event.text);
    },
  });

  const up = (plan: string, consent = true) =>
    peer.ask({ type: 'up', file: join(repo.folder, 'wtmux.yaml'), text: plan, consent });

  /** The states of all workstreams and waves, as `TD1 working`. */
  function states(): readonly string[] {
    return [...(status?.workstreams ?? []), ...(status?.waves ?? [])].map(
      ({ id, state }) => `${id} ${state}`,
    );
  }

  return {
    repo,
    peer,
    up,
    notices,
    log,
    states,
    shows: (...lines: readonly string[]) =>
      expect
        .poll(states, { timeout: 20_000 })
        .toEqual(expect.arrayContaining([...lines])),
    status: () => status,
    async [Symbol.asyncDispose]() {
      await peer.ask({ type: 'down', force: true });
      peer[Symbol.dispose]();
      await engine.closed;
      await host.closed;
      await repo[Symbol.asyncDispose]();
    },
  };
}
