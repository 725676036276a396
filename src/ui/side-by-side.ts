/**
 * What Ink has laid out, as lines. Ink's own `Output` makes an object of every cell and compares
 * the styles of each with those of the one before, which is most of what a picture costs. Where
 * texts stand side by side, a line is those texts with spaces between; where one covers or cuts
 * another, Ink does it. `build.js` has Ink ask here first.
 */

/** What Ink's `Output` was told, in turn. Columns and rows count from 0. */
export type Operation =
  | {
      readonly type: 'write';
      readonly x: number;
      readonly y: number;
      /** Lines, with their SGR sequences, each of which ends what it begins. */
      readonly text: string;
      readonly transformers: readonly ((line: string, index: number) => string)[];
    }
  | { readonly type: 'clip'; readonly clip: Clip }
  | { readonly type: 'unclip' };

/** The second of a pair is the first that is outside. */
export type Clip = {
  readonly x1?: number | undefined;
  readonly x2?: number | undefined;
  readonly y1?: number | undefined;
  readonly y2?: number | undefined;
};

type Piece = {
  readonly x: number;
  readonly y: number;
  /** The first column after it. */
  readonly end: number;
  readonly text: string;
};

type Canvas = {
  /** In rows. */
  readonly height: number;
  /** The columns that a line takes. */
  readonly columnsOf: (line: string) => number;
};

/** Undefined where a text covers or cuts another. */
export function sideBySide(
  operations: readonly Operation[],
  { height, columnsOf }: Canvas,
): string | undefined {
  const rows = Array.from({ length: height }, (): Piece[] => []);
  const clips: Clip[] = [];
  for (const operation of operations) {
    if (operation.type === 'clip') clips.push(operation.clip);
    else if (operation.type === 'unclip') clips.pop();
    else {
      const pieces = piecesOf(operation, { clip: clips.at(-1), columnsOf });
      if (!pieces) return undefined;
      for (const piece of pieces) rows[piece.y]?.push(piece);
    }
  }
  const lines = rows.map(lineOf);
  return lines.includes(undefined) ? undefined : lines.join('\n');
}

type Cutting = {
  readonly clip: Clip | undefined;
  readonly columnsOf: (line: string) => number;
};

/** The lines that are shown; undefined where one would have to be cut. */
function piecesOf(
  { x, y, text, transformers }: Extract<Operation, { readonly type: 'write' }>,
  { clip = {}, columnsOf }: Cutting,
): readonly Piece[] | undefined {
  const { x1 = 0, x2 = Infinity, y1 = 0, y2 = Infinity } = clip;
  const lines = text.split('\n');
  // Whoever transforms a line is told which of those that are shown it is.
  if (y < y1 && y + lines.length > y1) return undefined;
  const pieces = lines.flatMap((line, index) => {
    const row = y + index;
    if (row < y1 || row >= y2 || line === '') return [];
    const shown = transformers.reduce((made, transform) => transform(made, index), line);
    return [{ x, y: row, end: x + columnsOf(line), text: shown }];
  });
  return pieces.some(({ end }) => x < x1 || end > x2) ? undefined : pieces;
}

function lineOf(pieces: readonly Piece[]): string | undefined {
  let line = '';
  let at = 0;
  for (const { x, end, text } of pieces.toSorted((one, other) => one.x - other.x)) {
    if (x < at) return undefined;
    line += ' '.repeat(x - at) + text;
    at = end;
  }
  return line.trimEnd();
}
