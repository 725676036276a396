/**
 * The lines between sidebar and panes, with a joint wherever a pane's title line meets
 * one. Pure.
 */
import type { Layer } from '../compositor/canvas.js';
import type { Rect } from '../layout/rect.js';
import {
  BG_DIM,
  COLOUR_16,
  WIDTH_SHIFT,
  WORDS_PER_CELL,
  type Row,
} from '../screen/row.js';
import type { Geometry } from './geometry.js';

export type BorderLook = {
  /** Whether the sidebar's border belongs to what has the keyboard. */
  readonly strong: boolean;
  readonly colour: boolean;
};

type Line = { readonly x: number; readonly y: number; readonly height: number };

export function borders(
  { sidebar, panes, stage }: Geometry,
  { strong, colour }: BorderLook,
): readonly Layer[] {
  const places = [...panes.values()];
  const between = places.filter(({ x }) => x > stage.x);
  const lines = between.map(({ x, y, height }) => ({ x: x - 1, y, height }));
  const edge = sidebar && { x: sidebar.width - 1, y: 0, height: sidebar.height };
  const all = edge ? [edge, ...lines] : lines;
  return all.map((line) => {
    const look = line === edge && strong ? (colour ? 'accent' : 'plain') : 'dim';
    return layer(line, (y) => cell(joint(line.x, y, { lines: all, places }), look));
  });
}

function layer({ x, y, height }: Line, cellAt: (y: number) => Row): Layer {
  const rows = Array.from({ length: height }, (_, index) => cellAt(y + index));
  return { rows, rect: { x, y, width: 1, height } };
}

type Around = { readonly lines: readonly Line[]; readonly places: readonly Rect[] };

const UP = 1;
const DOWN = 2;
const LEFT = 4;
const RIGHT = 8;

/** By the sides on which it goes on. */
const JOINTS: Readonly<Record<number, string>> = {
  [DOWN | LEFT]: '┐',
  [DOWN | RIGHT]: '┌',
  [DOWN | LEFT | RIGHT]: '┬',
  [UP | LEFT]: '┘',
  [UP | RIGHT]: '└',
  [UP | LEFT | RIGHT]: '┴',
  [UP | DOWN | LEFT]: '┤',
  [UP | DOWN | RIGHT]: '├',
  [UP | DOWN | LEFT | RIGHT]: '┼',
};

function joint(x: number, y: number, { lines, places }: Around): string {
  const isLine = (row: number) =>
    lines.some((line) => line.x === x && row >= line.y && row < line.y + line.height);
  const isTitle = (column: number) =>
    places.some(
      (rect) => rect.y === y && column >= rect.x && column < rect.x + rect.width,
    );
  const sides =
    (isLine(y - 1) ? UP : 0) |
    (isLine(y + 1) ? DOWN : 0) |
    (isTitle(x - 1) ? LEFT : 0) |
    (isTitle(x + 1) ? RIGHT : 0);
  return JOINTS[sides] ?? '│';
}

/** Words 1 and 2 of a cell. */
const LOOKS = {
  dim: [0, BG_DIM],
  accent: [COLOUR_16 | 6, 0],
  plain: [0, 0],
} as const satisfies Record<string, readonly [number, number]>;

const cells = new Map<string, Row>();

/** One object for all cells that look the same, by which they are known not to have changed. */
function cell(text: string, look: keyof typeof LOOKS): Row {
  const key = `${look} ${text}`;
  const known = cells.get(key);
  if (known) return known;
  const words = new Uint32Array(WORDS_PER_CELL);
  words.set([(1 << WIDTH_SHIFT) | (text.codePointAt(0) ?? 0), ...LOOKS[look]]);
  const row = { words, extras: [] };
  cells.set(key, row);
  return row;
}
