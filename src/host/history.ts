/**
 * The whole past of a session under one numbering: cold rows, those that the emulator is
 * about to hand on, its hot ones, and the screen.
 */
import type { Extent } from '../protocol/history.js';
import type { Emulator } from '../screen/emulator.js';
import { unpackRows, type PastRow } from '../screen/packed-rows.js';
import type { ColdRows } from './cold-rows.js';

/** Hot rows read at a time: about what a cold block holds. */
const HOT_ROWS = 256;

export class History {
  readonly #emulator: Emulator;
  readonly #cold: ColdRows;

  constructor(emulator: Emulator, cold: ColdRows) {
    this.#emulator = emulator;
    this.#cold = cold;
  }

  get extent(): Extent {
    const { hot, screen, end, numbering } = this.#emulator.lines;
    const first = this.#cold.first ?? this.#emulator.waiting.first;
    return { first, movable: hot, screen, end, numbering };
  }

  /** At most `count` rows from line `from`, or from the oldest that is kept, on. */
  rows(from: number, count: number): { from: number; rows: readonly PastRow[] } {
    const { first, end } = this.extent;
    const start = Math.max(first, Math.min(Math.floor(from) || 0, end));
    const stop = Math.min(end, start + count);
    const rows: PastRow[] = [];
    while (start + rows.length < stop) {
      const some = this.some(start + rows.length).slice(0, stop - start - rows.length);
      if (some.length === 0) break;
      rows.push(...some);
    }
    return { from: start, rows };
  }

  /** Some rows from line `from` on: as many as can be read at once; none after the last. */
  some(from: number): readonly PastRow[] {
    const { hot, end } = this.#emulator.lines;
    const { waiting } = this.#emulator;
    if (from < waiting.first) return this.#cold.read(from);
    if (from < hot) return unpackRows(waiting.bytes, { skip: from - waiting.first });
    const count = Math.max(0, Math.min(HOT_ROWS, end - from));
    return Array.from({ length: count }, (_, index) => this.#emulator.line(from + index));
  }
}
