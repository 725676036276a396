/** A line of text in inverse video, as a row of cells. */
import { Emulator } from '../screen/emulator.js';
import { BLANK_ROW, type Row } from '../screen/row.js';

export class BarRow implements Disposable {
  readonly #screen = new Emulator({ size: { columns: 1, rows: 1 }, scrollback: 0 });
  #line = '';
  #row: Row = BLANK_ROW;

  /** The very row of the last time while nothing changes. */
  show(text: string, columns: number): Row {
    const line = text.padEnd(columns).slice(0, columns);
    if (line === this.#line) return this.#row;
    this.#line = line;
    this.#screen.resize({ columns, rows: 1 });
    this.#screen.write(Buffer.from(`\x1b[?7l\x1b[m\x1b[2J\x1b[H\x1b[7m${line}`));
    this.#row = this.#screen.row(0);
    return this.#row;
  }

  [Symbol.dispose](): void {
    this.#screen[Symbol.dispose]();
  }
}
