/**
 * Writes by the descriptor as far as the kernel takes it, and the rest as Node does: its
 * streams cost a key more than what they write.
 */
import { writeSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';

/** False when not all is written, as that of a stream. */
export type Write = (bytes: Uint8Array) => boolean;

type Written = Pick<Writable, 'writable' | 'writableLength'> & { readonly write: Write };

/** Writes to `stream`, whose descriptor is `fd`, in the order of what it was given itself. */
export function writerOf(stream: Written, fd: number): Write {
  return (bytes) => {
    const isNext = stream.writable && stream.writableLength === 0;
    const taken = isNext ? writeSome(fd, bytes) : 0;
    return taken === bytes.length || stream.write(bytes.subarray(taken));
  };
}

/** The same for a connection, as long as Node keeps its descriptor where it does. */
export function writerTo(socket: Socket): Write {
  const handle: unknown = Reflect.get(socket, '_handle');
  const fd: unknown = handle instanceof Object ? Reflect.get(handle, 'fd') : undefined;
  return typeof fd === 'number' && fd >= 0
    ? writerOf(socket, fd)
    : (bytes) => socket.write(bytes);
}

/** What the kernel does not take is the stream's, which waits, or tells why. */
function writeSome(fd: number, bytes: Uint8Array): number {
  try {
    return writeSync(fd, bytes);
  } catch {
    return 0;
  }
}
