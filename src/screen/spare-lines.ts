/**
 * Lines whose rows were packed, for whoever needs lines next: a session that fills its
 * scrollback would leave 18 MB of them to a garbage collector that comes when it comes.
 */
import type { Line } from './xterm-core.js';

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
