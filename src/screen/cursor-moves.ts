/**
 * Where the cursor goes (ECMA-48, DEC STD 070): by controls and sequences, between margins,
 * and from their corner in origin mode. It takes the place of xterm.js's own moves, which
 * know no margins of columns and count a row twice in origin mode.
 *
 * Not here: what scrolls at a margin, see `margin-edits.ts`.
 */
import type { DrawnRows } from './drawn-rows.js';
import type { Margins } from './margins.js';
import type { MoreModes } from './more-modes.js';
import type { Core, Params, XtermBuffer } from './xterm-core.js';

export type CursorMovesOptions = {
  readonly core: Core;
  readonly margins: Margins;
  readonly modes: MoreModes;
  readonly drawn: DrawnRows;
};

export class CursorMoves {
  readonly #core: Core;
  readonly #margins: Margins;
  readonly #modes: MoreModes;
  readonly #drawn: DrawnRows;

  constructor({ core, margins, modes, drawn }: CursorMovesOptions) {
    this.#core = core;
    this.#margins = margins;
    this.#modes = modes;
    this.#drawn = drawn;
    this.#register();
  }

  /** Carriage return: to the left margin, or to the edge from outside of it. */
  readonly toLineStart = (): boolean => {
    const { left } = this.#margins;
    this.#buffer.x = this.#origin || this.#buffer.x >= left ? left : 0;
    return true;
  };

  /** Row and column from 1, as CUP has them. */
  to(row: number, column: number): void {
    this.#toRow(row);
    this.#toColumn(column);
  }

  #register(): void {
    const { _parser: parser } = this.#core._inputHandler;
    const counted = (final: string, move: (count: number) => void) =>
      parser.registerCsiHandler({ final }, ({ params }) => {
        this.#settle();
        move(params[0] || 1);
        return true;
      });
    counted('A', (count) => this.#vertical(-count));
    counted('B', (count) => this.#vertical(count));
    counted('C', (count) => this.#forward(count));
    counted('D', (count) => this.#back(count));
    counted('E', (count) => this.#lines(count));
    counted('F', (count) => this.#lines(-count));
    for (const final of ['G', '`']) counted(final, (column) => this.#toColumn(column));
    counted('a', (count) => this.#relative(0, count));
    counted('d', (row) => this.#toRow(row));
    counted('e', (count) => this.#relative(count, 0));
    counted('j', (count) => this.#relative(0, -count));
    counted('k', (count) => this.#relative(-count, 0));
    counted('Z', (count) => this.#tabsBack(count));
    // No other move leaves a cursor that waits behind the last column where it is.
    parser.registerCsiHandler({ final: 'I' }, ({ params }) => {
      this.#tabs(params[0] || 1);
      return true;
    });
    // DECST8C (VT510): a stop at every eighth column again.
    parser.registerCsiHandler({ prefix: '?', final: 'W' }, ({ params }) => {
      if (params[0] === 5) this.#buffer.setupTabStops();
      return true;
    });
    for (const final of ['H', 'f'])
      parser.registerCsiHandler({ final }, (params) => this.#address(params));
    parser.setExecuteHandler('\r', this.toLineStart);
    parser.setExecuteHandler('\b', () => {
      this.#back(1);
      return true;
    });
    parser.setExecuteHandler('\t', () => {
      this.#tabs(1);
      return true;
    });
  }

  get #buffer(): XtermBuffer {
    return this.#core.buffer;
  }

  get #origin(): boolean {
    return this.#core.coreService.decPrivateModes.origin;
  }

  /** A cursor that waits behind the last column is on it for whoever moves it. */
  #settle(): void {
    this.#buffer.x = Math.min(this.#buffer.x, this.#core._bufferService.cols - 1);
  }

  #address({ params, length }: Params): boolean {
    this.to(params[0] || 1, length > 1 ? params[1] || 1 : 1);
    return true;
  }

  #toRow(row: number): void {
    const { top, bottom } = this.#reach;
    this.#drawn.forget();
    this.#buffer.y = Math.min(top + row - 1, bottom);
  }

  #toColumn(column: number): void {
    const { left, right } = this.#reach;
    this.#buffer.x = Math.min(left + column - 1, right);
  }

  #relative(rows: number, columns: number): void {
    const { top, left, bottom, right } = this.#reach;
    this.#buffer.y = Math.max(top, Math.min(this.#buffer.y + rows, bottom));
    this.#buffer.x = Math.max(left, Math.min(this.#buffer.x + columns, right));
  }

  /** What can be addressed: the screen, or in origin mode what is between the margins. */
  get #reach() {
    if (this.#origin) return this.#margins.area;
    const { cols, rows } = this.#core._bufferService;
    return { top: 0, left: 0, bottom: rows - 1, right: cols - 1 };
  }

  /** Up to the margin, and from outside of it up to the edge. */
  #vertical(count: number): void {
    const { y, scrollTop, scrollBottom } = this.#buffer;
    const least = y >= scrollTop ? scrollTop : 0;
    const most = y <= scrollBottom ? scrollBottom : this.#core._bufferService.rows - 1;
    this.#drawn.climb(-count, () => {
      this.#buffer.y = Math.max(least, Math.min(most, y + count));
    });
  }

  #lines(count: number): void {
    this.#vertical(count);
    this.toLineStart();
  }

  #forward(count: number): void {
    this.#buffer.x = Math.min(this.#rightmost, this.#buffer.x + count);
  }

  get #rightmost(): number {
    const { right } = this.#margins;
    return this.#buffer.x <= right ? right : this.#core._bufferService.cols - 1;
  }

  #back(count: number): void {
    const { reverseWraparound, wraparound } = this.#core.coreService.decPrivateModes;
    const extended = this.#modes.isSet(EXTENDED_REVERSE_WRAP);
    if (wraparound && (reverseWraparound || extended))
      return this.#backAround(count, extended);
    this.#settle();
    const { x } = this.#buffer;
    const { left } = this.#margins;
    this.#buffer.x = Math.max(x >= left ? left : 0, x - count);
  }

  /** To the lines before: those that wrapped into this one, or any, also the last from the first. */
  #backAround(count: number, extended: boolean): void {
    const { left, right, top, bottom } = this.#margins.area;
    const { cols, rows } = this.#core._bufferService;
    for (let steps = Math.min(count, cols * rows); steps > 0; steps--) {
      const { x, y } = this.#buffer;
      if (x > right && x === cols) this.#buffer.x = right;
      else if (x > 0 && x !== left) this.#buffer.x--;
      else if (extended) {
        this.#buffer.x = right;
        this.#buffer.y = y === top ? bottom : Math.max(0, y - 1);
      } else if (y > top && this.#wrapped(y)) {
        this.#buffer.x = right;
        this.#buffer.y--;
      } else return;
    }
  }

  #wrapped(y: number): boolean {
    const { lines, ybase } = this.#buffer;
    return lines.get(ybase + y)?.isWrapped ?? false;
  }

  #tabs(count: number): void {
    if (this.#buffer.x >= this.#core._bufferService.cols && !this.#wrapForTab()) return;
    const last = this.#rightmost;
    for (let left = count; left > 0 && this.#buffer.x < last; left--)
      this.#buffer.x = Math.min(last, this.#buffer.nextStop());
  }

  /** A tab where the next character would wrap: xterm's mode 41 makes it wrap as well. */
  #wrapForTab(): boolean {
    const { coreService, _inputHandler: input } = this.#core;
    if (!this.#modes.isSet(TABS_WRAP) || !coreService.decPrivateModes.wraparound)
      return false;
    this.toLineStart();
    return input.lineFeed();
  }

  #tabsBack(count: number): void {
    const { left: least } = this.#reach;
    for (let left = count; left > 0 && this.#buffer.x > least; left--)
      this.#buffer.x = Math.max(least, this.#buffer.prevStop());
  }
}

const TABS_WRAP = 41;

/** xterm's mode 1045, since patch 383; mode 45 goes back only over lines that wrapped. */
const EXTENDED_REVERSE_WRAP = 1045;
