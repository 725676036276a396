/**
 * The layout of a window: a tree whose leaves are panes and whose inner nodes stack
 * their children in a row or a column.
 *
 * Sizes are weights, never cells, so one tree fits every terminal. Cells appear only
 * in what `solve` returns. Everything here is pure; nothing knows what a pane shows.
 */
import type { PaneId } from '../domain/ids.js';
import type { Rect } from './rect.js';

export type Layout = Pane | Split;

export type Pane = { readonly type: 'pane'; readonly id: PaneId };

export type Split = {
  readonly type: 'split';
  readonly direction: Direction;
  readonly children: readonly Weighted[];
};

export type Direction = 'row' | 'column';

export type Weighted = { readonly weight: number; readonly node: Layout };

/**
 * Cells between neighbours. Side by side a border is drawn there; one above the other
 * none is needed, because each pane's own title line separates them.
 */
const GAP: Readonly<Record<Direction, number>> = { row: 1, column: 0 };

/** Gives every pane its rectangle. Rounding leftovers go to the earlier neighbours. */
export function solve(layout: Layout, area: Rect): ReadonlyMap<PaneId, Rect> {
  if (layout.type === 'pane') return new Map([[layout.id, area]]);
  const solved = new Map<PaneId, Rect>();
  for (const { node, rect } of partsOf(layout, area))
    for (const [id, inner] of solve(node, rect)) solved.set(id, inner);
  return solved;
}

/** The panes in reading order. */
export function panesOf(layout: Layout): readonly PaneId[] {
  if (layout.type === 'pane') return [layout.id];
  return layout.children.flatMap(({ node }) => panesOf(node));
}

export type Part = { readonly node: Layout; readonly rect: Rect };

/** The children of a split with the room that each has. */
export function partsOf({ direction, children }: Split, area: Rect): readonly Part[] {
  const length = direction === 'row' ? area.width : area.height;
  const free = Math.max(0, length - GAP[direction] * (children.length - 1));
  const sizes = share(free, children);

  let offset = 0;
  return children.map(({ node }, index) => {
    const size = sizes[index] ?? 0;
    const rect = slice(area, direction, { offset, size });
    offset += size + GAP[direction];
    return { node, rect };
  });
}

type Span = { readonly offset: number; readonly size: number };

function slice(area: Rect, direction: Direction, { offset, size }: Span): Rect {
  return direction === 'row'
    ? { ...area, x: area.x + offset, width: size }
    : { ...area, y: area.y + offset, height: size };
}

function share(cells: number, children: readonly Weighted[]): readonly number[] {
  const total = children.reduce((sum, { weight }) => sum + weight, 0);
  const sizes = children.map(({ weight }) => Math.floor((cells * weight) / total));
  const leftover = cells - sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size, index) => (index < leftover ? size + 1 : size));
}
