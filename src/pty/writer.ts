/**
 * Writes to a pty's master: at once when the kernel takes it, from a queue when the
 * program does not read. A full pty cannot be waited for (the master is always in use by
 * the reader), so it is tried again after a pause that doubles.
 */
import { writeSync } from 'node:fs';
import { isCode } from './error-code.js';

/** The largest paste that makes sense; a program that never reads keeps no more of ours. */
const MAX_QUEUED_BYTES = 16 * 1024 * 1024;

/** The first pause is not felt in a paste; the last costs nothing beside a stuck program. */
const FIRST_PAUSE_MS = 1;
const LAST_PAUSE_MS = 64;

const NOTHING = Buffer.alloc(0);

export class Writer {
  readonly #fd: number;
  /** What goes next, and what waits behind it: a million answers, maybe, to join at once. */
  #next: Buffer = NOTHING;
  #behind: Buffer[] = [];
  #queued = 0;
  #pause = FIRST_PAUSE_MS;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /**
   * False when the bytes are dropped, whole: the pty is closed, or its queue is full. They
   * need to stay as they are only until this returns.
   */
  write(bytes: Buffer): boolean {
    if (this.#closed || this.#queued + bytes.length > MAX_QUEUED_BYTES) return false;
    // Writing none would be taken for a full pty.
    if (bytes.length === 0) return true;
    const idle = this.#queued === 0;
    const written = idle ? writeSome(this.#fd, bytes) : 0;
    if (written === bytes.length) return true;
    this.#behind.push(Buffer.from(bytes.subarray(written)));
    this.#queued += bytes.length - written;
    if (idle) this.#later();
    return true;
  }

  /** Forgets what waits. The descriptor is not touched after this: it may be another's. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#next = NOTHING;
    this.#behind = [];
    this.#queued = 0;
  }

  #flush(): void {
    while (this.#queued > 0) {
      if (this.#next.length === 0) this.#joinNext();
      const written = writeSome(this.#fd, this.#next);
      if (written === 0) return this.#later();
      this.#pause = FIRST_PAUSE_MS;
      this.#queued -= written;
      this.#next = this.#next.subarray(written);
    }
  }

  #joinNext(): void {
    const [only = NOTHING, ...more] = this.#behind.slice(0, 2);
    this.#next = more.length === 0 ? only : Buffer.concat(this.#behind);
    this.#behind = [];
  }

  #later(): void {
    this.#retry = setTimeout(() => this.#flush(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LAST_PAUSE_MS);
  }
}

/** Bytes written; 0 when the pty is full, or its program has gone (EIO) and will be reaped. */
function writeSome(fd: number, bytes: Buffer): number {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    if (isCode(error, 'EAGAIN') || isCode(error, 'EIO')) return 0;
    throw error;
  }
}
