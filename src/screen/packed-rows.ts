/**
 * Rows as few bytes: how they are kept when they have scrolled away, and sent when they
 * are asked for.
 *
 * A row is a byte of flags, its number of cells (16 bits), its cells, and, if the flags say
 * so, its extras (`packed-extras.ts`) with their length (32 bits) before them. A plain row has a byte
 * for each cell: printable ASCII in the default colours, 0 for a blank. Another has runs of
 * cells that share their attributes: a byte of flags, a byte for how many, foreground and
 * background words where they are not 0, then for each cell a byte as above, or three of
 * its word 0. Numbers are little-endian.
 */
import { packExtras, unpackExtras } from './packed-extras.js';
import { WIDTH_SHIFT, WORDS_PER_CELL, type Extra, type Row } from './row.js';

/** A row of the past. `wrapped`: it goes on with the row before it. */
export type PastRow = { readonly row: Row; readonly wrapped: boolean };

export const ROW = { wrapped: 1, plain: 2, extras: 4 } as const;
const RUN = { words: 1, foreground: 2, background: 4 } as const;

/** What a word 0 is beside its code point when it is one column of ASCII. */
const NARROW = 1 << WIDTH_SHIFT;

/** Room for a row whatever it holds: 3 + 13 bytes a cell, less its extras. */
const MAX_CELL_BYTES = 13;
const ROW_HEAD_BYTES = 3;

const MAX_RUN = 255;

const FIRST_BYTES = 16 * 1024;

/** Packs rows one after the other. */
export class RowPacker {
  #bytes = new Uint8Array(FIRST_BYTES);
  #at = 0;

  /** A row that goes on with the one before it if `wrapped`. */
  add({ words, extras }: Row, wrapped: boolean): void {
    if (extras.length === 0 && this.#addPlain(words, wrapped)) return;
    const flags = (wrapped ? ROW.wrapped : 0) | (extras.length > 0 ? ROW.extras : 0);
    this.#head(flags, words.length);
    for (let start = 0; start < words.length;) {
      const end = runEnd(words, start);
      this.#run(words, start, end);
      start = end;
    }
    if (extras.length > 0) this.#extras(extras);
  }

  /** Forgets all that was packed. */
  clear(): void {
    this.#at = 0;
  }

  /** All that was packed, until the next change. */
  peek(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  /** False, and nothing is packed, when a row without extras is not plain. */
  #addPlain(words: Uint32Array, wrapped: boolean): boolean {
    const start = this.#at;
    this.#head(ROW.plain | (wrapped ? ROW.wrapped : 0), words.length);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let index = 0; index < words.length; index += WORDS_PER_CELL) {
      const offset = (words[index] ?? 0) - NARROW;
      // One comparison for: a code point below 0x80, one column, no cluster.
      if (offset >>> 7 !== 0 || words[index + 1] !== 0 || words[index + 2] !== 0) {
        this.#at = start;
        return false;
      }
      bytes[at++] = offset;
    }
    this.#at = at;
    return true;
  }

  #head(flags: number, length: number): void {
    const cells = length / WORDS_PER_CELL;
    this.#reserve(ROW_HEAD_BYTES + cells * MAX_CELL_BYTES);
    const bytes = this.#bytes;
    bytes[this.#at++] = flags;
    bytes[this.#at++] = cells;
    bytes[this.#at++] = cells >>> 8;
  }

  #run(words: Uint32Array, start: number, end: number): void {
    const bytes = this.#bytes;
    const foreground = words[start + 1] ?? 0;
    const background = words[start + 2] ?? 0;
    const narrow = isNarrow(words[start] ?? 0);
    bytes[this.#at++] =
      (narrow ? 0 : RUN.words) |
      (foreground === 0 ? 0 : RUN.foreground) |
      (background === 0 ? 0 : RUN.background);
    bytes[this.#at++] = (end - start) / WORDS_PER_CELL;
    if (foreground !== 0) this.#word(foreground);
    if (background !== 0) this.#word(background);
    for (let index = start; index < end; index += WORDS_PER_CELL) {
      const word = words[index] ?? 0;
      bytes[this.#at++] = word;
      if (narrow) continue;
      bytes[this.#at++] = word >>> 8;
      bytes[this.#at++] = word >>> 16;
    }
  }

  #word(word: number): void {
    const bytes = this.#bytes;
    bytes[this.#at++] = word;
    bytes[this.#at++] = word >>> 8;
    bytes[this.#at++] = word >>> 16;
    bytes[this.#at++] = word >>> 24;
  }

  #extras(extras: readonly Extra[]): void {
    const packed = encoder.encode(packExtras(extras));
    this.#reserve(4 + packed.length);
    this.#word(packed.length);
    this.#bytes.set(packed, this.#at);
    this.#at += packed.length;
  }

  #reserve(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + more));
    larger.set(this.peek());
    this.#bytes = larger;
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function isNarrow(word: number): boolean {
  return (word - NARROW) >>> 7 === 0;
}

function runEnd(words: Uint32Array, start: number): number {
  const narrow = isNarrow(words[start] ?? 0);
  const most = Math.min(words.length, start + MAX_RUN * WORDS_PER_CELL);
  let end = start + WORDS_PER_CELL;
  while (
    end < most &&
    words[end + 1] === words[start + 1] &&
    words[end + 2] === words[start + 2] &&
    isNarrow(words[end] ?? 0) === narrow
  )
    end += WORDS_PER_CELL;
  return end;
}

/** What packing made of rows, as rows again. */
export function unpackRows(bytes: Uint8Array): readonly PastRow[] {
  const reader = new RowReader(bytes);
  const rows: PastRow[] = [];
  while (!reader.done) rows.push(reader.next());
  return rows;
}

class RowReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  next(): PastRow {
    const flags = this.#byte();
    const words = new Uint32Array((this.#byte() | (this.#byte() << 8)) * WORDS_PER_CELL);
    if ((flags & ROW.plain) === 0) this.#runs(words);
    else
      for (let index = 0; index < words.length; index += WORDS_PER_CELL)
        words[index] = NARROW | this.#byte();
    const extras = (flags & ROW.extras) === 0 ? [] : this.#extras();
    return { row: { words, extras }, wrapped: (flags & ROW.wrapped) !== 0 };
  }

  #runs(words: Uint32Array): void {
    for (let index = 0; index < words.length;) {
      const flags = this.#byte();
      const end = index + this.#byte() * WORDS_PER_CELL;
      const foreground = (flags & RUN.foreground) === 0 ? 0 : this.#word();
      const background = (flags & RUN.background) === 0 ? 0 : this.#word();
      for (; index < end; index += WORDS_PER_CELL) {
        words[index] = (flags & RUN.words) === 0 ? NARROW | this.#byte() : this.#cell();
        words[index + 1] = foreground;
        words[index + 2] = background;
      }
    }
  }

  #extras(): readonly Extra[] {
    const end = this.#word() + this.#at;
    const packed = decoder.decode(this.#bytes.subarray(this.#at, end));
    this.#at = end;
    return unpackExtras(packed);
  }

  #cell(): number {
    return this.#byte() | (this.#byte() << 8) | (this.#byte() << 16);
  }

  #word(): number {
    return (this.#cell() | (this.#byte() << 24)) >>> 0;
  }

  #byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }
}
