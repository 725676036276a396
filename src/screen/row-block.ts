/**
 * A run of rows that left the emulator, at the width that they had then: first the lines
 * that they were, packed as soon as there is time for it.
 */
import { RowPacker, unpackRows, type PastRow } from './packed-rows.js';
import type { Place } from './place.js';
import { rewrapped } from './rewrapped.js';
import { readRow, viewRow, type LinkTargets } from './row-reading.js';
import { RowShape } from './row-shape.js';
import type { SpareLines } from './spare-lines.js';
import type { Line } from './xterm-core.js';

/** Makes packed rows smaller, and gives them back. */
export type Compression = {
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
  readonly inflate: (bytes: Uint8Array) => Uint8Array;
};

export type BlockLines = {
  readonly lines: readonly Line[];
  /** The line after them. */
  readonly next: Line | undefined;
  /** Where their first cell is. */
  readonly place: Place;
  readonly links: LinkTargets;
  readonly spares: SpareLines;
};

type Content =
  | { readonly type: 'lines'; readonly lines: BlockLines }
  | { readonly type: 'packed'; readonly bytes: Uint8Array };

/** Empty between blocks; one for all, because it grows to a hundred kilobytes. */
const packer = new RowPacker();

export class RowBlock {
  readonly shape: RowShape;
  readonly place: Place;
  readonly #compression: Compression;
  #content: Content;

  constructor(lines: BlockLines, compression: Compression) {
    this.shape = new RowShape(lines.lines, lines.next);
    this.place = lines.place;
    this.#compression = compression;
    this.#content = { type: 'lines', lines };
  }

  get packed(): boolean {
    return this.#content.type === 'packed';
  }

  /** What it takes in memory once it is packed. */
  get byteLength(): number {
    return this.#content.type === 'packed' ? this.#content.bytes.length : 0;
  }

  pack(): void {
    if (this.#content.type === 'packed') return;
    const { lines, links, spares } = this.#content.lines;
    for (const [y, line] of lines.entries())
      packer.add(viewRow(line, links, this.shape.wholeCells(y)), line.isWrapped);
    const bytes = this.#compression.deflate(packer.peek());
    packer.clear();
    this.shape.seal();
    this.#content = { type: 'packed', bytes };
    for (const line of lines) spares.give(line);
  }

  /** Its rows at a width. */
  rows(columns: number): readonly PastRow[] {
    const rows = this.#rows();
    if (columns === this.shape.columns) return rows;
    return rewrapped(rows, this.shape.layout(columns), columns);
  }

  #rows(): readonly PastRow[] {
    if (this.#content.type === 'packed')
      return unpackRows(this.#compression.inflate(this.#content.bytes));
    const { lines, links } = this.#content.lines;
    return lines.map((line, y) => ({
      row: readRow(line, links, this.shape.wholeCells(y)),
      wrapped: line.isWrapped,
    }));
  }
}
