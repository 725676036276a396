/**
 * Lines whose rows were packed, for whoever needs lines next, and the memory of all lines that
 * wait for that: 20 MB for a session of 160 columns. In pieces of its own it would lie between
 * what stays, and the process would keep all of it. Here lines are parts of a few large pieces,
 * which go back to the system at once when the lines that stay have been moved out of them.
 */
import type { Line, XtermBuffer } from './xterm-core.js';

/**
 * More than 32 MB, from where on glibc asks the system for each piece, whatever it was asked
 * for before. What nobody has written to takes no memory.
 */
const PIECE_BYTES = 36 * 1024 * 1024;

export class SpareLines {
  #lines: Line[] = [];
  #piece: ArrayBuffer | undefined;
  #used = 0;
  #taken = 0;
  #waitingBytes = 0;

  /** How many lines were taken so far. */
  get taken(): number {
    return this.#taken;
  }

  /** The memory of the lines that wait. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Nobody else may have `line` any more. */
  give(line: Line): void {
    if (!isInPiece(line)) return;
    this.#lines.push(line);
    this.#waitingBytes += line._data.byteLength;
  }

  /** A line as long as `like`, of any look, to be written over. */
  take(like: Line): Line {
    this.#taken++;
    const waiting = this.#lines.pop();
    if (waiting) this.#waitingBytes -= waiting._data.byteLength;
    const line = waiting ?? new like.constructor(0);
    const { length } = like._data;
    if (line._data.length !== length) line._data = this.#words(length);
    line.length = like.length;
    return line;
  }

  /** Lets go of the memory of all lines that nobody has. */
  clear(): void {
    this.#lines = [];
    this.#waitingBytes = 0;
    this.#piece = undefined;
  }

  #words(length: number): Uint32Array {
    const bytes = length * Uint32Array.BYTES_PER_ELEMENT;
    if (this.#piece === undefined || this.#used + bytes > PIECE_BYTES) {
      this.#piece = new ArrayBuffer(PIECE_BYTES);
      this.#used = 0;
    }
    const words = new Uint32Array(this.#piece, this.#used, length);
    this.#used += bytes;
    return words;
  }
}

type LineList = {
  readonly length: number;
  get(index: number): Line | undefined;
};

/** Gives those of the lines memory of their own that lie in a piece. */
export function moveOut(lines: LineList): void {
  for (let index = 0; index < lines.length; index++) {
    const line = lines.get(index);
    if (line && isInPiece(line)) line._data = line._data.slice();
  }
}

function isInPiece({ _data: { buffer } }: Line): boolean {
  return buffer.byteLength === PIECE_BYTES;
}

/**
 * xterm recycles the only line of a screen of one row while it still moves a character from
 * it: one that a joined code point widens does not fit into the last column. It gets a copy
 * to recycle.
 */
export function spareOnlyLine({ lines }: XtermBuffer): void {
  const line = lines.length === 1 && lines.isFull ? lines.get(0) : undefined;
  if (line) lines.set(0, line.clone(true));
}
