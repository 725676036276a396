/**
 * The text that the cursor is in, when the width changes. A program that edits a line draws
 * it anew itself, over the rows that it takes it to have: those stay as they are, and what
 * has no room is cut until then, or old rows would be left beside the new ones. Nobody else
 * does: what a program wrote and did not end is wrapped like all texts, and loses nothing.
 *
 * Editors of lines ask for bracketed paste, as readline, zle, fish and agents do, and no
 * longer than they edit.
 */
import type { Terminal } from '@xterm/headless';
import type { Past } from './past.js';
import type { Places, Spot } from './places.js';
import { coreOf } from './xterm-check.js';
import type { Core } from './xterm-core.js';

export class CursorText {
  readonly #terminal: Terminal;
  readonly #service: Core['_bufferService'];
  readonly #past: Past;
  readonly #places: Places;

  constructor(terminal: Terminal, past: Past, places: Places) {
    this.#terminal = terminal;
    this.#service = coreOf(terminal)._bufferService;
    this.#past = past;
    this.#places = places;
  }

  /** Whether it stays in the rows that it has. */
  get stays(): boolean {
    return this.#terminal.modes.bracketedPasteMode;
  }

  /** Keeps the cursor at its cell, and the saved one, while `resize` wraps their texts. */
  through(resize: () => void): void {
    const { stays } = this;
    this.#terminal.options.reflowCursorLine = !stays;
    if (stays) return resize();
    const { normal } = this.#service.buffers;
    const { x, y, savedX, savedY, ybase } = normal;
    const before = this.#places.still();
    const of = (row: number, column: number) =>
      before.of({ line: this.#past.base + row, column });
    const cursor = of(ybase + y, x);
    const saved = of(savedY, savedX);
    resize();
    const now = this.#places.still();
    const at = this.#onScreen(now.spot(cursor));
    normal.x = at.column;
    normal.y = at.row;
    // Home is the screen's corner, whatever is written there; it is also where none was saved.
    if (savedX === 0 && savedY === ybase) {
      normal.savedY = normal.ybase;
      return;
    }
    const back = this.#onScreen(now.spot(saved));
    normal.savedX = back.column;
    normal.savedY = normal.ybase + back.row;
  }

  #onScreen({ line, column }: Spot): { readonly row: number; readonly column: number } {
    const { buffers, cols, rows } = this.#service;
    const row = line - this.#past.base - buffers.normal.ybase;
    return {
      row: Math.min(Math.max(0, row), rows - 1),
      // After a full row the next character is the first of another one.
      column: column > cols ? cols - 1 : column,
    };
  }
}
