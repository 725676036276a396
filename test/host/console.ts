/** A host in a folder of its own, and peers of it that keep what they are told. */
import { expect } from 'vitest';
import { Peer } from '../../src/connection/peer.js';
import { connect } from '../../src/connection/socket.js';
import { sessionId, type SessionId } from '../../src/domain/ids.js';
import { startHost, type Host, type HostOptions } from '../../src/host/host.js';
import type { HostAnswers, HostEvent, HostRequest } from '../../src/protocol/host.js';
import type { Row, ScreenUpdate } from '../../src/screen/row.js';
import { aFolder } from '../helpers/folder.js';
import { line } from '../screen/picture.js';

export const size = { columns: 40, rows: 5 };

export async function aHost(
  env: NodeJS.ProcessEnv = process.env,
  options: Partial<HostOptions> = {},
) {
  const folder = await aFolder();
  const socketPath = `${folder.path}/host.sock`;
  const logged: string[] = [];
  const host = await startHost({
    socketPath,
    env,
    log: (message) => logged.push(message),
    ...options,
  });
  if (!host) throw new Error('another host listens');
  return {
    host,
    folder: folder.path,
    socketPath,
    logged,
    connect: () => aConsole(socketPath),
    [Symbol.asyncDispose]: async () => {
      await endHost(host);
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function endHost(host: Host): Promise<void> {
  for (const session of host.sessions.running()) session.signal('SIGKILL');
  await host.close();
}

export type Console = Awaited<ReturnType<typeof aConsole>>;

async function aConsole(socketPath: string) {
  const socket = await connect(socketPath);
  if (!socket) throw new Error('no host listens');
  const events: HostEvent[] = [];
  const updates: ScreenUpdate[] = [];
  const screens = new Map<SessionId, Row[]>();
  let confirming = true;
  let open = true;
  const peer = new Peer<HostRequest, HostAnswers, HostEvent>(socket, 'test', {
    event: (event) => events.push(event),
    screen: (session, update) => {
      updates.push(update);
      const rows = update.full ? [] : (screens.get(session) ?? []);
      for (const { y, row } of update.changes) rows[y] = row;
      screens.set(session, rows);
      if (confirming) peer.write({ type: 'screenSeen', session });
    },
    closed: () => {
      open = false;
    },
  });
  return {
    peer,
    socket,
    events,
    updates,
    isOpen: () => open,
    /** Whether it answers frames, as a console does that keeps up. */
    confirm: (on: boolean, id: SessionId) => {
      confirming = on;
      if (on) peer.write({ type: 'screenSeen', session: id });
    },
    /** What it shows of a session, row by row. */
    shows: (id: SessionId) =>
      (screens.get(id) ?? []).map((row) => line(row, 0x0).trimEnd()),
    /** Starts a shell script in a session of that name and views it. */
    runs: async (name: string, script: string) => {
      const session = sessionId(name);
      await peer.ask({ type: 'view', panes: [{ session, size }] });
      const command = ['sh', '-c', script];
      const started = await peer.ask({
        type: 'spawn',
        session,
        command,
        cwd: '/',
        env: {},
        size,
      });
      expect(started).toMatchObject({ ok: true });
      return session;
    },
    types: (session: SessionId, text: string) =>
      peer.write({ type: 'input', session, bytes: Buffer.from(text) }),
    /** The last that was told of a session. */
    knows: (id: SessionId) =>
      events.findLast((event) => event.type === 'session' && event.session.id === id),
    [Symbol.dispose]: () => peer[Symbol.dispose](),
  };
}
