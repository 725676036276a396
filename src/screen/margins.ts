/**
 * The margins between which text scrolls: those of rows (DECSTBM), which xterm.js knows, and
 * those of columns (DECLRMM, DECSLRM), which it does not. After DEC STD 070 as xterm does it.
 *
 * What moves the cursor is in `cursor-moves.ts`, what moves text in `margin-edits.ts`.
 */
import type { Area } from './areas.js';
import type { Core, Params, XtermBuffer } from './xterm-core.js';

/** DECOM. */
const ORIGIN_MODE = 6;

export class Margins {
  readonly #core: Core;
  /** DECLRMM, mode 69: whether there can be margins of columns. */
  #columns = false;
  #used = false;
  #left = 0;
  #right = Infinity;

  constructor(core: Core) {
    this.#core = core;
    const { _inputHandler: input } = core;
    const { _parser: parser } = input;
    parser.registerCsiHandler({ final: 's' }, ({ params, length }) => {
      if (!this.#columns) return false;
      this.#set(params[0], length > 1 ? params[1] : 0);
      return true;
    });
    parser.registerCsiHandler({ final: 'r' }, ({ params, length }) => {
      this.#setRows(params[0], length > 1 ? params[1] : 0);
      return true;
    });
    parser.registerCsiHandler({ prefix: '?', final: 'h' }, (params) =>
      this.#passOn(params, input.setModePrivate(params)),
    );
    parser.registerCsiHandler({ prefix: '?', final: 'l' }, (params) =>
      this.#passOn(params, input.resetModePrivate(params)),
    );
    // A terminal of HP's holds what is above the cursor: terminfo's meml, and memu lets go.
    parser.registerEscHandler({ final: 'l' }, () => this.#startRows(this.#buffer.y));
    parser.registerEscHandler({ final: 'm' }, () => this.#startRows(0));
    // DECALN begins with the screen of the start, and so do its letters.
    parser.registerEscHandler({ intermediates: '#', final: '8' }, () => {
      this.toEdges();
      core.coreService.decPrivateModes.origin = false;
      input._processSGR0(input._curAttrData);
      input._curAttrData.bg = 0;
      return false;
    });
  }

  /** There are none of columns; those of rows are for xterm.js to reset. */
  softReset(): void {
    this.columns = false;
  }

  /** They are the edges of the screen. */
  toEdges(): void {
    this.#widen();
    this.#buffer.scrollTop = 0;
    this.#buffer.scrollBottom = this.#core._bufferService.rows - 1;
  }

  get columns(): boolean {
    return this.#columns;
  }

  set columns(on: boolean) {
    if (on !== this.#columns) this.#widen();
    this.#columns = on;
    this.#used ||= on;
  }

  /** Whether there ever were margins of columns, and so may be at any moment. */
  get used(): boolean {
    return this.#used;
  }

  /** Whether columns lie outside of the margins: xterm.js must not do what depends on them. */
  get narrow(): boolean {
    return this.#left > 0 || this.#right !== Infinity;
  }

  get left(): number {
    return this.#left;
  }

  get right(): number {
    return Math.min(this.#right, this.#core._bufferService.cols - 1);
  }

  get area(): Area {
    const { scrollTop: top, scrollBottom: bottom } = this.#buffer;
    return { top, bottom, left: this.left, right: this.right };
  }

  /** Whether the cursor is between the margins of columns. */
  get aroundColumn(): boolean {
    const { x } = this.#buffer;
    return x >= this.left && x <= this.right;
  }

  /** Whether the cursor is between all margins. */
  get aroundCursor(): boolean {
    const { y, scrollTop, scrollBottom } = this.#buffer;
    return this.aroundColumn && y >= scrollTop && y <= scrollBottom;
  }

  /** The size of the screen is another one. */
  resized(): void {
    this.#widen();
  }

  get #buffer(): XtermBuffer {
    return this.#core.buffer;
  }

  #widen(): void {
    this.#left = 0;
    this.#right = Infinity;
  }

  /** From 1; what is left out or 0 is the edge. The cursor goes home. */
  #set(first = 0, last = 0): void {
    const { cols } = this.#core._bufferService;
    const left = Math.max(1, first);
    const right = last === 0 ? cols : Math.min(cols, last);
    if (left >= right) return;
    this.#left = left - 1;
    this.#right = right === cols ? Infinity : right - 1;
    this.#home();
  }

  #setRows(first = 0, last = 0): void {
    const { rows } = this.#core._bufferService;
    const top = Math.max(1, first);
    const bottom = last === 0 ? rows : Math.min(rows, last);
    if (top >= bottom) return;
    this.#buffer.scrollTop = top - 1;
    this.#buffer.scrollBottom = bottom - 1;
    this.#home();
  }

  #startRows(row: number): boolean {
    const { scrollBottom } = this.#buffer;
    if (row < scrollBottom) this.#buffer.scrollTop = row;
    return true;
  }

  /** After xterm.js set or reset modes: origin mode sends the cursor home. */
  #passOn({ params, length }: Params, handled: boolean): boolean {
    if (params.subarray(0, length).includes(ORIGIN_MODE)) this.#home();
    return handled;
  }

  #home(): void {
    const { origin } = this.#core.coreService.decPrivateModes;
    this.#buffer.x = origin ? this.left : 0;
    this.#buffer.y = origin ? this.#buffer.scrollTop : 0;
  }
}
