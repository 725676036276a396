/** From rows of a past to places, which a change of width leaves as they are, and back. */
import type { Past } from './past.js';
import { isEarlier, rowAt, type Place } from './place.js';
import { cellsOf, type Layout } from './row-shape.js';
import type { Line } from './xterm-core.js';

/** A cell by the number of its row. */
export type Spot = { readonly line: number; readonly column: number };

type LineAt = (number: number) => Line | undefined;

export class Places {
  readonly #past: Past;

  constructor(past: Past) {
    this.#past = past;
  }

  /** Of a row that is kept; the oldest stands in for one that is not. */
  of(spot: Spot): Place {
    return this.#shown().of(spot);
  }

  /** Where a place is now, or the nearest that is kept. */
  spot(place: Place): Spot {
    return this.#shown().spot(place);
  }

  /**
   * For many questions, right until somebody writes; of the normal buffer, whose lines a
   * change of width wraps, also while the other one shows.
   */
  still(): StillPlaces {
    return new StillPlaces(this.#past, (number) => this.#past.normalLine(number));
  }

  #shown(): StillPlaces {
    return new StillPlaces(this.#past, (number) => this.#past.line(number));
  }
}

export class StillPlaces {
  readonly #past: Past;
  /** Of the lines that the emulator has: the texts counted as places count them. */
  readonly #own: Layout;

  constructor(past: Past, lineAt: LineAt) {
    this.#past = past;
    this.#own = ownLayout(past, lineAt);
  }

  of({ line, column }: Spot): Place {
    const { first, own } = this.#past.lines;
    const kept = this.#past.kept.placeOf(Math.max(line, first) - first, column);
    if (kept) return kept;
    const { texts, cells } = this.#own;
    const row = Math.min(Math.max(0, line - own), texts.length - 1);
    return { text: texts[row] ?? 0, cell: (cells[row] ?? 0) + column };
  }

  spot(place: Place): Spot {
    const { first, own } = this.#past.lines;
    if (isEarlier(place, this.#past.ownPlace)) {
      const { row, column } = this.#past.kept.spotOf(place) ?? { row: 0, column: 0 };
      return { line: first + row, column };
    }
    const { row, column } = rowAt(this.#own, place);
    return { line: own + row, column };
  }
}

function ownLayout(past: Past, lineAt: LineAt): Layout {
  const { own, end } = past.lines;
  const texts: number[] = [];
  const cells: number[] = [];
  let { text, cell } = past.ownPlace;
  for (let line = own; line < end; line++) {
    texts.push(text);
    cells.push(cell);
    const now = lineAt(line);
    const next = lineAt(line + 1);
    const goesOn = now && next?.isWrapped;
    cell = goesOn ? cell + cellsOf(now, next) : 0;
    if (!goesOn) text++;
  }
  return { texts, cells };
}
