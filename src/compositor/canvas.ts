/**
 * What a terminal shows: layers of rows, the later ones before the others. It remembers
 * which rows every line was made of, and looks only at lines that are made of other ones
 * now: a typed key costs the line that it changes.
 */
import type { Rect } from '../layout/rect.js';
import type { Size } from '../domain/session.js';
import type { Row } from '../screen/row.js';
import type { Capabilities } from './capabilities.js';
import { difference } from './difference.js';
import { blankFrame, clearLine, copyLine, type Frame } from './frame.js';
import { paintLine, type Piece } from './paint.js';

/** Rows of a screen in a rectangle: what is too large is cut, what is missing is blank. */
export type Layer = {
  /** One that shows something else later is another object then. */
  readonly rows: readonly Row[];
  readonly rect: Rect;
  /** The screen's cell that stands in the rectangle's first; its top left by default. */
  readonly from?: { readonly x: number; readonly y: number };
};

const ORIGIN = { x: 0, y: 0 };

/** Where a layer stood, and its row in each line of its rectangle. */
type Shown = Place & { readonly rows: (Row | undefined)[] };
type Place = Pick<Layer, 'rect' | 'from'>;

export class Canvas {
  readonly #shown: Frame;
  /** Differs from what is shown only while lines are painted. */
  readonly #next: Frame;
  readonly #lines: (readonly Piece[])[];
  #layers: readonly Shown[] = [];

  /** Blank at first. */
  constructor(size: Size) {
    this.#shown = blankFrame(size);
    this.#next = blankFrame(size);
    this.#lines = Array.from({ length: size.rows }, () => []);
  }

  get size(): Size {
    return this.#shown;
  }

  /** Shows `layers`, and gives the bytes that make a terminal show them which showed the last ones. */
  show(layers: readonly Layer[], can: Capabilities): string {
    const changed = this.#changed(layers);
    for (const y of changed) {
      clearLine(this.#next, y);
      for (const piece of this.#lines[y] ?? []) paintLine(this.#next, y, piece);
    }
    const bytes = difference(this.#shown, this.#next, { can, lines: changed });
    for (const y of changed) copyLine(this.#next, this.#shown, y);
    return bytes;
  }

  /** Takes the pieces of each line, and gives the lines that are made of other ones. */
  #changed(layers: readonly Layer[]): readonly number[] {
    const changed: number[] = [];
    for (const y of this.#suspects(layers)) {
      const pieces = onBlank(layers.flatMap((layer) => this.#piece(layer, y) ?? []));
      if (samePieces(pieces, this.#lines[y] ?? [])) continue;
      this.#lines[y] = pieces;
      changed.push(y);
    }
    return changed;
  }

  /** The lines that may be made of others: all, unless every layer stands where it stood. */
  #suspects(layers: readonly Layer[]): Iterable<number> {
    if (samePlaces(layers, this.#layers)) return this.#rewritten(layers);
    this.#layers = layers.map(({ rows, rect, from = ORIGIN }) => ({
      rect,
      from,
      rows: Array.from({ length: rect.height }, (_, at) => rows[from.y + at]),
    }));
    return this.#lines.keys();
  }

  /** The lines for which a layer has another row. */
  #rewritten(layers: readonly Layer[]): readonly number[] {
    const lines = new Set<number>();
    layers.forEach(({ rows, rect, from = ORIGIN }, index) => {
      const shown = this.#layers[index]?.rows ?? [];
      for (let at = 0; at < rect.height; at++) {
        const row = rows[from.y + at];
        if (row === shown[at]) continue;
        shown[at] = row;
        if (rect.y + at in this.#lines) lines.add(rect.y + at);
      }
    });
    return [...lines].toSorted((one, other) => one - other);
  }

  /** What `layer` shows in line `y`; undefined where it does not reach. */
  #piece({ rows, rect, from = ORIGIN }: Layer, y: number): Piece | undefined {
    if (y < rect.y || y >= rect.y + rect.height) return undefined;
    const left = Math.max(0, rect.x);
    const right = Math.min(this.size.columns, rect.x + rect.width);
    if (left >= right) return undefined;
    const row = rows[y - rect.y + from.y];
    return { row, left, right, column: left - rect.x + from.x };
  }
}

/** Lines are blank before anything is painted: blanks with nothing below them are nothing. */
function onBlank(pieces: readonly Piece[]): readonly Piece[] {
  const first = pieces.findIndex(({ row }) => row !== undefined);
  return first < 0 ? [] : pieces.slice(first);
}

function samePlaces(some: readonly Place[], others: readonly Place[]): boolean {
  return (
    some.length === others.length &&
    some.every((layer, index) => samePlace(layer, others[index]))
  );
}

function samePlace({ rect, from = ORIGIN }: Place, other: Place | undefined): boolean {
  const { rect: before, from: start = ORIGIN } = other ?? {};
  return (
    rect.x === before?.x &&
    rect.y === before.y &&
    rect.width === before.width &&
    rect.height === before.height &&
    from.x === start.x &&
    from.y === start.y
  );
}

function samePieces(some: readonly Piece[], others: readonly Piece[]): boolean {
  return (
    some.length === others.length &&
    some.every((piece, index) => samePiece(piece, others[index]))
  );
}

function samePiece({ row, left, right, column }: Piece, other: Piece | undefined) {
  return (
    row === other?.row &&
    left === other?.left &&
    right === other.right &&
    column === other.column
  );
}
