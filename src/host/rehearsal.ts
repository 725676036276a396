/**
 * The host's way of a key, rehearsed: a host of its own, whose only session prints what is
 * typed into it from the other end of a connection.
 */
import { closeSync, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import { devNull } from 'node:os';
import { disposable, type Disposer } from '../base/disposer.js';
import { rehearsedLetter, type Perform, type Stage } from '../base/rehearsal.js';
import { ok } from '../base/result.js';
import { pairAt } from '../connection/pair.js';
import { sessionId } from '../domain/ids.js';
import { encode } from '../protocol/codec.js';
import { PROTOCOL_VERSION, type Message } from '../protocol/envelope.js';
import { Writer } from '../pty/writer.js';
import { Host } from './host.js';
import type { Launch } from './hosted-session.js';

const session = sessionId('rehearsal');
const size = { columns: 80, rows: 24 };

/** A key each time. `socketPath` is free, in a folder that only its owner may enter. */
export function hostStage(socketPath: string): Stage {
  return async (own) => {
    const host = new Host({ socketPath, env: {}, log: () => {}, launch: printing(own) });
    own.add(disposable(() => host.sessions.clear()));
    const [near, far] = await pairAt(socketPath);
    for (const end of [near, far]) own.add(disposable(() => end.destroy()));
    host.accept(near);
    await host.sessions.start({ id: session, command: [], cwd: '/', env: {}, size });
    return typist(far);
  };
}

/** A program that is not there, and prints what is typed. */
function printing(own: Disposer): Launch {
  return ({ onData }) => {
    const fd = openSync(devNull, 'w');
    own.add(disposable(() => closeSync(fd)));
    const writer = new Writer(fd);
    let next: NodeJS.Immediate | undefined;
    own.add(disposable(() => (writer.close(), clearImmediate(next))));
    const write = (bytes: Buffer) => {
      const printed = Buffer.from(bytes);
      next = setImmediate(() => onData(printed));
      return writer.write(bytes);
    };
    return ok({ pid: 0, write, hold: () => {}, resize: () => {}, kill: () => true });
  };
}

/** A console that has seen each frame as soon as it comes. */
function typist(far: Socket): Perform {
  const say = (message: Message) => far.write(encode({ type: 'message', message }));
  say({ type: 'hello', version: PROTOCOL_VERSION, program: 'rehearsal' });
  const request = { type: 'view', panes: [{ session, size }] };
  say({ type: 'request', id: 1, request });
  const seen = encode({ type: 'screenSeen', session });
  let count = 0;
  let isShown: (() => void) | undefined;
  far.on('data', () => {
    far.write(seen);
    const done = isShown;
    isShown = undefined;
    done?.();
  });
  return (done) => {
    isShown = done;
    const bytes = Buffer.from(rehearsedLetter(count++));
    far.write(encode({ type: 'input', session, bytes }));
  };
}
