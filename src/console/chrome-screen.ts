/** The screen that a part of the chrome is drawn into: everything on the screen is a screen. */
import type { Size } from '../domain/session.js';
import { Emulator } from '../screen/emulator.js';
import { ScreenView } from '../screen/screen-view.js';
import {
  BLANK_ROW,
  COLOUR,
  COLOUR_MODE,
  WORDS_PER_CELL,
  type Row,
} from '../screen/row.js';

export class ChromeScreen implements Disposable {
  readonly #emulator: Emulator;
  readonly #view: ScreenView;
  #lines: readonly string[] = [];
  #rows: Row[] = [];
  readonly #colour: boolean;

  /** Without `colour` (NO_COLOR) only bold, dim, inverse and underline remain. */
  constructor(size: Size, { colour }: { readonly colour: boolean }) {
    this.#colour = colour;
    this.#emulator = new Emulator({ size, scrollback: 0 });
    this.#view = new ScreenView(this.#emulator);
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** Shows a picture of lines with SGR sequences; writes only the lines that changed. */
  show(picture: string, size: Size): void {
    let bytes = this.#resized(size);
    const lines = picture.split('\n').slice(0, size.rows);
    const count = Math.max(lines.length, this.#lines.length);
    for (let y = 0; y < count; y++)
      if (lines[y] !== this.#lines[y])
        bytes += `\x1b[${y + 1};1H\x1b[0m\x1b[2K${lines[y] ?? ''}`;
    this.#lines = lines;
    if (bytes === '') return;
    this.#emulator.write(Buffer.from(`\x1b[?7l${bytes}`));
    this.#take();
  }

  [Symbol.dispose](): void {
    this.#emulator[Symbol.dispose]();
  }

  /** What makes a screen of another size blank. */
  #resized({ columns, rows }: Size): string {
    const { size } = this.#emulator;
    if (columns === size.columns && rows === size.rows) return '';
    this.#emulator.resize({ columns, rows });
    this.#lines = [];
    return '\x1b[0m\x1b[2J';
  }

  #take(): void {
    const update = this.#view.take();
    if (!update) return;
    if (update.full) this.#rows = Array.from({ length: update.rows }, () => BLANK_ROW);
    for (const { y, row } of update.changes)
      this.#rows[y] = this.#colour ? row : colourless(row);
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
