/**
 * What an emulator's screen has behind it, under numbers that hold for ever: lines that
 * follow a change of width, lines that left them and have settled as they are, and packed
 * ones, which somebody else keeps.
 *
 * xterm forgets its oldest line without a word whenever it needs the room, so its `scroll`
 * is wrapped here. The line object itself is kept, and packed only when it has stayed for
 * a while: a flood drops most lines before, and packing would cost it a third of its rate.
 */
import { LineRing } from './line-ring.js';
import { RowPacker } from './packed-rows.js';
import { viewRow, type LinkTargets } from './row-reading.js';
import type { SpareLines } from './spare-lines.js';
import type { Core, Line, Params, XtermBuffer } from './xterm-core.js';

/** Who keeps lines that no longer fit into the emulator. */
export type PastKeeper = {
  /**
   * The next lines, packed (`packed-rows.ts`); the first of them has number `first`. The
   * bytes are valid until it returns.
   */
  readonly keep: (block: PackedBlock) => void;
  /** Nothing is left of all lines before, or nobody can tell them any more. */
  readonly clear: () => void;
};

export type PackedBlock = {
  readonly first: number;
  readonly count: number;
  readonly bytes: Uint8Array;
};

/** A block is read as a whole, in well below a frame's time; smaller ones deflate worse. */
export const BLOCK_ROWS = 256;

/** Empty between blocks; one for all, because it grows to a hundred kilobytes. */
const packer = new RowPacker();

export type PastOptions = {
  /** How many lines are kept here beyond those that xterm keeps. */
  readonly settled: number;
  readonly keeper: PastKeeper;
  readonly spares: SpareLines;
  readonly links: LinkTargets;
  /** Whose numbering is continued: that of an emulator which failed. */
  readonly follows: Lines | undefined;
};

/** Numbers of lines, counted from the first that was ever written. */
export type Lines = {
  /** The oldest line that is not with the keeper. */
  readonly first: number;
  /** Lines before this one are what they are; the others follow a change of width. */
  readonly movable: number;
  /** The line at the top of the screen. */
  readonly screen: number;
  /** One after the last line of the screen. */
  readonly end: number;
  /** Another one after lines from `movable` on got other numbers. */
  readonly numbering: number;
};

export class Past {
  readonly #core: Core;
  readonly #keeper: PastKeeper;
  readonly #spares: SpareLines;
  readonly #links: LinkTargets;
  readonly #settled: LineRing;
  #base = 0;
  #numbering = 0;

  /** To be made before other handlers are registered: on `ESC c` it must come last. */
  constructor(core: Core, { settled, keeper, spares, links, follows }: PastOptions) {
    this.#core = core;
    this.#keeper = keeper;
    this.#spares = spares;
    this.#links = links;
    this.#settled = new LineRing(settled);
    this.#base = follows?.first ?? 0;
    this.#numbering = (follows?.numbering ?? -1) + 1;
    this.#watchScrolling();
    this.#watchClearing();
  }

  /** The number of the oldest line in xterm's hands. */
  get base(): number {
    return this.#base;
  }

  get lines(): Lines {
    const movable = this.#base;
    const first = movable - this.#settled.length;
    const screen = movable + this.#normal.ybase;
    const end = screen + this.#core._bufferService.rows;
    return { first, movable, screen, end, numbering: this.#numbering };
  }

  /** A line by its number; the screen's are those of the buffer that shows. */
  line(number: number): Line | undefined {
    const { first, screen } = this.lines;
    if (number < first) return undefined;
    if (number < this.#base) return this.#settled.get(number - first);
    if (number < screen) return this.#normal.lines.get(number - this.#base);
    const { lines, ybase } = this.#core.buffer;
    const y = ybase + number - screen;
    return y < lines.length ? lines.get(y) : undefined;
  }

  /** Lines of the emulator were joined and parted anew. */
  renumbered(): void {
    this.#numbering++;
  }

  /** Settles all lines but the newest `hot` above the screen; their owner trims them next. */
  settle(hot: number): void {
    const { lines, ybase } = this.#normal;
    for (let y = 0; y < ybase - hot; y++) this.#push(lines.get(y));
  }

  /** Hands the oldest block to the keeper; false when there is none of lines before `number`. */
  pack(number: number): boolean {
    const { first } = this.lines;
    if (first + BLOCK_ROWS > Math.min(number, this.#base)) return false;
    for (let count = 0; count < BLOCK_ROWS; count++) {
      const line = this.#settled.shift();
      packer.add(viewRow(line, this.#links), line?.isWrapped ?? false);
      if (line) this.#spares.give(line);
    }
    this.#keeper.keep({ first, count: BLOCK_ROWS, bytes: packer.peek() });
    packer.clear();
    return true;
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
    const recycles = ybase + scrollBottom === lines.length - 1;
    if (recycles && line) lines.set(0, spare ?? this.#spares.take() ?? line.clone(true));
  }

  #push(line: Line | undefined): Line | undefined {
    this.#base++;
    return line && this.#settled.push(line);
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

  #clear(lines: number): void {
    this.#base += lines;
    this.#settled.clear();
    this.#keeper.clear();
  }
}

/**
 * xterm recycles the only line of a screen of one row while it still moves a character from
 * it: one that a joined code point widens does not fit into the last column. It gets a copy
 * to recycle.
 */
function spareOnlyLine({ lines }: XtermBuffer): void {
  const line = lines.length === 1 && lines.isFull ? lines.get(0) : undefined;
  if (line) lines.set(0, line.clone(true));
}
