/** The lines between panes, which a pointer can take hold of and move. */
import { fits } from './arrange.js';
import { partsOf, type Direction, type Layout } from './layout.js';
import type { Rect } from './rect.js';

/** Between two children of the split that `path` leads to, counted from 0. */
export type Border = { readonly path: readonly number[]; readonly index: number };

type Point = { readonly x: number; readonly y: number };

/** The border at a cell: the gap between neighbours, or the title line of the lower one. */
export function borderAt(layout: Layout, area: Rect, point: Point): Border | undefined {
  if (layout.type === 'pane') return undefined;
  const parts = partsOf(layout, area);
  const index = parts.findIndex(
    ({ rect }, at) => at + 1 < parts.length && isBehind(layout.direction, rect, point),
  );
  if (index >= 0) return { path: [], index };
  for (const [at, { node, rect }] of parts.entries()) {
    const inner = isIn(rect, point) && borderAt(node, rect, point);
    if (inner) return { ...inner, path: [at, ...inner.path] };
  }
  return undefined;
}

export type BorderMove = { readonly border: Border; readonly to: Point };

/** The layout with a border at another place, or as near to it as leaves each pane its least room. */
export function moveBorder(
  layout: Layout,
  area: Rect,
  { border, to }: BorderMove,
): Layout {
  const span = spanOf(layout, area, border);
  if (!span) return layout;
  const { direction, start, size, both } = span;
  const wished = (direction === 'row' ? to.x : to.y) - start;
  const nearest = Math.max(1, Math.min(wished, both - 1));
  const back = Math.sign(size - nearest);
  for (let next = nearest; next !== size; next += back) {
    const moved = withSize(layout, area, { border, size: next });
    if (fits(moved, area)) return moved;
  }
  return layout;
}

/** Where the part before a border begins, how large it is, and how large with the one behind. */
type Span = {
  readonly direction: Direction;
  readonly start: number;
  readonly size: number;
  readonly both: number;
};

function spanOf(layout: Layout, area: Rect, { path, index }: Border): Span | undefined {
  if (layout.type === 'pane') return undefined;
  const parts = partsOf(layout, area);
  const [at, ...rest] = path;
  if (at !== undefined) {
    const part = parts[at];
    return part && spanOf(part.node, part.rect, { path: rest, index });
  }
  const { direction } = layout;
  const [one, other] = [parts[index], parts[index + 1]];
  if (!one || !other) return undefined;
  const size = sizeOf(one.rect, direction);
  const both = size + sizeOf(other.rect, direction);
  return { direction, start: startOf(one.rect, direction), size, both };
}

type Sized = { readonly border: Border; readonly size: number };

/** Weights become cells. */
function withSize(layout: Layout, area: Rect, { border, size }: Sized): Layout {
  if (layout.type === 'pane') return layout;
  const parts = partsOf(layout, area);
  const [at, ...path] = border.path;
  const { index } = border;
  if (at !== undefined) {
    const part = parts[at];
    if (!part) return layout;
    const node = withSize(part.node, part.rect, { border: { path, index }, size });
    const children = layout.children.map((child, which) =>
      which === at ? { ...child, node } : child,
    );
    return { ...layout, children };
  }
  const sizes = parts.map(({ rect }) => sizeOf(rect, layout.direction));
  const both = (sizes[index] ?? 0) + (sizes[index + 1] ?? 0);
  const weights = sizes.with(index, size).with(index + 1, both - size);
  const children = parts.map(({ node }, which) => ({
    node,
    weight: weights[which] ?? 1,
  }));
  return { ...layout, children };
}

function startOf({ x, y }: Rect, direction: Direction): number {
  return direction === 'row' ? x : y;
}

function sizeOf({ width, height }: Rect, direction: Direction): number {
  return direction === 'row' ? width : height;
}

function isBehind(direction: Direction, rect: Rect, { x, y }: Point): boolean {
  return direction === 'row'
    ? x === rect.x + rect.width && y >= rect.y && y < rect.y + rect.height
    : y === rect.y + rect.height && x >= rect.x && x < rect.x + rect.width;
}

function isIn({ x, y, width, height }: Rect, point: Point): boolean {
  return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
}
