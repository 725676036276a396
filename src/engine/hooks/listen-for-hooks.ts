/** The socket on which agents' events arrive: one line a connection, see `protocol/hook.ts`. */
import type { Socket } from 'node:net';
import { disposable, Disposer } from '../../base/disposer.js';
import { listen } from '../../connection/socket.js';
import { MAX_EVENT_CHARACTERS } from '../../domain/hook.js';
import { TAKEN } from '../../protocol/hook.js';
import type { Held } from './questions.js';

/** JSON writes a control character with six. */
const MAX_LINE_CHARACTERS = 6 * MAX_EVENT_CHARACTERS + 1024;

/** A hook writes its line at once. */
const LINE_MS = 5000;

/** Rejects when somebody else listens there, or others could. */
export async function listenForHooks(
  path: string,
  receive: (line: string) => Promise<Held | undefined>,
): Promise<Disposable> {
  const open = new Set<Socket>();
  const server = await listen(path, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    accept(socket, receive);
  });
  if (!server) throw new Error(`Somebody answers on ${path}`);
  const owned = new Disposer();
  owned.add(disposable(() => open.forEach((socket) => socket.destroy())));
  owned.add(server);
  return owned;
}

function accept(
  socket: Socket,
  receive: (line: string) => Promise<Held | undefined>,
): void {
  let text = '';
  socket.setEncoding('utf8');
  socket.setTimeout(LINE_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    text += String(chunk);
    const end = text.indexOf('\n');
    if (end < 0 && text.length <= MAX_LINE_CHARACTERS) return;
    socket.removeAllListeners('data');
    socket.resume();
    socket.setTimeout(0);
    if (end < 0) socket.destroy();
    else void answer(socket, receive(text.slice(0, end)));
  });
}

/**
 * Without `taken` the event stays where it is, and is told again. A hook that is held
 * waits on its connection; it has gone when that ends.
 */
async function answer(
  socket: Socket,
  received: Promise<Held | undefined>,
): Promise<void> {
  try {
    const held = await received;
    if (!held) return void socket.end(TAKEN);
    socket.once('close', held.gone);
    if (socket.destroyed) return held.gone();
    socket.write(TAKEN);
    const said = await held.answer;
    held.reached(!socket.destroyed);
    socket.end(said);
  } catch {
    socket.destroy();
  }
}
