/**
 * What an emulator's screen has behind it: lines that scrolled away, still in xterm's hands
 * (hot) or handed on to their keeper (cold), under numbers that hold for both.
 *
 * xterm forgets its oldest line without a word whenever it needs the room, so its
 * `scroll` is wrapped here: a line is packed just before it goes.
 */
import { RowPacker } from './packed-rows.js';
import { extrasOf, trimmedLength, type Links } from './row-reading.js';
import { BLANK_ROW } from './row.js';
import type { Core, Line, Params, XtermBuffer } from './xterm-core.js';

/** Who keeps lines that no longer fit into the emulator. */
export type PastKeeper = {
  /** The next lines, packed (`packed-rows.ts`); the first of them has number `first`. */
  readonly keep: (block: PackedBlock) => void;
  /** The program cleared its scrollback (`CSI 3 J`, `ESC c`): nothing before the screen is left. */
  readonly clear: () => void;
};

export type PackedBlock = {
  readonly first: number;
  readonly count: number;
  readonly bytes: Uint8Array;
};

/** A block is read as a whole, in well below a frame's time; smaller ones deflate worse. */
const BLOCK_ROWS = 256;
const BLOCK_BYTES = 128 * 1024;

export type PastOptions = {
  readonly keeper: PastKeeper;
  readonly links: Links;
  /** Whose numbering is continued: that of an emulator which failed. */
  readonly follows: Lines | undefined;
};

/** Numbers of lines, counted from the first that was ever written. */
export type Lines = {
  /** The oldest line that is in the emulator. */
  readonly hot: number;
  /** The line at the top of the screen. */
  readonly screen: number;
  /** One after the last line of the screen. */
  readonly end: number;
  /** Another one after lines from `hot` on got other numbers. */
  readonly numbering: number;
};

export class Past {
  readonly #core: Core;
  readonly #keeper: PastKeeper;
  readonly #links: Links;
  readonly #packer = new RowPacker();
  #base = 0;
  #numbering = 0;

  /** To be made before other handlers are registered: on `ESC c` it must come last. */
  constructor(core: Core, { keeper, links, follows }: PastOptions) {
    this.#core = core;
    this.#keeper = keeper;
    this.#links = links;
    this.#base = follows?.hot ?? 0;
    this.#numbering = (follows?.numbering ?? -1) + 1;
    this.#watchScrolling();
    this.#watchClearing();
  }

  /** The number of the oldest line in xterm's hands. */
  get base(): number {
    return this.#base;
  }

  get lines(): Lines {
    const screen = this.#base + this.#normal.ybase;
    const end = screen + this.#core._bufferService.rows;
    return { hot: this.#base, screen, end, numbering: this.#numbering };
  }

  /** The newest cold lines, which are packed and not yet handed on. */
  get waiting(): PackedBlock {
    const { count } = this.#packer;
    return { first: this.#base - count, count, bytes: this.#packer.peek() };
  }

  /** A hot line by its number; the screen's are those of the buffer that shows. */
  line(number: number): Line | undefined {
    const { screen } = this.lines;
    if (number < this.#base) return undefined;
    if (number < screen) return this.#normal.lines.get(number - this.#base);
    const { lines, ybase } = this.#core.buffer;
    const y = ybase + number - screen;
    return y < lines.length ? lines.get(y) : undefined;
  }

  /** Hot lines are joined and parted anew. */
  renumbered(): void {
    this.#numbering++;
  }

  /** Makes all lines cold but the newest `hot` above the screen; their owner trims them next. */
  spill(hot: number): void {
    const { lines, ybase } = this.#normal;
    for (let y = 0; y < ybase - hot; y++) this.#pack(lines.get(y));
  }

  get #normal(): XtermBuffer {
    return this.#core._bufferService.buffers.normal;
  }

  #watchScrolling(): void {
    const service = this.#core._bufferService;
    const scroll = service.scroll.bind(service);
    service.scroll = (attributes, wrapped) => {
      const { buffer } = service;
      const { scrollTop, lines, hasScrollback, ybase } = buffer;
      if (scrollTop === 0 && lines.isFull && hasScrollback) this.#pack(lines.get(0));
      scroll(attributes, wrapped);
      // DECSC saves a row of the screen (DEC STD 070); xterm saves a line of the buffer.
      buffer.savedY += buffer.ybase - ybase;
    };
  }

  #pack(line: Line | undefined): void {
    this.#base++;
    if (line === undefined) this.#packer.add(BLANK_ROW.words, BLANK_ROW.extras, false);
    else {
      const data = line._data;
      const length = trimmedLength(data);
      const words = length === data.length ? data : data.subarray(0, length);
      this.#packer.add(words, extrasOf(line, words, this.#links), line.isWrapped);
    }
    const { count, byteLength } = this.#packer;
    if (count < BLOCK_ROWS && byteLength < BLOCK_BYTES) return;
    const first = this.#base - count;
    this.#keeper.keep({ first, count, bytes: this.#packer.take() });
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
    this.#packer.take();
    this.#keeper.clear();
  }
}
