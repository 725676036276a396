/** Gives a line to the engine and waits until it has it safe. */
import { lstatSync } from 'node:fs';
import { createConnection } from 'node:net';
import { TAKEN } from '../protocol/hook.js';

/** An engine that takes longer is busy or stuck; the event waits for it in the spool. */
const TAKE_MS = 1500;

const GROUP_OR_OTHERS = 0o077;

/** What the engine has to say to the agent; undefined when it did not take the line. */
export async function deliver(path: string, line: string): Promise<string | undefined> {
  if (!isListening(path)) return undefined;
  return new Promise((resolve) => {
    let answer = '';
    const socket = createConnection(path);
    const timer = setTimeout(() => socket.destroy(), TAKE_MS);
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write(line));
    socket.on('data', (chunk) => {
      answer += String(chunk);
      // Taken: a person may be asked now, however long that takes.
      if (answer.startsWith(TAKEN)) clearTimeout(timer);
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer.startsWith(TAKEN) ? answer.slice(TAKEN.length) : undefined);
    });
  });
}

/** Whether a socket is there that nobody else can have made. */
export function isListening(path: string): boolean {
  const folder = lstatSync(path.slice(0, path.lastIndexOf('/')), {
    throwIfNoEntry: false,
  });
  const own = folder?.uid === process.getuid?.() && folder?.isDirectory();
  if (!folder || !own || (folder.mode & GROUP_OR_OTHERS) !== 0) return false;
  return lstatSync(path, { throwIfNoEntry: false })?.isSocket() === true;
}
