/**
 * Lines whose rows were packed, for whoever needs lines next: a session that fills its
 * scrollback would leave 18 MB of them to a garbage collector that comes when it comes.
 */
import type { Line, XtermBuffer } from './xterm-core.js';

/** What one session of 160 columns needs until its rows are packed. */
const MAX_BYTES = 20 * 1024 * 1024;

export class SpareLines {
  #lines: Line[] = [];
  #bytes = 0;

  /** Nobody else may have `line` any more. */
  give(line: Line): void {
    const { byteLength } = line._data;
    if (this.#bytes + byteLength > MAX_BYTES) return;
    this.#bytes += byteLength;
    this.#lines.push(line);
  }

  /** A line of any length and look, to be written over. */
  take(): Line | undefined {
    const line = this.#lines.pop();
    if (line) this.#bytes -= line._data.byteLength;
    return line;
  }

  clear(): void {
    this.#lines = [];
    this.#bytes = 0;
  }
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
