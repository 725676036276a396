/**
 * Gives a terminal another size. Texts wrap anew, also those above the screen; lines for which
 * there is no room leave; marks, cursors and what a program goes back over stay at their text.
 */
import type { Terminal } from '@xterm/headless';
import type { Size } from '../domain/session.js';
import { CursorText } from './cursor-text.js';
import { DrawnRows } from './drawn-rows.js';
import type { Past } from './past.js';
import type { Places } from './places.js';
import type { PromptMarks } from './prompt-marks.js';
import { MAX_ROWS } from './screen-size.js';
import type { Core, XtermBuffer } from './xterm-core.js';

export type ResizingOptions = {
  readonly terminal: Terminal;
  readonly core: Core;
  readonly past: Past;
  readonly places: Places;
  readonly prompts: PromptMarks;
  /** How many lines stay in xterm's hands above the screen. */
  readonly scrollback: number;
};

export class Resizing {
  readonly drawnRows: DrawnRows;
  readonly #terminal: Terminal;
  readonly #core: Core;
  readonly #past: Past;
  readonly #prompts: PromptMarks;
  readonly #cursorText: CursorText;
  readonly #scrollback: number;

  constructor({ terminal, core, past, places, prompts, scrollback }: ResizingOptions) {
    this.#terminal = terminal;
    this.#core = core;
    this.#past = past;
    this.#prompts = prompts;
    this.#scrollback = scrollback;
    this.#cursorText = new CursorText(terminal, past, places);
    const edits = () => this.#cursorText.stays;
    this.drawnRows = new DrawnRows({ core, past, places, prompts, edits });
  }

  to(size: Size): void {
    this.drawnRows.through(() => this.#cursorText.through(() => this.#resize(size)));
    this.#prompts.cut();
  }

  #resize({ columns, rows }: Size): void {
    // xterm lengthens a line within its memory, and would write over others there.
    this.#past.moveOut();
    const { options, cols } = this.#terminal;
    const resize = () => {
      // Narrower lines are more lines: there is room for all until the oldest are settled.
      options.scrollback =
        this.#normal.lines.length * Math.ceil(cols / columns) + MAX_ROWS;
      this.#terminal.resize(columns, rows);
    };
    if (columns === cols) resize();
    else this.#rewrap(columns, resize);
    this.#settle(this.#normal.ybase - this.#scrollback);
    options.scrollback = this.#scrollback;
  }

  #rewrap(columns: number, resize: () => void): void {
    // What would not stay above the screen leaves as it is, and not as many narrow rows.
    const { continuing } = this.#past;
    this.#settle(Math.max(continuing, this.#past.overflow(columns, this.#scrollback)));
    this.#past.handOnAll();
    const rewrap = () => {
      this.#past.rewrap(columns);
      resize();
    };
    this.#prompts.through(rewrap, this.#cursorText);
  }

  /** Takes the oldest lines from xterm. */
  #settle(count: number): void {
    if (count <= 0) return;
    this.#past.settle(count);
    this.#terminal.options.scrollback = this.#normal.ybase - count;
  }

  get #normal(): XtermBuffer {
    return this.#core._bufferService.buffers.normal;
  }
}
