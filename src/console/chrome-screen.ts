/** The screen that a part of the chrome is drawn into: everything on the screen is a screen. */
import type { Size } from '../domain/session.js';
import {
  BLANK_ROW,
  COLOUR,
  COLOUR_MODE,
  WORDS_PER_CELL,
  type Row,
} from '../screen/row.js';
import { rowOfLine } from '../screen/styled-line.js';

export class ChromeScreen {
  readonly #colour: boolean;
  #columns = 0;
  #lines: readonly string[] = [];
  #rows: readonly Row[] = [];

  /** Without `colour` (NO_COLOR) only bold, dim, inverse and underline remain. */
  constructor({ colour }: { readonly colour: boolean }) {
    this.#colour = colour;
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** Shows a picture of lines with SGR sequences; reads only the lines that changed. */
  show(picture: string, { columns, rows }: Size): void {
    const before = columns === this.#columns ? this.#lines : [];
    const lines = picture.split('\n').slice(0, rows);
    this.#rows = Array.from({ length: rows }, (_, y) => {
      const line = lines[y] ?? '';
      if (line === '') return BLANK_ROW;
      return line === before[y]
        ? (this.#rows[y] ?? BLANK_ROW)
        : this.#read(line, columns);
    });
    this.#columns = columns;
    this.#lines = lines;
  }

  #read(line: string, columns: number): Row {
    const row = rowOfLine(line, columns);
    return this.#colour ? row : colourless(row);
  }
}

/** The row in the terminal's own colours. */
export function colourless(row: Row): Row {
  const keep = ~(COLOUR | COLOUR_MODE);
  const words = row.words.map((word, at) =>
    at % WORDS_PER_CELL === 0 ? word : word & keep,
  );
  return { ...row, words };
}
