/**
 * The rows of the screen as a program drew them, after they wrapped at another width. Who
 * draws them anew (Ink, prompt_toolkit, progress bars) goes back up by as many rows as it
 * drew and not by as many as they are by then: what it left above would stand beside the
 * new ones for ever. That is taken away when the program begins to draw. What it never goes
 * back over has wrapped like all text, and nothing of it is lost.
 *
 * Others know how their rows wrapped, and come to where one of those begins (clack, prompts);
 * who comes to the middle of one does not. Where both would come to a row, it counts where the
 * program began to draw its last frame, then how high that was, and the one before; who edits
 * text counts its own rows.
 *
 * This holds from a change of width on for a screenful of rows that are fed, in which a
 * program that has yet to hear of it may draw for the width before, and no longer than until
 * the program addresses a row.
 */
import type { Past } from './past.js';
import type { Places } from './places.js';
import type { PromptMarks } from './prompt-marks.js';
import type { Core } from './xterm-core.js';

export type DrawnRowsOptions = {
  readonly core: Core;
  readonly past: Past;
  readonly places: Places;
  readonly prompts: PromptMarks;
  /** Whether the program draws anew what it edits, as those do that ask for pastes. */
  readonly edits: () => boolean;
};

/** A row as a program drew it. */
type DrawnRow = {
  /** The line that begins with it. */
  readonly start: number;
  /** It does not go on with the one before. */
  readonly isText: boolean;
};

type Drawn = {
  readonly rows: readonly DrawnRow[];
  /** The row that the program takes itself to be in, and the lowest so far. */
  readonly row: number;
  readonly lowest: number;
  /** The lines that the cursor is in, and was in at the lowest row. */
  readonly line: number;
  readonly bottom: number;
  /** The row that the program last began to draw in. */
  readonly began: number | undefined;
  /** How far the program had gone up the last time, and how far it came down again. */
  readonly frames: readonly number[];
  /** Rows that were fed since. */
  readonly fed: number;
};

export class DrawnRows {
  readonly #core: Core;
  readonly #past: Past;
  readonly #places: Places;
  readonly #prompts: PromptMarks;
  readonly #edits: () => boolean;
  #drawn: Drawn | undefined;
  /** How far the program went up the last time, and the line that it came to. */
  #climbed = { rows: 0, line: -1 };
  /** Ends the watch over what is printed and fed. */
  #unwatch: (() => void) | undefined;

  constructor({ core, past, places, prompts, edits }: DrawnRowsOptions) {
    this.#core = core;
    this.#past = past;
    this.#places = places;
    this.#prompts = prompts;
    this.#edits = edits;
  }

  /** Watches what moves or takes away whole rows, before others do it. */
  register(): void {
    const { _parser: parser } = this.#core._inputHandler;
    const forget = () => {
      this.forget();
      return false;
    };
    for (const final of ['L', 'M', 'S', 'T', '^'])
      parser.registerCsiHandler({ final }, forget);
    parser.registerCsiHandler({ final: 'J' }, ({ params }) =>
      (params[0] ?? 0) >= 2 ? forget() : false,
    );
    parser.registerEscHandler({ final: 'c' }, forget);
  }

  /** Knows the rows while `rewrap` wraps them. */
  through(rewrap: () => void): void {
    const drawn = this.#stillDrawn() ?? this.#asDrawn();
    const before = this.#places.still();
    const places = drawn?.rows.map(({ start }) => before.of({ line: start, column: 0 }));
    const frames =
      this.#climbed.line < 0
        ? (drawn?.frames ?? [])
        : [this.#climbed.rows, this.#cursorLine - this.#climbed.line];
    rewrap();
    this.#climbed.line = -1;
    if (!drawn || !places) return;
    const now = this.#places.still();
    const rows = drawn.rows.map(({ isText }, at) => {
      const place = places[at];
      return { start: place ? now.spot(place).line : 0, isText };
    });
    const line = this.#cursorLine;
    this.#drawn = { ...drawn, rows, line, bottom: line, frames, fed: 0 };
    this.#watch();
  }

  /** The cursor is to go up, or down by negative `rows`, which `move` does. */
  climb(rows: number, move: () => void): void {
    const before = this.#cursorLine;
    if (this.#drawn?.line !== before || !this.#isPlain) this.forget();
    move();
    const moved = this.#drawn && this.#moved(this.#drawn, rows);
    if (moved) this.#drawn = moved;
    else this.forget();
    const line = this.#cursorLine;
    const already = this.#climbed.line === before && rows > 0 ? this.#climbed.rows : 0;
    this.#climbed = { rows: already + Math.max(0, rows), line };
  }

  /** From here on rows are those that there are. */
  forget(): void {
    this.#drawn = undefined;
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  /** Rows are those of the normal screen, and scroll as a whole. */
  get #isPlain(): boolean {
    const { buffers, rows } = this.#core._bufferService;
    const { scrollTop, scrollBottom } = buffers.normal;
    const isWhole = scrollTop === 0 && scrollBottom === rows - 1;
    return this.#core.buffer === buffers.normal && isWhole;
  }

  get #cursorLine(): number {
    return this.#top + this.#core.buffer.y;
  }

  get #top(): number {
    return this.#past.base + this.#core.buffer.ybase;
  }

  /** What was drawn before the width last changed, if the program went on from there. */
  #stillDrawn(): Drawn | undefined {
    const drawn = this.#drawn;
    return drawn && this.#isPlain && this.#wrapsOn(drawn.line, this.#cursorLine)
      ? drawn
      : undefined;
  }

  #asDrawn(): Drawn | undefined {
    if (!this.#isPlain) return undefined;
    const { y } = this.#core.buffer;
    const rows = Array.from({ length: this.#core._bufferService.rows }, (_, row) => {
      const start = this.#top + row;
      return { start, isText: !this.#past.line(start)?.isWrapped };
    });
    const line = this.#cursorLine;
    const at = { row: y, lowest: y, line, bottom: line };
    const began = this.#climbed.rows > 0 ? this.#climbed.line - this.#top : undefined;
    return { rows, ...at, began, frames: [], fed: 0 };
  }

  /** Undefined beyond the rows that are known: they are not those that the program counts. */
  #moved(drawn: Drawn, climbed: number): Drawn | undefined {
    const { rows, lowest, bottom } = drawn;
    const row = drawn.row - climbed;
    if (row < 0 || row >= rows.length) return undefined;
    if (row <= lowest) return { ...drawn, row, line: this.#cursorLine };
    // Down to the last of its rows, from where it left the cursor among them.
    const y = (rows[row]?.start ?? bottom) - this.#top;
    this.#core.buffer.y = Math.min(y, this.#core._bufferService.rows - 1);
    const line = this.#cursorLine;
    return { ...drawn, row, lowest: row, line, bottom: line };
  }

  /** The program begins to draw, maybe in a row that it went back to. */
  #begins(): void {
    const drawn = this.#drawn;
    if (!drawn || drawn.row === drawn.lowest) return;
    if (drawn.line !== this.#cursorLine) return this.forget();
    const { rows, row } = this.#reached(drawn);
    const line = this.#cursorLine;
    this.#drawn = { ...drawn, rows, row, lowest: row, began: row, line, bottom: line };
    this.#climbed.line = line;
  }

  /** The row that the program went back to; one at the start of its last frame is the frame's first. */
  #reached(drawn: Drawn): Pick<Drawn, 'rows' | 'row'> {
    const { rows, row, began } = drawn;
    if (began !== undefined && rows[began]?.start === this.#cursorLine)
      return { rows, row: began };
    return { rows: this.#isAsDrawn(drawn) ? this.#asCounted(drawn) : rows, row };
  }

  /** Whether the program counts its rows as it drew them, and not as they are. */
  #isAsDrawn({ rows, row, lowest, bottom, began, frames }: Drawn): boolean {
    const climbed = lowest - row;
    if (!rows.slice(row, lowest).every(({ isText }) => isText)) return false;
    const isAtStart = rows.some(({ start }) => start === bottom - climbed);
    if (row === began) return true;
    return !isAtStart || frames.includes(climbed) || this.#edits();
  }

  /** Takes away what the program left above where it went back to. */
  #asCounted({ rows, row, lowest, line }: Drawn): readonly DrawnRow[] {
    const from = rows[row]?.start ?? line;
    const left = line - from;
    if (left <= 0 || from < this.#past.base) return rows;
    this.#prompts.forget(from);
    this.#past.remove(from, left);
    return rows.map(({ start, isText }, at) => {
      if (at <= row) return { start, isText };
      if (at > lowest) return { start: start - left, isText };
      return { start: from + at - row, isText: true };
    });
  }

  /** The row that is drawn may have wrapped. */
  #wentOn(): void {
    const drawn = this.#drawn;
    const line = this.#cursorLine;
    if (drawn && drawn.line < line && this.#wrapsOn(drawn.line, line))
      this.#drawn = { ...drawn, line, bottom: line };
  }

  /** A line was fed: the program is in the row after the one that it was in. */
  #fed(from: number): void {
    const drawn = this.#drawn;
    if (!drawn) return;
    const fed = drawn.fed + 1;
    if (fed > this.#core._bufferService.rows || !this.#wrapsOn(drawn.line, from))
      return this.forget();
    const row = drawn.row + 1;
    const line = this.#cursorLine;
    const rows = [...drawn.rows.slice(0, row), { start: line, isText: true }];
    this.#drawn = { ...drawn, rows, row, lowest: row, line, bottom: line, fed };
  }

  /** Whether all lines after one, up to another, go on with it. */
  #wrapsOn(line: number, to: number): boolean {
    for (let next = line + 1; next <= to; next++)
      if (!this.#past.line(next)?.isWrapped) return false;
    return to >= line;
  }

  #watch(): void {
    if (this.#unwatch) return;
    const { _inputHandler: input } = this.#core;
    const { print, lineFeed } = input;
    input.print = (codes, start, end) => {
      this.#begins();
      print.call(input, codes, start, end);
      this.#wentOn();
    };
    input.lineFeed = () => {
      this.#begins();
      const from = this.#cursorLine;
      const fed = lineFeed.call(input);
      this.#fed(from);
      return fed;
    };
    this.#unwatch = () => {
      input.print = print;
      input.lineFeed = lineFeed;
    };
  }
}
