/**
 * Where a shell said that its prompts, commands and outputs begin (OSC 133, FinalTerm's
 * semantic prompts): `A` prompt, `B` command, `C` output, `D` end with an exit status.
 */
import type { PayloadHandler } from './payloads.js';
import type { Past } from './past.js';
import type { Place } from './place.js';
import type { Core, Marker } from './xterm-core.js';

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
  #marks: PromptMark[] = [];

  constructor(core: Core, past: Past) {
    this.#core = core;
    this.#past = past;
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

  /** Keeps marks at their text while `reflow` wraps it anew: xterm's lines and those handed on. */
  through(reflow: () => void): void {
    const { first, own } = this.#past.lines;
    const { normal } = this.#core._bufferService.buffers;
    const held = this.#marks.map(({ line, column }): Marker | Place | undefined =>
      line < own
        ? this.#past.kept.placeOf(line - first, column)
        : normal.addMarker(line - own),
    );
    reflow();
    this.#marks = this.#marks.flatMap((mark, index) => this.#moved(mark, held[index]));
  }

  #moved(mark: PromptMark, held: Marker | Place | undefined): readonly PromptMark[] {
    // Of a line that nobody keeps any more, and the oldest line keeps its number.
    if (held === undefined) return [mark];
    const { first, own, kept } = { ...this.#past.lines, kept: this.#past.kept };
    if ('text' in held) {
      const spot = kept.spotOf(held);
      return spot ? [{ ...mark, line: first + spot.row, column: spot.column }] : [];
    }
    const { line } = held;
    held.dispose();
    return line < 0 ? [] : [{ ...mark, line: own + line }];
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
