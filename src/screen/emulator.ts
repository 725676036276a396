/**
 * A terminal without a window: bytes in, cells out. xterm.js does the emulation; this is
 * the one small face of it that the rest of wtmux sees (with `ScreenView`, which tells
 * what changed).
 *
 * Nothing here reads a clock, waits, or throws for what a program writes. Colours, fonts
 * and keys are the business of the console.
 */
import xterm, { type Terminal } from '@xterm/headless';
import { plainText } from '../base/plain-text.js';
import type { Size } from '../domain/session.js';
import { DEFAULT_COLOURS } from './colours.js';
import { EmulatorEvents, type EmulatorEvent } from './emulator-events.js';
import type { EmulatorOptions } from './emulator-options.js';
import { useGraphemes } from './graphemes.js';
import { KeptRows } from './kept-rows.js';
import { OwnColours } from './own-colours.js';
import type { PastRow } from './packed-rows.js';
import type { Lines } from './lines.js';
import { Links } from './links.js';
import { ParseWork } from './parse-work.js';
import { Past } from './past.js';
import { Places } from './places.js';
import { printRuns } from './printing.js';
import { PromptMarks, type PromptMark } from './prompt-marks.js';
import { recycleLines } from './recycled-lines.js';
import { Resizing } from './resizing.js';
import { readRow, sameRow, showsRow } from './row-reading.js';
import { cellsOf } from './row-shape.js';
import type { Cursor, Modes, Row } from './row.js';
import { clampSize } from './screen-size.js';
import { customize, type Customized } from './sequences.js';
import { SpareLines } from './spare-lines.js';
import { cursorOf, modesOf, pictureOf, screenText } from './terminal-state.js';
import { coreOf } from './xterm-check.js';
import type { Core } from './xterm-core.js';

export class Emulator implements Disposable {
  readonly places: Places;
  readonly #terminal: Terminal;
  readonly #core: Core;
  readonly #links: Links;
  readonly #past: Past;
  readonly #prompts: PromptMarks;
  readonly #resizing: Resizing;
  readonly #customized: Customized;
  readonly #ownColours: OwnColours;
  readonly #work: ParseWork;
  readonly #events = new EmulatorEvents();
  #generation = 0;

  constructor({
    size,
    scrollback,
    settled = 0,
    kept = new KeptRows(),
    spares = new SpareLines(),
    follows,
    onFrameStart = () => {},
    colours = () => DEFAULT_COLOURS,
  }: EmulatorOptions) {
    const { columns, rows } = clampSize(size);
    this.#terminal = new xterm.Terminal({
      allowProposedApi: true,
      cols: columns,
      rows,
      scrollback,
      logLevel: 'off',
      windowOptions: { getWinSizeChars: true, pushTitle: true, popTitle: true },
    });
    this.#core = coreOf(this.#terminal);
    recycleLines(this.#core);
    this.#links = new Links(this.#core);
    this.#past = new Past(this.#core, {
      settled,
      kept,
      spares,
      links: this.#links.target,
      follows,
    });
    this.places = new Places(this.#past);
    this.#prompts = new PromptMarks(this.#core, this.#past, this.places);
    this.#resizing = new Resizing({
      terminal: this.#terminal,
      core: this.#core,
      past: this.#past,
      places: this.places,
      prompts: this.#prompts,
      scrollback,
    });
    printRuns(this.#core, useGraphemes(this.#terminal, this.#core));
    const reply = (text: string) =>
      this.#events.push({ type: 'reply', text: this.#customized.told(text) });
    this.#terminal.onData(reply);
    this.#terminal.onBell(() => this.#events.push({ type: 'bell' }));
    this.#terminal.onTitleChange((title) => this.#events.titled(plainText(title)));
    this.#ownColours = new OwnColours(colours);
    this.#work = new ParseWork({
      core: this.#core,
      careful: () => this.#customized.margins.used,
      // Before and after, because `onFrameStart` lets others look in the middle.
      changing: () => {
        this.#generation++;
      },
    });
    this.#customized = customize(this.#core, {
      size: () => this.size,
      reply,
      overhear: (ask) => this.#events.overhear(ask),
      budget: this.#work.budget,
      frameStart: () => {
        if (!this.synchronized) onFrameStart();
      },
      theme: colours,
      ownColours: this.#ownColours,
      notice: (notice) => this.#events.push(notice),
      promptMark: this.#prompts.mark,
      drawnRows: this.#resizing.drawnRows,
    });
  }

  /** Takes output of a program, cut anywhere, and gives what its owner has to do about it. */
  write(bytes: Uint8Array): readonly EmulatorEvent[] {
    this.#work.finish(bytes);
    return this.#events.take();
  }

  /**
   * Like `write`, but for a bounded time: while it is `unfinished`, `goOn` does a part of the
   * rest. `bytes` need to stay as they are only until this returns.
   */
  begin(bytes: Uint8Array): readonly EmulatorEvent[] {
    this.#work.begin(bytes);
    return this.#events.take();
  }

  /** Does a part of what is unfinished. */
  goOn(): readonly EmulatorEvent[] {
    this.#work.goOn();
    return this.#events.take();
  }

  /** Whether bytes were taken whose effect is yet to come. */
  get unfinished(): boolean {
    return this.#work.unfinished;
  }

  /** Whether the screen is what all that was written makes of it, and it ended with no half. */
  get settled(): boolean {
    return this.#work.settled;
  }

  /** Reflows to a new size. Sizes beyond what a terminal can be are brought to the nearest. */
  resize(size: Size): void {
    const { columns, rows } = clampSize(size);
    this.#generation++;
    this.#resizing.to({ columns, rows });
    this.#customized.margins.resized();
  }

  get size(): Size {
    return { columns: this.#terminal.cols, rows: this.#terminal.rows };
  }

  /** What the program is to be told of another size, when it asked for that (mode 2048). */
  get sizeReport(): string | undefined {
    return this.#customized.sizeReport();
  }

  /** What the program is to be told of colours that became dark or light (mode 2031). */
  get themeReport(): string | undefined {
    return this.#customized.themeReport();
  }

  get title(): string {
    return this.#events.title;
  }

  /** Changes with every `write` and `resize`: when it did not, neither did the screen. */
  get generation(): number {
    return this.#generation;
  }

  /** Whether the program is in the middle of a frame (mode 2026) that nobody should see yet. */
  get synchronized(): boolean {
    return this.#terminal.modes.synchronizedOutputMode;
  }

  get cursor(): Cursor {
    return cursorOf(this.#core, this.#ownColours.ground('cursor'));
  }

  get modes(): Modes {
    return modesOf(this.#terminal, this.#core, this.#customized.inputModes());
  }

  /** Whether what is typed shows by itself, and not by what the program makes of it. */
  get echoes(): boolean {
    return this.#customized.echoes();
  }

  /** Row `y` of the visible screen, counted from 0 at its top. */
  row(y: number): Row {
    return this.#coloured(readRow(this.#line(y), this.#links.target));
  }

  /** Whether row `y` of the visible screen shows what `row` does. */
  shows(y: number, row: Row): boolean {
    if (!this.#ownColours.none) return sameRow(this.row(y), row);
    return showsRow(this.#line(y), row, this.#links.target);
  }

  /** Which lines are here. */
  get lines(): Lines {
    return this.#past.lines;
  }

  /** Of all lines that there ever were, the newest marks only. */
  get prompts(): readonly PromptMark[] {
    return this.#prompts.all();
  }

  /** A line from `lines.own` on, by its number. */
  line(number: number): PastRow {
    const line = this.#past.line(number);
    const next = this.#past.line(number + 1);
    const cells = line && next?.isWrapped ? cellsOf(line, next) : undefined;
    const row = this.#coloured(readRow(line, this.#links.target, cells));
    return { row, wrapped: line?.isWrapped ?? false };
  }

  /** Whether so many rows have settled that some should be handed on. */
  get packable(): boolean {
    return this.#past.packable;
  }

  /** Hands on a block of the oldest rows; false when not enough come before `line`. */
  handOn(line: number): boolean {
    return this.#past.handOn(line);
  }

  /** Moves what stays of the lines out of the memory of those that were packed. */
  moveOut(): void {
    this.#past.moveOut();
  }

  /**
   * Bytes that bring another terminal of this size to this screen: its text and cursor, with
   * the lines above it, not its colours. What that terminal showed becomes its past.
   */
  get picture(): string {
    return pictureOf(this.#core);
  }

  /** The visible lines, or with what scrolled away; trailing blanks and blank lines cut. */
  text({ scrollback }: { readonly scrollback: boolean }): readonly string[] {
    return screenText(this.#core.buffer, scrollback);
  }

  [Symbol.dispose](): void {
    this.#terminal.dispose();
  }

  #coloured(row: Row): Row {
    const own = this.#ownColours;
    return own.none ? row : own.applied(row, this.#terminal.cols);
  }

  #line(y: number) {
    const { lines, ybase } = this.#core.buffer;
    return lines.get(ybase + y);
  }
}
