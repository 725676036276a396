/** The lines between panes, which a pointer can take hold of and move. */
import { fits } from './arrange.js';
import { partsOf, type Layout, type Weighted } from './layout.js';
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

/** The layout with a border at another place; unchanged where a pane would be too small. */
export function moveBorder(
  layout: Layout,
  area: Rect,
  { border, to }: BorderMove,
): Layout {
  const moved = moveIn(layout, area, { border, to });
  return fits(moved, area) ? moved : layout;
}

function moveIn(layout: Layout, area: Rect, { border, to }: BorderMove): Layout {
  if (layout.type === 'pane') return layout;
  const parts = partsOf(layout, area);
  const [at, ...path] = border.path;
  if (at === undefined) return shifted(layout, parts, { border, to });
  const part = parts[at];
  if (!part) return layout;
  const node = moveIn(part.node, part.rect, { border: { ...border, path }, to });
  const children = layout.children.map((child, index) =>
    index === at ? { ...child, node } : child,
  );
  return { ...layout, children };
}

type Parts = ReturnType<typeof partsOf>;

/** Weights become cells, so that the border is where the pointer is. */
function shifted(
  layout: Extract<Layout, { readonly type: 'split' }>,
  parts: Parts,
  { border: { index }, to }: BorderMove,
): Layout {
  const isRow = layout.direction === 'row';
  const sizeOf = ({ width, height }: Rect) => (isRow ? width : height);
  const rect = parts[index]?.rect;
  const next = parts[index + 1]?.rect;
  if (!rect || !next) return layout;
  const size = isRow ? to.x - rect.x : to.y - rect.y;
  const both = sizeOf(rect) + sizeOf(next);
  if (size < 1 || size >= both) return layout;
  const children: readonly Weighted[] = parts.map(({ node, rect }) => ({
    weight: sizeOf(rect),
    node,
  }));
  const one = children[index];
  const other = children[index + 1];
  if (!one || !other) return layout;
  return {
    ...layout,
    children: children
      .with(index, { ...one, weight: size })
      .with(index + 1, { ...other, weight: both - size }),
  };
}

function isBehind(direction: 'row' | 'column', rect: Rect, { x, y }: Point): boolean {
  return direction === 'row'
    ? x === rect.x + rect.width && y >= rect.y && y < rect.y + rect.height
    : y === rect.y + rect.height && x >= rect.x && x < rect.x + rect.width;
}

function isIn({ x, y, width, height }: Rect, point: Point): boolean {
  return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
}
