/** Two ends of one connection in this process. */
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';

/** Connects them by a socket at `path`, in a folder that only its owner may enter. */
export async function pairAt(path: string): Promise<readonly [Socket, Socket]> {
  const accepted: Socket[] = [];
  const server = createServer((socket) => accepted.push(socket)).listen(path);
  try {
    await once(server, 'listening');
    const far = createConnection(path);
    await Promise.all([once(far, 'connect'), once(server, 'connection')]);
    const [near] = accepted;
    if (!near) throw new Error('nobody came');
    return [near, far];
  } finally {
    server.close();
    await rm(path, { force: true });
  }
}
