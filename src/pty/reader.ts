/**
 * Reads a pty's master so that nothing is ever lost.
 *
 * Older libuv (Node 20 and 22) takes a short read together with a hang-up for the end and
 * drops the rest (libuv#4992), so the slave is held open here: no hang-up reaches libuv.
 * When the program has ended, `finish` reads what the kernel still holds.
 *
 * Chunks are handed on synchronously and nothing is queued: while its owner works on one,
 * the pty is not read and the program that writes it waits. That is the flow control.
 */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { isCode } from './error-code.js';

/**
 * Handed on before other ptys and sockets get their turn. The kernel gives at most 4095
 * bytes a read: with one read a turn the event loop costs more than the parsing; with
 * twice this, twenty flooding programs delay a keystroke by more than 20 ms.
 */
const TURN_BYTES = 32 * 1024;

/**
 * When a turn took longer, the next ones are of one read, until one is short again: some
 * sequences cost a thousand times their length, and others wait meanwhile.
 */
const LONG_TURN_MS = 5;

/** A read that filled this much of the kernel's page has probably left something behind. */
const FULL_READ_BYTES = 2048;

/**
 * More than the kernel holds of a pty (some 20 KB). A background program that keeps the
 * slave and writes for ever must not keep a session from ending.
 */
const MAX_LAST_BYTES = 1024 * 1024;

export class Reader {
  readonly #fd: number;
  readonly #slave: number;
  readonly #stream: ReadStream;
  readonly #onData: (bytes: Buffer) => void;
  /** Handed out again and again: the owner is done with it when `onData` returns. */
  readonly #turn = Buffer.allocUnsafeSlow(TURN_BYTES);
  #long = false;
  #closed = false;

  /** Throws when the slave cannot be opened; the descriptor is then still the caller's. */
  constructor(fd: number, slave: string, onData: (bytes: Buffer) => void) {
    this.#fd = fd;
    this.#onData = onData;
    this.#slave = openSync(slave, constants.O_RDWR | constants.O_NOCTTY);
    this.#stream = new ReadStream(fd);
    this.#stream.on('data', (chunk: Buffer) => this.#take(chunk));
    // With the slave held there is no end to report, and reading goes on in `finish`.
    this.#stream.on('error', () => this.#stream.pause());
  }

  /** Hands on the program's last words, then closes the pty. */
  finish(): void {
    if (this.#closed) return;
    this.#stream.pause();
    for (
      let chunk = this.#stream.read();
      chunk instanceof Buffer;
      chunk = this.#stream.read()
    )
      this.#onData(chunk);
    this.#drain();
    closeSync(this.#slave);
    // The kernel says EIO only after it has passed on all that was written.
    this.#drain();
    this.#closed = true;
    this.#stream.destroy();
  }

  #take(chunk: Buffer): void {
    const started = performance.now();
    this.#onData(
      this.#long || chunk.length < FULL_READ_BYTES ? chunk : this.#more(chunk),
    );
    this.#long = performance.now() - started > LONG_TURN_MS;
  }

  /** The chunk, and what else lies ready, as far as a turn goes. */
  #more(chunk: Buffer): Buffer {
    this.#turn.set(chunk);
    let length = chunk.length;
    while (length < TURN_BYTES) {
      const more = readSome(this.#fd, this.#turn.subarray(length));
      if (more === 0) break;
      length += more;
      if (more < FULL_READ_BYTES) break;
    }
    return this.#turn.subarray(0, length);
  }

  #drain(): void {
    for (let total = 0; total < MAX_LAST_BYTES;) {
      const length = readSome(this.#fd, this.#turn);
      if (length === 0) return;
      this.#onData(this.#turn.subarray(0, length));
      total += length;
    }
  }
}

/** Bytes read; 0 when there are none (EAGAIN), or no more (EIO). */
function readSome(fd: number, into: Uint8Array): number {
  try {
    return readSync(fd, into);
  } catch (error) {
    if (isCode(error, 'EAGAIN') || isCode(error, 'EIO')) return 0;
    throw error;
  }
}
