/**
 * Reads a pty's master so that nothing is ever lost.
 *
 * Older libuv (Node 20 and 22) takes a short read together with a hang-up for the end and
 * drops the rest (libuv#4992), so the slave is held open here: no hang-up reaches libuv.
 * When the program has ended, `finish` reads what the kernel still holds.
 *
 * Chunks are handed on synchronously and nothing is queued: while its owner works on one,
 * the pty is not read and the program that writes it waits. That is the flow control. The
 * kernel gives at most 4095 bytes at a time and libuv turns to the next pty or socket after
 * each, so no program holds up the others. Reading on until there is nothing is slower, by
 * half when cores are busy: a read of an empty pty waits for a worker of the kernel.
 *
 * All read into one buffer: a fresh one for each read costs more than the read itself, in
 * pages that the kernel has to find and the collector to give back.
 */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { ConnectOpts, SocketConstructorOpts } from 'node:net';
import { ReadStream } from 'node:tty';
import { isCode } from './error-code.js';

/** Large enough for all that the kernel holds of a pty in one read. */
const chunk = Buffer.alloc(64 * 1024);

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
  #closed = false;

  /** Throws when the slave cannot be opened; the descriptor is then still the caller's. */
  constructor(fd: number, slave: string, onData: (bytes: Buffer) => void) {
    this.#fd = fd;
    this.#onData = onData;
    this.#slave = openSync(slave, constants.O_RDWR | constants.O_NOCTTY);
    const options: SocketConstructorOpts & ConnectOpts = {
      onread: { buffer: chunk, callback: (length) => this.#read(length) },
    };
    this.#stream = new ReadStream(fd, options);
    // With the slave held there is no end to report, and reading goes on in `finish`.
    this.#stream.on('error', () => this.#stream.pause());
    this.#stream.resume();
  }

  /** Whether nothing should be handed on for now; the program waits once the kernel is full. */
  hold(on: boolean): void {
    if (this.#closed) return;
    if (on) this.#stream.pause();
    else this.#stream.resume();
  }

  /** Hands on the program's last words, then closes the pty. */
  finish(): void {
    if (this.#closed) return;
    this.#stream.pause();
    this.#drain();
    closeSync(this.#slave);
    // The kernel says EIO only after it has passed on all that was written.
    this.#drain();
    this.#closed = true;
    this.#stream.destroy();
  }

  #read(length: number): boolean {
    this.#onData(chunk.subarray(0, length));
    return true;
  }

  #drain(): void {
    for (let total = 0; total < MAX_LAST_BYTES;) {
      const length = readSome(this.#fd, chunk);
      if (length === 0) return;
      this.#onData(chunk.subarray(0, length));
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
