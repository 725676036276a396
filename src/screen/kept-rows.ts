/**
 * The rows of a session that left its emulator, the oldest dropped. They show at the width
 * of the emulator whatever theirs is: each block knows how many rows it is at a width, and
 * is wrapped anew only when somebody reads it.
 *
 * Rows are counted from the oldest that is kept.
 */
import type { PastRow } from './packed-rows.js';
import { isEarlier, lastWhere, rowAt, type Place } from './place.js';
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

/** A block, how many rows it is at the present width, and how many came before it. */
type Kept = { readonly block: RowBlock; height: number; before: number };

export class KeptRows {
  readonly #limits: KeptLimits;
  readonly #compression: Compression;
  #kept: Kept[] = [];
  #columns = 0;
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
    return this.#end - this.#start;
  }

  get unpacked(): boolean {
    return this.#kept.at(-1)?.block.packed === false;
  }

  /** The rows after all that there are. */
  keep(lines: BlockLines): void {
    const block = new RowBlock(lines, this.#compression);
    const height = block.shape.heightAt(this.#columns);
    this.#kept.push({ block, height, before: this.#end });
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
    this.#ownRows = 0;
    this.#bytes = 0;
  }

  /** Makes this the present width. */
  wrapAt(columns: number): void {
    this.#columns = columns;
    this.#layout = undefined;
    let before = 0;
    for (const kept of this.#kept) {
      kept.before = before;
      kept.height = kept.block.shape.heightAt(columns);
      before += kept.height;
    }
  }

  /** From `row` on, as far as they lie in one block: never none if it is kept. */
  read(row: number): readonly PastRow[] {
    const kept = this.#at(row);
    return kept ? kept.block.rows(this.#columns).slice(row - this.#firstOf(kept)) : [];
  }

  placeOf(row: number, column: number): Place | undefined {
    const kept = this.#at(row);
    if (!kept) return undefined;
    const { block } = kept;
    const { texts, cells } = this.#layoutOf(kept);
    const at = row - this.#firstOf(kept);
    const text = texts[at] ?? 0;
    const cell = (cells[at] ?? 0) + column + (text === 0 ? block.place.cell : 0);
    return { text: block.place.text + text, cell };
  }

  /** Where a place is, after its text's last row if that is shorter; undefined before all. */
  spotOf(place: Place): { readonly row: number; readonly column: number } | undefined {
    const blocks = this.#kept;
    const isIn = (kept: Kept | undefined) => kept && !isEarlier(place, kept.block.place);
    const kept = blocks[lastWhere(blocks.length, (at) => isIn(blocks[at]) === true)];
    if (!kept || !isIn(kept)) return undefined;
    const { block } = kept;
    const text = place.text - block.place.text;
    const cell = place.cell - (text === 0 ? block.place.cell : 0);
    const { row, column } = rowAt(this.#layoutOf(kept), { text, cell });
    return { row: this.#firstOf(kept) + row, column };
  }

  #at(row: number): Kept | undefined {
    if (row < 0 || row >= this.height) return undefined;
    const last = lastWhere(this.#kept.length, (at) => {
      const kept = this.#kept[at];
      return kept !== undefined && this.#firstOf(kept) <= row;
    });
    return this.#kept[last];
  }

  /** The first row of a block. */
  #firstOf({ before }: Kept): number {
    return before - this.#start;
  }

  /** How many rows came before the oldest block, and before the one to come. */
  get #start(): number {
    return this.#kept[0]?.before ?? 0;
  }

  get #end(): number {
    const last = this.#kept.at(-1);
    return last ? last.before + last.height : 0;
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
      this.#ownRows -= oldest.block.shape.height;
      this.#bytes -= oldest.block.byteLength;
    }
  }
}
