/**
 * Prints whole runs of what programs print most: characters that are a cluster by
 * themselves, in cells without decorations. All else, and a character that has no room in
 * its line, is left to xterm, which does the same one by one.
 */
import {
  columnsOf,
  isUnjoined,
  PARTED,
  simpleProperties,
  type SimpleWidth,
} from './graphemes.js';
import { isHint } from './newer-characters.js';
import { BG_HAS_EXTENDED, WIDTH_SHIFT, WORDS_PER_CELL } from './row.js';
import type { Core, PrintHandler } from './xterm-core.js';

/** An empty cell, one column wide. */
const EMPTY_CELL = 1 << WIDTH_SHIFT;

/** Fewer characters are printed faster one by one. */
const LEAST_RUN = 4;

/** The first mark; all hints come later. */
const FIRST_UNSEEN = 0x300;

/** Between them is all of ASCII that is printed. */
const SPACE = 0x20;
const DELETE = 0x7f;

/** Takes the place of xterm's own way to print. */
export function printRuns(core: Core, simpleWidth: SimpleWidth): void {
  const printer = new RunPrinter(core, simpleWidth);
  core._inputHandler.print = (codes, start, end) => printer.print(codes, start, end);
}

class RunPrinter {
  readonly #core: Core;
  readonly #simpleWidth: SimpleWidth;
  readonly #printEach: PrintHandler;

  constructor(core: Core, simpleWidth: SimpleWidth) {
    this.#core = core;
    this.#simpleWidth = simpleWidth;
    this.#printEach = core._inputHandler.print.bind(core._inputHandler);
  }

  print(codes: Uint32Array, start: number, end: number): void {
    if (end - start < LEAST_RUN || !this.#isPlain)
      return this.#printSeen(codes, start, end);
    for (let at = start; at < end;) {
      const rest = this.#run(codes, at, end);
      at = this.#afterSimple(codes, rest, end);
      if (rest < at) this.#printSeen(codes, rest, at);
    }
  }

  /** Leaves out what shows nothing: hints, and marks with nothing before them at the left edge. */
  #printSeen(codes: Uint32Array, start: number, end: number): void {
    let from = start;
    for (let at = start; at < end; at++) {
      const code = codes[at] ?? 0;
      if (
        code < FIRST_UNSEEN ||
        !(isHint(code) || (at === from && this.#hasNoBase(code)))
      )
        continue;
      if (from < at) this.#printEach(codes, from, at);
      from = at + 1;
    }
    if (from < end) this.#printEach(codes, from, end);
    if (!this.#core.coreService.decPrivateModes.wraparound) this.#mendEnd();
  }

  /** Without autowrap characters print over each other at the end of a line, also half of a wide one. */
  #mendEnd(): void {
    const { _inputHandler: input, _bufferService: service } = this.#core;
    const { buffer, cols } = service;
    const line = buffer.lines.get(buffer.ybase + buffer.y);
    const isCut = line?.getWidth(cols - 2) === 2 && line.getWidth(cols - 1) !== 0;
    const isLeft = line?.getWidth(cols - 2) !== 2 && line?.getWidth(cols - 1) === 0;
    const at = isCut ? cols - 2 : cols - 1;
    if (isCut || isLeft) line?.setCellFromCodepoint(at, 0, 1, input._curAttrData);
  }

  #hasNoBase(codePoint: number): boolean {
    const { buffer, _inputHandler: input, unicodeService } = this.#core;
    return (
      buffer.x === 0 &&
      columnsOf(input._parser.precedingJoinState) === 0 &&
      unicodeService.charProperties(codePoint, 0) === PARTED
    );
  }

  /** Whether characters go into cells as they are. */
  get #isPlain(): boolean {
    const { _inputHandler: input, _charsetService, coreService } = this.#core;
    return (
      !_charsetService.charset &&
      !coreService.modes.insertMode &&
      coreService.decPrivateModes.wraparound &&
      (input._curAttrData.bg & BG_HAS_EXTENDED) === 0
    );
  }

  /** One after the next simple character: behind it, runs are possible again. */
  #afterSimple(codes: Uint32Array, start: number, end: number): number {
    let at = start;
    while (at < end) if (this.#simpleWidth(codes[at++] ?? 0) > 0) break;
    return at;
  }

  /** Gives where it stopped: at a character that is not simple, or has no room. */
  #run(codes: Uint32Array, start: number, end: number): number {
    const { _inputHandler: input, _bufferService: service } = this.#core;
    const { buffer, cols } = service;
    const line = buffer.lines.get(buffer.ybase + buffer.y);
    if (!line || !isUnjoined(input._parser.precedingJoinState)) return start;

    const words = line._data;
    const { fg, bg } = input._curAttrData;
    const begin = buffer.x * WORDS_PER_CELL;
    const last = cols * WORDS_PER_CELL;
    let to = begin;
    let width = 0;
    let at = start;
    for (; at < end; at++) {
      const code = codes[at] ?? 0;
      const columns = code < DELETE && code >= SPACE ? 1 : this.#simpleWidth(code);
      if (columns === 0 || to + columns * WORDS_PER_CELL > last) break;
      width = columns;
      words[to] = code | (columns << WIDTH_SHIFT);
      words[to + 1] = fg;
      words[to + 2] = bg;
      to += WORDS_PER_CELL;
      if (columns === 1) continue;
      words[to] = 0;
      words[to + 1] = fg;
      words[to + 2] = bg;
      to += WORDS_PER_CELL;
    }
    if (at === start) return start;
    mendEdges(words, { begin, to, last }, input._curAttrData);
    line._cacheValid = false;
    buffer.x = to / WORDS_PER_CELL;
    input._parser.precedingJoinState = simpleProperties(width);
    return at;
  }
}

/** What was left of wide characters whose other half was printed over becomes empty. */
function mendEdges(
  words: Uint32Array,
  { begin, to, last }: Readonly<Record<'begin' | 'to' | 'last', number>>,
  { fg, bg }: { readonly fg: number; readonly bg: number },
): void {
  const before = begin - WORDS_PER_CELL;
  if (before >= 0 && (words[before] ?? 0) >>> WIDTH_SHIFT === 2)
    words.set([EMPTY_CELL, fg, bg], before);
  if (to < last && words[to] === 0) words.set([EMPTY_CELL, fg, bg], to);
}
