/**
 * What an emulator's screen has behind it, by the number of the row: lines that xterm
 * wraps anew when the width changes, lines that left them and have not been packed, and
 * packed ones (`kept-rows.ts`). A change of width gives rows other numbers; places keep.
 *
 * xterm forgets its oldest line without a word whenever it needs the room, so its `scroll`
 * is wrapped here. The line object itself is kept, and packed only when it has stayed for
 * a while: a flood drops most lines before, and packing would cost it a third of its rate.
 */
import type { KeptRows } from './kept-rows.js';
import { LineRing } from './line-ring.js';
import type { Lines } from './lines.js';
import type { LinkTargets } from './row-reading.js';
import type { Place } from './place.js';
import { removeLines } from './removed-lines.js';
import { cellsOf } from './row-shape.js';
import { moveOut, spareOnlyLine, type SpareLines } from './spare-lines.js';
import type { Core, Line, Params, XtermBuffer } from './xterm-core.js';

/** A block is read as a whole, in well below a frame's time; smaller ones deflate worse. */
export const BLOCK_ROWS = 256;

/** A block goes on to the end of a text, but not for ever. */
const MAX_BLOCK_ROWS = 2 * BLOCK_ROWS;

export type PastOptions = {
  /** How many lines are kept here beyond those that xterm keeps. */
  readonly settled: number;
  /** Where lines go from here. */
  readonly kept: KeptRows;
  readonly spares: SpareLines;
  readonly links: LinkTargets;
  /** Whose numbering is continued: that of an emulator which failed. */
  readonly follows: Lines | undefined;
};

export class Past {
  readonly #core: Core;
  readonly #kept: KeptRows;
  readonly #spares: SpareLines;
  readonly #links: LinkTargets;
  readonly #settled: LineRing;
  #base = 0;
  #numbering = 0;
  /** The place of the oldest line that the emulator has. */
  #text = 0;
  #cell = 0;

  /** To be made before other handlers are registered: on `ESC c` it must come last. */
  constructor(core: Core, { settled, kept, spares, links, follows }: PastOptions) {
    this.#core = core;
    this.#kept = kept;
    this.#spares = spares;
    this.#links = links;
    this.#settled = new LineRing(settled);
    this.#text = (follows?.text ?? -1) + 1;
    this.#numbering = (follows?.numbering ?? -1) + 1;
    this.#wrapAt(core._bufferService.cols, follows?.first ?? 0);
    this.#watchScrolling();
    this.#watchClearing();
  }

  /** The number of the oldest line in xterm's hands. */
  get base(): number {
    return this.#base;
  }

  get kept(): KeptRows {
    return this.#kept;
  }

  get lines(): Lines {
    const own = this.#base - this.#settled.length;
    const screen = this.#base + this.#normal.ybase;
    return {
      first: own - this.#kept.height,
      own,
      movable: this.#base,
      screen,
      end: screen + this.#core._bufferService.rows,
      numbering: this.#numbering,
      text: this.#text,
    };
  }

  /** A line that the emulator has; the screen's are those of the buffer that shows. */
  line(number: number): Line | undefined {
    const own = this.#base - this.#settled.length;
    if (number < own) return undefined;
    if (number < this.#base) return this.#settled.get(number - own);
    const { ybase } = this.#normal;
    const y = number - this.#base;
    if (y < ybase) return this.#normal.lines.get(y);
    const { buffer } = this.#core;
    const shown = buffer.ybase + y - ybase;
    return shown < buffer.lines.length ? buffer.lines.get(shown) : undefined;
  }

  /** The same, but the screen's are the normal buffer's, also while the other one shows. */
  normalLine(number: number): Line | undefined {
    const index = number - (this.#base - this.#settled.length);
    const there = this.#settled.length + this.#normal.lines.length;
    return index >= 0 && index < there ? this.#here(index) : undefined;
  }

  /** The place of the oldest line that the emulator has. */
  get ownPlace(): Place {
    return { text: this.#text, cell: this.#cell };
  }

  /**
   * How many of xterm's lines go on with those before, and may leave too: a text is wrapped
   * as a whole. One that reaches into the screen is torn here; it has hundreds of rows.
   */
  get continuing(): number {
    const { lines, ybase } = this.#normal;
    if (this.#settled.length + this.#kept.height === 0) return 0;
    let count = 0;
    while (count <= ybase && lines.get(count)?.isWrapped) count++;
    return count <= ybase ? count : 0;
  }

  /** How many of xterm's lines, in whole texts, would be above `most` rows at a width. */
  overflow(columns: number, most: number): number {
    const { lines, ybase } = this.#normal;
    let rows = 0;
    let cells = 0;
    let newer = ybase;
    for (let y = ybase - 1; y >= 0 && rows <= most; y--) {
      const line = lines.get(y);
      cells += line ? cellsOf(line, lines.get(y + 1)) : 0;
      if (line?.isWrapped) continue;
      rows += Math.max(1, Math.ceil(cells / columns));
      cells = 0;
      if (rows <= most || lines.get(newer)?.isWrapped) newer = y;
    }
    return rows > most ? newer : 0;
  }

  /** Settles this many of xterm's lines, the oldest; their owner trims them next. */
  settle(count: number): void {
    for (let y = 0; y < count; y++) this.#push(this.#normal.lines.get(y));
  }

  /** Hands on all settled lines. */
  handOnAll(): void {
    const left = () => this.#settled.length;
    while (left() > 0) this.#handOver(Math.min(this.#blockRows(left()), left()));
  }

  /** Wraps all that was handed on at another width, that of the lines to come. */
  rewrap(columns: number): void {
    this.#numbering++;
    this.#wrapAt(columns, this.lines.first);
  }

  /** Moves the lines here out of the memory that they share with those to be packed. */
  moveOut(): void {
    for (const lines of [this.#settled, this.#normal.lines]) moveOut(lines);
  }

  /** Whether a block of settled lines could be handed on. */
  get packable(): boolean {
    return this.#isBlock(this.#blockRows(this.#settled.length), this.#settled.length);
  }

  /** Hands on the oldest block; false when there is none of lines before `number`. */
  handOn(number: number): boolean {
    const there = Math.min(number - this.lines.own, this.#settled.length);
    const rows = this.#blockRows(there);
    if (!this.#isBlock(rows, there)) return false;
    this.#handOver(rows);
    return true;
  }

  /**
   * Takes lines of the normal screen, or from above it, away: those below get other numbers.
   * Lines that had left its top come back, or else blank ones at its bottom.
   */
  remove(from: number, count: number): void {
    removeLines(this.#normal, from - this.#base, count);
    this.#numbering++;
  }

  #wrapAt(columns: number, first: number): void {
    this.#kept.wrapAt(columns);
    this.#base = first + this.#kept.height;
  }

  /** How many of `there` settled lines make a block: whole texts, unless one is very long. */
  #blockRows(there: number): number {
    const end = Math.min(there, MAX_BLOCK_ROWS);
    let rows = BLOCK_ROWS;
    while (rows < end && this.#here(rows)?.isWrapped) rows++;
    return rows;
  }

  #isBlock(rows: number, there: number): boolean {
    const isWhole = rows === MAX_BLOCK_ROWS || !this.#here(rows)?.isWrapped;
    return rows <= there && isWhole;
  }

  /** A line that the emulator has, counted from its oldest. */
  #here(index: number): Line | undefined {
    const settled = this.#settled.length;
    return index < settled
      ? this.#settled.get(index)
      : this.#normal.lines.get(index - settled);
  }

  #handOver(count: number): void {
    const place = this.ownPlace;
    const lines: Line[] = [];
    for (let index = 0; index < count; index++) {
      const line = this.#settled.shift();
      if (!line) break;
      lines.push(line);
      this.#passed(line, this.#here(0));
    }
    const next = this.#here(0);
    this.#kept.keep({ lines, next, place, links: this.#links, spares: this.#spares });
  }

  /** `line` was the oldest one here, and `next` is now. */
  #passed(line: Line, next: Line | undefined): void {
    if (next?.isWrapped) {
      this.#cell += cellsOf(line, next);
      return;
    }
    this.#text++;
    this.#cell = 0;
  }

  get #normal(): XtermBuffer {
    return this.#core._bufferService.buffers.normal;
  }

  #watchScrolling(): void {
    const service = this.#core._bufferService;
    const scroll = service.scroll.bind(service);
    service.scroll = (attributes, wrapped) => {
      const { buffer } = service;
      const { ybase } = buffer;
      if (buffer.scrollTop === 0 && buffer.lines.isFull && buffer.hasScrollback)
        this.#leaves(buffer);
      spareOnlyLine(buffer);
      scroll(attributes, wrapped);
      // DECSC saves a row of the screen (DEC STD 070); xterm saves a line of the buffer.
      buffer.savedY += buffer.ybase - ybase;
    };
  }

  /** The oldest line is about to be trimmed, or recycled, for which another one takes its place. */
  #leaves({ lines, ybase, scrollBottom }: XtermBuffer): void {
    const line = lines.get(0);
    const spare = this.#push(line);
    if (line && ybase + scrollBottom === lines.length - 1)
      lines.set(0, spare ?? this.#spares.take(line));
  }

  #push(line: Line | undefined): Line | undefined {
    this.#base++;
    if (line === undefined) return undefined;
    const dropped = this.#settled.push(line);
    if (!dropped) return undefined;
    this.#passed(dropped, this.#settled.get(0));
    // What was before it is nobody's past any more.
    if (this.#kept.height > 0) this.#kept.clear();
    return dropped;
  }

  #watchClearing(): void {
    const { _inputHandler: input } = this.#core;
    const eraseScrollback = ({ params }: Params) => {
      const { buffer } = this.#core;
      if (params[0] !== 3 || !buffer.hasScrollback) return false;
      this.#clear(buffer.ybase);
      buffer.savedY -= buffer.ybase;
      return false;
    };
    input._parser.registerCsiHandler({ final: 'J' }, eraseScrollback);
    input._parser.registerCsiHandler({ prefix: '?', final: 'J' }, eraseScrollback);
    input._parser.registerEscHandler({ final: 'c' }, () => {
      this.#clear(this.#normal.lines.length);
      return input.fullReset();
    });
  }

  /** Nothing is left of what settled, nor of xterm's first `count` lines. */
  #clear(count: number): void {
    const gone = this.#settled.length + count;
    for (let index = 0; index < gone; index++) {
      const line = this.#here(index);
      if (line) this.#passed(line, this.#here(index + 1));
    }
    this.#base += count;
    this.#settled.clear();
    this.#kept.clear();
  }
}
