/** Unix sockets that only their owner may use: listening on one, connecting to one. */
import { existsSync, lstatSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { disposable } from '../base/disposer.js';

/**
 * Listens on `path` in a folder that only its owner may enter. Undefined when a live
 * process listens there already; a socket that a dead one left is replaced. Throws when
 * the folder belongs to somebody else or lets others in.
 */
export async function listen(
  path: string,
  accept: (socket: Socket) => void,
): Promise<Disposable | undefined> {
  await ownFolder(dirname(path));
  const running = await connect(path);
  if (running) {
    running.destroy();
    return undefined;
  }
  await rm(path, { force: true });
  const server = createServer(accept);
  await listening(server, path);
  return disposable(() => server.close());
}

/**
 * Connects to the process that listens on `path`; undefined when there is none. Throws
 * where somebody else could have put the socket there, who would read what is typed.
 */
export function connect(path: string): Promise<Socket | undefined> {
  const folder = dirname(path);
  // In one turn: whoever starts has it under way while it does something else.
  return new Promise((resolve) => {
    if (existsSync(folder)) {
      mustBeOwn(folder);
      resolve(connected(path));
    } else resolve(undefined);
  });
}

function connected(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(new Error(`Cannot connect to ${path}`, { cause: error }));
    });
  });
}

/** Makes sure that `folder` exists and that nobody else can enter it. */
async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  mustBeOwn(folder);
}

const GROUP_OR_OTHERS = 0o077;
const GROUP_OR_OTHERS_WRITE = 0o022;
const STICKY = 0o1000;
const ROOT = 0;

function mustBeOwn(folder: string): void {
  const own = lstatSync(folder);
  const parent = lstatSync(dirname(folder));
  const me = process.getuid?.();
  if (own.uid !== me || (own.mode & GROUP_OR_OTHERS) !== 0)
    throw new Error(
      `${folder} must belong to you alone (mode 0700); others can enter it`,
    );
  // Whoever may rename the folder can put another in its place, as in a made-up
  // `/tmp/wtmux-1000`; in `/tmp` itself the sticky bit keeps them from it.
  const open = (parent.mode & GROUP_OR_OTHERS_WRITE) !== 0 && !(parent.mode & STICKY);
  if ((parent.uid !== me && parent.uid !== ROOT) || open)
    throw new Error(`${dirname(folder)} must belong to you; others can change it`);
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}
