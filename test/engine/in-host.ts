/** A program in a host, with what an engine knows of it. */
import { Peer } from '../../src/connection/peer.js';
import { connect } from '../../src/connection/socket.js';
import { sessionId } from '../../src/domain/ids.js';
import { Screens } from '../../src/engine/screens.js';
import type { HostAnswers, HostEvent, HostRequest } from '../../src/protocol/host.js';
import { aHost } from '../host/console.js';

export const session = sessionId('asks');

/** Node with these words, and screens that follow it as an engine's do. */
export async function inHost(...words: readonly string[]) {
  const place = await aHost();
  const socket = await connect(place.socketPath);
  if (!socket) throw new Error('no host listens');
  const screens = new Screens();
  const peer = new Peer<HostRequest, HostAnswers, HostEvent>(socket, 'test', {
    event: (event) => {
      if (event.type === 'screenText') screens.show(event.session, event);
    },
    closed: () => {},
  });
  await peer.ask({ type: 'observe', on: true });
  const started = await peer.ask({
    type: 'spawn',
    session,
    command: [process.execPath, ...words],
    cwd: place.folder,
    env: {},
    size: { columns: 40, rows: 6 },
  });
  if (!started.ok) throw new Error(started.failure.message);
  return {
    peer,
    screens,
    pid: started.value.pid,
    folder: place.folder,
    lines: async () => {
      const captured = await peer.ask({ type: 'capture', session, scrollback: false });
      return captured.ok ? captured.value.lines : [];
    },
    async [Symbol.asyncDispose]() {
      peer[Symbol.dispose]();
      await place[Symbol.asyncDispose]();
    },
  };
}
