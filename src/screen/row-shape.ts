/**
 * How a run of rows is built, in two bytes a row: enough to tell how it wraps at any width
 * without a look at its cells, which are packed by then. It counts as xterm does when it
 * wraps its own lines: blanks at the end of a text are none of it, nor is the cell that
 * a wide character left empty because it had no room there.
 */
import { CODE_POINT, IS_CLUSTER, WIDTH_SHIFT, WORDS_PER_CELL } from './row.js';
import type { Line } from './xterm-core.js';

/** Rows at some width: what each of them begins with. */
export type Layout = {
  /** The text, counted from the first of the run. */
  readonly texts: readonly number[];
  /** The cell of that text, counted from the first in the run. */
  readonly cells: readonly number[];
};

/** Beside the number of cells, of which there are at most 1000. */
const WRAPPED = 0x8000;
const CELLS = 0x7fff;

export class RowShape {
  /** The width that the rows have by themselves. */
  readonly columns: number;
  /** Whether the row after the last goes on with it. */
  readonly open: boolean;
  readonly #rows: Uint16Array;
  /** The lines are asked where wide characters are, until others may write over them. */
  #lines: readonly Line[] | undefined;
  /** The row that was asked for last, and its first cell. */
  #asked = { y: 0, start: 0 };
  /** Afterwards: a bit for each cell, in which one begins; undefined without any. */
  #wide: Uint8Array | undefined;

  /** Of lines of one width; `next` comes after them. */
  constructor(lines: readonly Line[], next: Line | undefined) {
    this.columns = (lines[0]?._data.length ?? 0) / WORDS_PER_CELL;
    this.open = next?.isWrapped ?? false;
    this.#rows = Uint16Array.from(
      lines,
      (line, y) => cellsOf(line, lines[y + 1] ?? next) | (line.isWrapped ? WRAPPED : 0),
    );
    this.#lines = lines;
  }

  /** To be called before the lines are written over. */
  seal(): void {
    if (this.#lines) this.#wide = wideCells(this.#lines, this.#rows);
    this.#lines = undefined;
  }

  /** How many rows there are by themselves. */
  get height(): number {
    return this.#rows.length;
  }

  wrapped(y: number): boolean {
    return ((this.#rows[y] ?? 0) & WRAPPED) !== 0;
  }

  /** The cells of a row with which the next one goes on; undefined for a text's last. */
  wholeCells(y: number): number | undefined {
    const goesOn = y + 1 < this.height ? this.wrapped(y + 1) : this.open;
    return goesOn ? this.#cells(y) : undefined;
  }

  /** How many rows there are at a width. */
  heightAt(columns: number): number {
    if (columns === this.columns) return this.height;
    let height = 0;
    this.#wrap(columns, () => height++);
    return height;
  }

  layout(columns: number): Layout {
    const texts: number[] = [];
    const cells: number[] = [];
    const add = (text: number, cell: number) => {
      texts.push(text);
      cells.push(cell);
    };
    if (columns === this.columns) this.#eachRow(add);
    else this.#wrap(columns, add);
    return { texts, cells };
  }

  #cells(y: number): number {
    return (this.#rows[y] ?? 0) & CELLS;
  }

  #eachRow(add: (text: number, cell: number) => void): void {
    let text = 0;
    let cell = 0;
    for (let y = 0; y < this.height; y++) {
      if (y > 0 && !this.wrapped(y)) {
        text++;
        cell = 0;
      }
      add(text, cell);
      cell += this.#cells(y);
    }
  }

  #wrap(columns: number, add: (text: number, cell: number) => void): void {
    let text = 0;
    let before = 0;
    for (let y = 0; y < this.height; text++) {
      let length = this.#cells(y++);
      while (y < this.height && this.wrapped(y)) length += this.#cells(y++);
      for (let cell = 0; cell < length || cell === 0;) {
        add(text, cell);
        const isCut =
          cell + columns < length && this.#isWide(before + cell + columns - 1);
        cell += isCut ? columns - 1 : columns;
      }
      before += length;
    }
  }

  /** Of a cell counted from the first of all. */
  #isWide(cell: number): boolean {
    if (this.#lines) return this.#isWideIn(this.#lines, cell);
    return (((this.#wide?.[cell >>> 3] ?? 0) >>> (cell & 7)) & 1) === 1;
  }

  #isWideIn(lines: readonly Line[], cell: number): boolean {
    let { y, start } = cell < this.#asked.start ? { y: 0, start: 0 } : this.#asked;
    for (; cell >= start + this.#cells(y) && y < lines.length; y++)
      start += this.#cells(y);
    this.#asked = { y, start };
    const words = lines[y]?._data;
    return widthOf(words?.[(cell - start) * WORDS_PER_CELL] ?? 0) === 2;
  }
}

/** The cells of a line that are its text's, when `next` comes after it. */
export function cellsOf({ _data: words }: Line, next: Line | undefined): number {
  if (!next?.isWrapped) return writtenCells(words);
  const last = words[words.length - WORDS_PER_CELL] ?? 0;
  const isLeftOut =
    !isWritten(last) && widthOf(last) === 1 && widthOf(next._data[0] ?? 0) === 2;
  return words.length / WORDS_PER_CELL - (isLeftOut ? 1 : 0);
}

function writtenCells(words: Uint32Array): number {
  for (let at = words.length - WORDS_PER_CELL; at >= 0; at -= WORDS_PER_CELL) {
    const word = words[at] ?? 0;
    if (isWritten(word)) return at / WORDS_PER_CELL + widthOf(word);
  }
  return 0;
}

function isWritten(word: number): boolean {
  return (word & (CODE_POINT | IS_CLUSTER)) !== 0;
}

function widthOf(word: number): number {
  return word >>> WIDTH_SHIFT;
}

function wideCells(lines: readonly Line[], rows: Uint16Array): Uint8Array | undefined {
  let bits: Uint8Array | undefined;
  let before = 0;
  for (const [y, { _data: words }] of lines.entries()) {
    const cells = (rows[y] ?? 0) & CELLS;
    for (let cell = 0; cell < cells; cell++) {
      if (widthOf(words[cell * WORDS_PER_CELL] ?? 0) !== 2) continue;
      bits ??= new Uint8Array(
        Math.ceil(rows.reduce((sum, row) => sum + (row & CELLS), 0) / 8),
      );
      const at = (before + cell) >>> 3;
      bits[at] = (bits[at] ?? 0) | (1 << ((before + cell) & 7));
    }
    before += cells;
  }
  return bits;
}
