import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ok } from '../../src/base/result.js';
import { pathsOf } from '../../src/config/paths.js';
import { Peer } from '../../src/connection/peer.js';
import { connect, listen } from '../../src/connection/socket.js';
import { sessionId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import { startEngine } from '../../src/engine/engine.js';
import { openRepository } from '../../src/git/repository.js';
import type { EngineRequest } from '../../src/protocol/engine.js';
import type { EngineAnswers } from '../../src/protocol/engine-answers.js';
import type { HostEvent, HostRequest } from '../../src/protocol/host.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { aRepo } from '../helpers/repo.js';

const running: Session = {
  id: sessionId('a.1'),
  command: ['true'],
  cwd: '/',
  pid: 1,
  title: '',
  size: { columns: 80, rows: 24 },
  startedAt: 0,
  status: { type: 'running' },
};

describe('the sessions of a host', () => {
  expectNothingLeftOpen();

  it('stay ended when the news of it overtakes the list of sessions', async () => {
    await using repo = await aRepo();
    const paths = pathsOf(join(repo.folder, '.git'), {
      XDG_RUNTIME_DIR: join(repo.outside, 'run'),
      XDG_STATE_HOME: join(repo.outside, 'state'),
    });
    const status = { type: 'exited', code: 0, signal: undefined, at: 0 } as const;
    const news: HostEvent = { type: 'session', session: { ...running, status } };
    using _host = await listen(paths.hostSocket, (socket) => {
      const peer: Peer<never, never, never, HostRequest> = new Peer(socket, 'host', {
        request({ type }) {
          if (type !== 'sessions') return Promise.resolve(ok(null));
          peer.tell(news);
          return Promise.resolve(ok([running]));
        },
      });
    });
    const opened = await openRepository(repo.folder);
    if (!opened.ok) throw new Error(opened.failure.why);
    const engine = await startEngine({
      repo: opened.value,
      paths,
      env: process.env,
      agents: new Map(),
      defaultAgent: 'shell',
      permissions: [],
      maxSessions: 8,
      receiver: ['true'],
      ensureHost: () => Promise.resolve(),
      restart: ['true'],
      log: () => {},
    });
    const socket = await connect(paths.engineSocket);
    if (!engine || !socket) throw new Error('not started');
    const peer = new Peer<EngineRequest, EngineAnswers>(socket, 'test', {});

    expect(await peer.ask({ type: 'status' })).toMatchObject({
      value: { sessions: [{ state: 'exited' }] },
    });
    await peer.ask({ type: 'down', force: false });
    await engine.closed;
    peer[Symbol.dispose]();
  });
});
