/**
 * Reads all connections into one buffer: a fresh one for each read, which Node makes by
 * itself, costs more than the read, and every key is read four times on its way.
 *
 * Node offers that (`onread`) where a socket is made, which for one that was accepted it does
 * itself. So another socket takes the connection over; where that has changed, the connection
 * is not made yet or bytes have come already, the socket stays the one that it is.
 */
import { Socket, type OnReadOpts, type SocketConstructorOpts } from 'node:net';

/** As much as Node reads at a time. */
const buffer = Buffer.alloc(64 * 1024);

type TakingOver = SocketConstructorOpts & {
  readonly handle: object;
  readonly onread: OnReadOpts;
};

/**
 * Gives the socket in whose place to use the one that it was given, which does not even hear of
 * the end any more. `take` gets bytes that are valid until it returns.
 */
export function readIntoOne(socket: Socket, take: (bytes: Buffer) => void): Socket {
  const handle: unknown = Reflect.get(socket, '_handle');
  const isFresh = !socket.connecting && socket.readableLength === 0;
  if (typeof handle !== 'object' || handle === null || !isFresh)
    return socket.on('data', take);
  const options: TakingOver = {
    handle,
    onread: {
      buffer,
      callback(length) {
        take(buffer.subarray(0, length));
        return true;
      },
    },
  };
  return new Socket(options);
}
