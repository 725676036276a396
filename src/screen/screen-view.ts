/**
 * What one onlooker has seen of an emulator's screen, and so what is new to it. Each
 * consumer has a view of its own; a slow one skips states and gets the newest.
 */
import type { Emulator } from './emulator.js';
import type { Cursor, Modes, Row, RowChange, ScreenUpdate } from './row.js';

export class ScreenView {
  readonly #emulator: Emulator;
  /** The rows that the onlooker has; none before the first update. */
  #rows: Row[] = [];
  #columns = 0;
  #cursor: Cursor | undefined;
  #modes: Modes | undefined;
  #generation = -1;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  /** What changed since the last call: everything at first and after a resize; or nothing. */
  take(): ScreenUpdate | undefined {
    if (this.#emulator.generation === this.#generation) return undefined;
    this.#generation = this.#emulator.generation;

    const { size, cursor, modes } = this.#emulator;
    const full = size.columns !== this.#columns || size.rows !== this.#rows.length;
    const changes = full ? this.#everything(size.rows) : this.#changes();
    const same =
      changes.length === 0 && isSame(cursor, this.#cursor) && isSame(modes, this.#modes);
    if (same) return undefined;

    this.#columns = size.columns;
    this.#cursor = cursor;
    this.#modes = modes;
    return { ...size, full, cursor, modes, changes };
  }

  #everything(rows: number): readonly RowChange[] {
    this.#rows = Array.from({ length: rows }, (_, y) => this.#emulator.row(y));
    return this.#rows.map((row, y) => ({ y, row }));
  }

  #changes(): readonly RowChange[] {
    const changes: RowChange[] = [];
    for (let y = 0; y < this.#rows.length; y++) {
      const seen = this.#rows[y];
      if (seen && this.#emulator.shows(y, seen)) continue;
      const row = this.#emulator.row(y);
      this.#rows[y] = row;
      changes.push({ y, row });
    }
    return changes;
  }
}

function isSame<Plain extends Cursor | Modes>(one: Plain, other: Plain | undefined) {
  if (other === undefined) return false;
  const values = Object.values(other);
  return Object.values(one).every((value, index) => value === values[index]);
}
