/** From rows of a past to places, which a change of width leaves as they are, and back. */
import type { Past } from './past.js';
import { isEarlier, type Place } from './place.js';
import { cellsOf } from './row-shape.js';

/** A cell by the number of its row. */
export type Spot = { readonly line: number; readonly column: number };

export class Places {
  readonly #past: Past;

  constructor(past: Past) {
    this.#past = past;
  }

  /** Of a row that is kept; the oldest stands in for one that is not. */
  of({ line, column }: Spot): Place {
    const { first } = this.#past.lines;
    const kept = this.#past.kept.placeOf(Math.max(line, first) - first, column);
    if (kept) return kept;
    const { text, cell } = this.#start(line);
    return { text, cell: cell + column };
  }

  /** Where a place is now, or the nearest that is kept. */
  spot(place: Place): Spot {
    const { first, own, end } = this.#past.lines;
    if (isEarlier(place, this.#past.ownPlace)) {
      const { row, column } = this.#past.kept.spotOf(place) ?? { row: 0, column: 0 };
      return { line: first + row, column };
    }
    let line = own;
    let here = this.#past.ownPlace;
    for (; line + 1 < end; line++) {
      const next = this.#after(line, here);
      if (isEarlier(place, next)) break;
      here = next;
    }
    return { line, column: here.text === place.text ? place.cell - here.cell : 0 };
  }

  /** Where a line begins that the emulator has. */
  #start(line: number): Place {
    let here = this.#past.ownPlace;
    for (let number = this.#past.lines.own; number < line; number++)
      here = this.#after(number, here);
    return here;
  }

  /** Where the line after `line` begins, which begins at `here`. */
  #after(line: number, here: Place): Place {
    const now = this.#past.line(line);
    const next = this.#past.line(line + 1);
    if (!now || !next?.isWrapped) return { text: here.text + 1, cell: 0 };
    return { text: here.text, cell: here.cell + cellsOf(now, next) };
  }
}
