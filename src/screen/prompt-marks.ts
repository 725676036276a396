/**
 * Where a shell said that its prompts, commands and outputs begin (OSC 133, FinalTerm's
 * semantic prompts): `A` prompt, `B` command, `C` output, `D` end with an exit status.
 */
import type { PayloadHandler } from './payloads.js';
import type { Past } from './past.js';
import type { Places } from './places.js';
import type { Core } from './xterm-core.js';

export type PromptMark = {
  readonly line: number;
  readonly column: number;
  readonly part: PromptPart;
  readonly exitCode?: number;
};

export type PromptPart = 'prompt' | 'command' | 'output' | 'end';

const PARTS: ReadonlyMap<string, PromptPart> = new Map([
  ['A', 'prompt'],
  ['B', 'command'],
  ['C', 'output'],
  ['D', 'end'],
]);

/** Four for each command: as many commands as 10,000 lines hold when each prints some. */
const MAX_MARKS = 4000;

export class PromptMarks {
  readonly #core: Core;
  readonly #past: Past;
  readonly #places: Places;
  #marks: PromptMark[] = [];

  constructor(core: Core, past: Past, places: Places) {
    this.#core = core;
    this.#past = past;
    this.#places = places;
  }

  /** In the order of lines; also of lines that nobody keeps any more. */
  all(): readonly PromptMark[] {
    return this.#marks;
  }

  /** Takes the payload of an OSC 133. */
  readonly mark: PayloadHandler = (payload) => {
    const [letter = '', status] = payload.split(';');
    const part = PARTS.get(letter);
    const { buffer } = this.#core;
    if (part === undefined || !buffer.hasScrollback) return true;
    const line = this.#past.base + buffer.ybase + buffer.y;
    const exitCode = part === 'end' ? Number.parseInt(status ?? '', 10) : Number.NaN;
    this.#add({
      line,
      column: buffer.x,
      part,
      ...(Number.isNaN(exitCode) ? {} : { exitCode }),
    });
    return true;
  };

  /** Drops those of lines that a lower screen had no room for. */
  cut(): void {
    this.forget(this.#past.lines.end);
  }

  /** Drops those at and below a line. */
  forget(from: number): void {
    this.#marks.length = this.#marks.findLastIndex(({ line }) => line < from) + 1;
  }

  /**
   * Keeps marks at their text while `rewrap` gives lines other numbers; of the cursor's text
   * in their rows, if it `stays` in those.
   */
  through(rewrap: () => void, { stays }: { readonly stays: boolean }): void {
    const { first } = this.#past.lines;
    const before = this.#places.still();
    const { text } = before.of({ line: this.#cursorLine, column: 0 });
    const start = { text, cell: 0 };
    const startedAt = before.spot(start).line;
    const held = this.#marks.map((mark) => ({ mark, place: before.of(mark) }));
    rewrap();
    const now = this.#places.still();
    const startsAt = now.spot(start).line;
    this.#marks = [];
    for (const { mark, place } of held) {
      // The oldest line keeps its number, and so do all before it.
      if (mark.line < first) this.#add(mark);
      else if (!stays || place.text !== text) this.#add({ ...mark, ...now.spot(place) });
      else this.#add({ ...mark, line: mark.line - startedAt + startsAt });
    }
  }

  get #cursorLine(): number {
    const { normal } = this.#core._bufferService.buffers;
    return this.#past.base + normal.ybase + normal.y;
  }

  /** What stood at or after a new mark was overwritten: a screen was cleared, a prompt redrawn. */
  #add(mark: PromptMark): void {
    const after = this.#marks.findLastIndex((other) => isBefore(other, mark));
    this.#marks.length = after + 1;
    this.#marks.push(mark);
    if (this.#marks.length > MAX_MARKS) this.#marks.shift();
  }
}

/** Two parts may begin in one cell: an empty command has no output. */
function isBefore(one: PromptMark, other: PromptMark): boolean {
  if (one.line !== other.line) return one.line < other.line;
  if (one.column !== other.column) return one.column < other.column;
  return one.part !== other.part && other.part !== 'prompt';
}
