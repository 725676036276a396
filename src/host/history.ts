/**
 * The whole past of a session under one numbering: packed rows, those that the emulator
 * still has, and the screen.
 */
import type { Extent } from '../protocol/history.js';
import type { Emulator } from '../screen/emulator.js';
import type { KeptRows } from '../screen/kept-rows.js';
import type { Places } from '../screen/places.js';
import type { PastRow } from '../screen/packed-rows.js';

/** Rows read of the emulator at a time: about what a block of packed ones holds. */
const ROWS_AT_ONCE = 256;

export class History {
  readonly #emulator: Emulator;
  readonly #kept: KeptRows;

  constructor(emulator: Emulator, kept: KeptRows) {
    this.#emulator = emulator;
    this.#kept = kept;
  }

  get extent(): Extent {
    const { first, screen, end, numbering } = this.#emulator.lines;
    return { first, screen, end, numbering };
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

  get places(): Places {
    return this.#emulator.places;
  }

  /** Some rows from line `from` on: as many as can be read at once; none after the last. */
  some(from: number): readonly PastRow[] {
    const { first, own, end } = this.#emulator.lines;
    if (from < own) return this.#kept.read(from - first);
    const count = Math.max(0, Math.min(ROWS_AT_ONCE, end - from));
    return Array.from({ length: count }, (_, index) => this.#emulator.line(from + index));
  }
}
