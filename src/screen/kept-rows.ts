/**
 * The rows of a session that left its emulator, the oldest dropped. They show at the width
 * of the emulator whatever theirs is: each block knows how many rows it is at a width, and
 * is wrapped anew only when somebody reads it.
 *
 * Rows are counted from the oldest that is kept.
 */
import type { PastRow } from './packed-rows.js';
import { isEarlier, type Place } from './place.js';
import { RowBlock, type BlockLines, type Compression } from './row-block.js';
import type { Layout } from './row-shape.js';

export type KeptLimits = {
  /** Counted at their own widths. */
  readonly rows: number;
  /** Of packed ones. */
  readonly bytes: number;
};

const NOTHING: KeptLimits = { rows: 0, bytes: 0 };

const NONE: Compression = {
  deflate: (bytes) => bytes.slice(),
  inflate: (bytes) => bytes,
};

/** A block, and how many rows it is at the present width. */
type Kept = { readonly block: RowBlock; height: number };

export class KeptRows {
  readonly #limits: KeptLimits;
  readonly #compression: Compression;
  #kept: Kept[] = [];
  #columns = 0;
  #height = 0;
  #ownRows = 0;
  #bytes = 0;
  /** Of the block that was asked for last: questions about places come in their order. */
  #layout: { readonly of: Kept; readonly layout: Layout } | undefined;

  /** Keeps nothing unless it is told how much. */
  constructor(limits = NOTHING, compression = NONE) {
    this.#limits = limits;
    this.#compression = compression;
  }

  /** How many rows there are at the present width. */
  get height(): number {
    return this.#height;
  }

  get unpacked(): boolean {
    return this.#kept.at(-1)?.block.packed === false;
  }

  /** The rows after all that there are. */
  keep(lines: BlockLines): void {
    const block = new RowBlock(lines, this.#compression);
    const height = block.shape.heightAt(this.#columns);
    this.#kept.push({ block, height });
    this.#height += height;
    this.#ownRows += block.shape.height;
    this.#limit();
  }

  /** Packs the oldest block that is not; false when all are. */
  pack(): boolean {
    const block = this.#kept.find(({ block: one }) => !one.packed)?.block;
    if (!block) return false;
    block.pack();
    this.#bytes += block.byteLength;
    this.#limit();
    return true;
  }

  clear(): void {
    this.#kept = [];
    this.#layout = undefined;
    this.#height = 0;
    this.#ownRows = 0;
    this.#bytes = 0;
  }

  /** Makes this the present width. */
  wrapAt(columns: number): void {
    this.#columns = columns;
    this.#layout = undefined;
    this.#height = 0;
    for (const kept of this.#kept) {
      kept.height = kept.block.shape.heightAt(columns);
      this.#height += kept.height;
    }
  }

  /** From `row` on, as far as they lie in one block: never none if it is kept. */
  read(row: number): readonly PastRow[] {
    const found = this.#at(row);
    return found ? found.kept.block.rows(this.#columns).slice(row - found.before) : [];
  }

  placeOf(row: number, column: number): Place | undefined {
    const found = this.#at(row);
    if (!found) return undefined;
    const { kept, before } = found;
    const { block } = kept;
    const { texts, cells } = this.#layoutOf(kept);
    const text = texts[row - before] ?? 0;
    const cell =
      (cells[row - before] ?? 0) + column + (text === 0 ? block.place.cell : 0);
    return { text: block.place.text + text, cell };
  }

  /** Where a place is, after its text's last row if that is shorter; undefined before all. */
  spotOf(place: Place): { readonly row: number; readonly column: number } | undefined {
    const index = this.#kept.findLastIndex(({ block }) => !isEarlier(place, block.place));
    const kept = this.#kept[index];
    if (!kept) return undefined;
    const { block } = kept;
    const before = this.#kept
      .slice(0, index)
      .reduce((sum, { height }) => sum + height, 0);
    const text = place.text - block.place.text;
    const cell = place.cell - (text === 0 ? block.place.cell : 0);
    const { texts, cells } = this.#layoutOf(kept);
    let y = texts.findLastIndex((one) => one <= text);
    if (texts[y] !== text) return { row: before + y, column: 0 };
    while (y > 0 && texts[y - 1] === text && (cells[y] ?? 0) > cell) y--;
    return {
      row: before + y,
      column: cell - (cells[y] ?? 0),
    };
  }

  #at(row: number): { readonly kept: Kept; readonly before: number } | undefined {
    let before = 0;
    if (row < 0) return undefined;
    for (const kept of this.#kept) {
      if (row < before + kept.height) return { kept, before };
      before += kept.height;
    }
    return undefined;
  }

  #layoutOf(kept: Kept): Layout {
    if (this.#layout?.of !== kept)
      this.#layout = { of: kept, layout: kept.block.shape.layout(this.#columns) };
    return this.#layout.layout;
  }

  #limit(): void {
    while (this.#ownRows > this.#limits.rows || this.#bytes > this.#limits.bytes) {
      const oldest = this.#kept.shift();
      if (!oldest) return;
      this.#height -= oldest.height;
      this.#ownRows -= oldest.block.shape.height;
      this.#bytes -= oldest.block.byteLength;
    }
  }
}
