/**
 * What changes text between margins of columns (DECLRMM): printing, line feeds, and the
 * insertion and deletion of lines and characters. Without such margins xterm.js does most of it, but
 * for DECBI and DECFI, which it does not know.
 */
import { lineAt, scrollArea, shiftArea } from './areas.js';
import type { CursorMoves } from './cursor-moves.js';
import type { Margins } from './margins.js';
import type { WorkBudget } from './work-budget.js';
import type { Core, Params, SequenceId, XtermBuffer } from './xterm-core.js';

export type MarginEditsOptions = {
  readonly core: Core;
  readonly margins: Margins;
  readonly moves: CursorMoves;
  readonly budget: WorkBudget;
};

export class MarginEdits {
  readonly #core: Core;
  readonly #margins: Margins;
  readonly #moves: CursorMoves;
  readonly #budget: WorkBudget;
  /** Where the cursor waits at the right margin for the character that wraps. */
  #waiting: { readonly x: number; readonly y: number } | undefined;

  constructor({ core, margins, moves, budget }: MarginEditsOptions) {
    this.#core = core;
    this.#margins = margins;
    this.#moves = moves;
    this.#budget = budget;
  }

  /** Takes the place of xterm.js's own. */
  register(): void {
    const { _inputHandler: input } = this.#core;
    input._parser.setPrintHandler((data, start, end) => {
      if (this.#margins.narrow) this.#print(data, start, end);
      else input.print(data, start, end);
    });
    this.#registerFeeds();
    this.#registerEdits();
  }

  get #buffer(): XtermBuffer {
    return this.#core.buffer;
  }

  #registerFeeds(): void {
    const { _inputHandler: input } = this.#core;
    for (const control of ['\n', '\v', '\f'])
      input._parser.setExecuteHandler(control, () =>
        this.#margins.narrow ? this.#lineFeed() : input.lineFeed(),
      );
    const escapes: readonly (readonly [string, () => void])[] = [
      ['D', () => this.#index()],
      ['E', () => this.#nextLine()],
      ['M', () => this.#reverseIndex()],
    ];
    for (const [final, run] of escapes)
      input._parser.registerEscHandler({ final }, () => {
        if (this.#margins.narrow) run();
        return this.#margins.narrow;
      });
    input._parser.registerEscHandler({ final: '6' }, () => this.#backIndex());
    input._parser.registerEscHandler({ final: '9' }, () => this.#forwardIndex());
  }

  #registerEdits(): void {
    const { _inputHandler: input } = this.#core;
    const between = (id: SequenceId, edit: (count: number) => void) =>
      input._parser.registerCsiHandler(id, ({ params }: Params) => {
        if (!this.#margins.narrow) return false;
        edit(params[0] || 1);
        return true;
      });
    between({ final: 'b' }, (count) => this.#repeat(count));
    between({ final: 'S' }, (count) => this.#scroll(count));
    for (const final of ['T', '^']) between({ final }, (count) => this.#scroll(-count));
    between({ final: 'L' }, (count) => this.#lines(-count));
    between({ final: 'M' }, (count) => this.#lines(count));
    // Also without margins: xterm.js leaves a half of a wide character that is pushed apart.
    input._parser.registerCsiHandler({ final: '@' }, ({ params }) => {
      this.#settle();
      this.#characters(-(params[0] || 1));
      return true;
    });
    between({ final: 'P' }, (count) => this.#characters(count));
    between({ intermediates: ' ', final: '@' }, (count) => this.#pan(count));
    between({ intermediates: ' ', final: 'A' }, (count) => this.#pan(-count));
    for (const [final, sign] of [
      ['}', -1],
      ['~', 1],
    ] as const)
      input._parser.registerCsiHandler({ intermediates: "'", final }, ({ params }) => {
        this.#settle();
        this.#columns(sign * (params[0] || 1));
        return true;
      });
  }

  /** A cursor that waits behind the last column is on it. */
  #settle(): void {
    this.#buffer.x = Math.min(this.#buffer.x, this.#core._bufferService.cols - 1);
  }

  #lineFeed(): boolean {
    this.#index();
    if (this.#core.optionsService.rawOptions.convertEol) this.#moves.toLineStart();
    return true;
  }

  #nextLine(): void {
    this.#index();
    this.#moves.toLineStart();
  }

  #index(): void {
    const { y, scrollBottom } = this.#buffer;
    if (y !== scrollBottom)
      this.#buffer.y = Math.min(y + 1, this.#core._bufferService.rows - 1);
    else if (this.#margins.aroundColumn) this.#scroll(1);
  }

  #reverseIndex(): void {
    const { y, scrollTop } = this.#buffer;
    if (y !== scrollTop) this.#buffer.y = Math.max(0, y - 1);
    else if (this.#margins.aroundColumn) this.#scroll(-1);
  }

  #forwardIndex(): boolean {
    const last = this.#core._bufferService.cols - 1;
    this.#settle();
    const { x } = this.#buffer;
    if (x === this.#margins.right && this.#margins.aroundCursor) this.#shift(1);
    else this.#buffer.x = Math.min(x + 1, last);
    return true;
  }

  #backIndex(): boolean {
    const x = Math.min(this.#buffer.x, this.#core._bufferService.cols - 1);
    if (x === this.#margins.left && this.#margins.aroundCursor) this.#shift(-1);
    else this.#buffer.x = Math.max(0, x - 1);
    return true;
  }

  #scroll(count: number): void {
    const { area } = this.#margins;
    this.#budget.charge((area.right - area.left + 1) * (area.bottom - area.top + 1));
    scrollArea(this.#core, area, count);
  }

  #shift(count: number): void {
    shiftArea(this.#core, this.#margins.area, count);
  }

  #pan(count: number): void {
    if (this.#margins.aroundCursor) this.#shift(count);
  }

  #lines(count: number): void {
    if (!this.#margins.aroundCursor) return;
    scrollArea(this.#core, { ...this.#margins.area, top: this.#buffer.y }, count);
    this.#buffer.x = this.#margins.left;
  }

  #characters(count: number): void {
    if (!this.#margins.aroundColumn) return;
    const { x, y } = this.#buffer;
    const row = { left: x, right: this.#margins.right, top: y, bottom: y };
    shiftArea(this.#core, row, count);
  }

  #columns(count: number): void {
    if (!this.#margins.aroundCursor) return;
    shiftArea(this.#core, { ...this.#margins.area, left: this.#buffer.x }, count);
  }

  /** REP: prints what stands before the cursor, if it was printed last, as often again. */
  #repeat(count: number): void {
    const { _inputHandler: input } = this.#core;
    if (input._parser.precedingJoinState === 0) return;
    const { x, y } = this.#buffer;
    const line = lineAt(this.#core, y);
    const column = this.#isWaiting ? x : x - 1;
    const first = line?.getWidth(column) === 0 ? column - 1 : column;
    const data = Uint32Array.from(
      Array.from(line?.getString(first) ?? ''),
      (part) => part.codePointAt(0) ?? 0,
    );
    for (let left = count; left > 0; left--) this.#print(data, 0, data.length);
  }

  #print(data: Uint32Array, start: number, end: number): void {
    for (let at = start; at < end; at++) this.#printOne(data, at);
  }

  #printOne(data: Uint32Array, at: number): void {
    const { _inputHandler: input, unicodeService, coreService } = this.#core;
    const buffer = this.#buffer;
    const width = unicodeService.wcwidth(data[at] ?? 0);
    const waiting = this.#isWaiting;
    this.#waiting = undefined;
    if (width === 0) {
      // It joins what stands before the cursor, which has gone on from there.
      if (waiting) buffer.x++;
      input.print(data, at, at + 1);
      if (waiting) this.#wait(buffer.x - 1);
      return;
    }
    const last = this.#lastColumn;
    if (waiting || buffer.x + width - 1 > last) this.#wrap(last, width);
    const { insertMode } = coreService.modes;
    if (insertMode) this.#characters(-width);
    coreService.modes.insertMode = false;
    input.print(data, at, at + 1);
    coreService.modes.insertMode = insertMode;
    if (buffer.x > last) this.#wait(last);
  }

  /** The last column of the text that the cursor is in. */
  get #lastColumn(): number {
    const { right } = this.#margins;
    return this.#buffer.x <= right ? right : this.#core._bufferService.cols - 1;
  }

  get #isWaiting(): boolean {
    const { x, y } = this.#buffer;
    return this.#waiting?.x === x && this.#waiting.y === y;
  }

  #wait(x: number): void {
    this.#buffer.x = x;
    this.#waiting = { x, y: this.#buffer.y };
  }

  #wrap(last: number, width: number): void {
    if (this.#core.coreService.decPrivateModes.wraparound) {
      this.#index();
      this.#buffer.x = this.#margins.left;
    } else this.#buffer.x = Math.max(0, last - width + 1);
  }
}
