import type { Size } from '../domain/session.js';

export const MAX_ROWS = 500;

/** Nobody knows the outer terminal's font: programs that count in pixels get cells of this size. */
export const CELL_PIXELS = { width: 8, height: 16 } as const;

/** xterm's own least size, and the most that fits in a packet and in sane memory. */
const MIN_SIZE: Size = { columns: 2, rows: 1 };
const MAX_SIZE: Size = { columns: 1000, rows: MAX_ROWS };

/** Mode 2048's report: rows and columns, then the same in pixels. */
export function sizeReport({ columns, rows }: Size): string {
  const pixels = `${rows * CELL_PIXELS.height};${columns * CELL_PIXELS.width}`;
  return `\x1b[48;${rows};${columns};${pixels}t`;
}

/** The nearest size that a terminal can have. */
export function clampSize({ columns, rows }: Size): Size {
  return {
    columns: clamp(columns, MIN_SIZE.columns, MAX_SIZE.columns),
    rows: clamp(rows, MIN_SIZE.rows, MAX_SIZE.rows),
  };
}

/** What is no number becomes the least. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, Math.floor(value) || least));
}
