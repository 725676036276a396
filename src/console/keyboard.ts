/** The keyboard of the terminal in front. */
import type { ConnectOpts, SocketConstructorOpts } from 'node:net';
import { ReadStream } from 'node:tty';

const STDIN = 0;

/** More than a hand types at once; a paste comes in parts. */
const buffer = Buffer.alloc(64 * 1024);

/**
 * Like `process.stdin`, but all is read into one buffer, which costs a key less: the bytes of
 * its `data` are valid until the listener returns. Throws where no terminal is.
 */
export function keyboard(): ReadStream {
  const options: SocketConstructorOpts & ConnectOpts = {
    onread: {
      buffer,
      callback(length) {
        stream.emit('data', buffer.subarray(0, length));
        return true;
      },
    },
  };
  const stream = new ReadStream(STDIN, options);
  return stream;
}
