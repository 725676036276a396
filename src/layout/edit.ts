/** Changes of a layout: split, close, swap, resize, reweight. Each gives a new tree. */
import type { PaneId } from '../domain/ids.js';
import { panesOf, type Direction, type Layout, type Weighted } from './layout.js';

/** No pane's weight is brought below this share of its split, or it could not be seen. */
const MIN_SHARE = 0.05;

/** Halves `target` and puts `added` to the right of it or below. */
export function split(
  layout: Layout,
  target: PaneId,
  { direction, added }: { readonly direction: Direction; readonly added: PaneId },
): Layout {
  if (layout.type === 'split')
    return mapNodes(layout, (node) => split(node, target, { direction, added }));
  if (layout.id !== target) return layout;
  const children = [layout, { type: 'pane', id: added } as const];
  return {
    type: 'split',
    direction,
    children: children.map((node) => ({ weight: 1, node })),
  };
}

/** The layout without `target`; its neighbours take its room. Undefined when it was the last. */
export function close(layout: Layout, target: PaneId): Layout | undefined {
  if (layout.type === 'pane') return layout.id === target ? undefined : layout;
  const children = layout.children.flatMap(({ weight, node }) => {
    const left = close(node, target);
    return left ? [{ weight, node: left }] : [];
  });
  const [only] = children;
  return children.length === 1 ? only?.node : { ...layout, children };
}

/** Lets two panes change places. */
export function swap(layout: Layout, one: PaneId, other: PaneId): Layout {
  if (layout.type === 'split') return mapNodes(layout, (node) => swap(node, one, other));
  if (layout.id === one) return { type: 'pane', id: other };
  if (layout.id === other) return { type: 'pane', id: one };
  return layout;
}

/**
 * Moves `by` (a share of the split, negative to shrink) of room along `direction` to
 * `target` from its neighbour, in the innermost split of that direction.
 */
export function resize(
  layout: Layout,
  target: PaneId,
  { direction, by }: { readonly direction: Direction; readonly by: number },
): Layout {
  if (layout.type === 'pane') return layout;
  const at = layout.children.findIndex(({ node }) => panesOf(node).includes(target));
  const inner = layout.children[at];
  if (!inner) return layout;

  const node = resize(inner.node, target, { direction, by });
  if (node !== inner.node)
    return { ...layout, children: layout.children.with(at, { ...inner, node }) };
  if (layout.direction !== direction || layout.children.length < 2) return layout;
  return { ...layout, children: shift(layout.children, at, by) };
}

/** The layout with the weights of another of its shape; undefined when that has another shape. */
export function reweighted(layout: Layout, like: Layout): Layout | undefined {
  if (layout.type === 'pane') return like.type === 'pane' ? layout : undefined;
  if (like.type === 'pane' || like.direction !== layout.direction) return undefined;
  if (like.children.length !== layout.children.length) return undefined;
  const children: Weighted[] = [];
  for (const [at, { node }] of layout.children.entries()) {
    const model = like.children[at];
    const inner = model && reweighted(node, model.node);
    if (!inner) return undefined;
    children.push({ weight: model.weight, node: inner });
  }
  return { ...layout, children };
}

/** The layout with the weights of another wherever both have the same number of parts. */
export function partlyReweighted(layout: Layout, like: Layout): Layout {
  if (layout.type === 'pane' || like.type === 'pane') return layout;
  const isAlike =
    like.direction === layout.direction &&
    like.children.length === layout.children.length;
  if (!isAlike) return layout;
  const children = layout.children.map(({ weight, node }, at) => {
    const model = like.children[at];
    return model
      ? { weight: model.weight, node: partlyReweighted(node, model.node) }
      : { weight, node };
  });
  return { ...layout, children };
}

/** Moves weight to the child at `at` from the next one, or from the one before the last. */
function shift(
  children: readonly Weighted[],
  at: number,
  by: number,
): readonly Weighted[] {
  const from = at + 1 < children.length ? at + 1 : at - 1;
  const taker = children[at];
  const giver = children[from];
  if (!taker || !giver) return children;

  const total = children.reduce((sum, { weight }) => sum + weight, 0);
  const least = total * MIN_SHARE;
  const wish = total * by;
  const moved =
    wish > 0
      ? Math.max(0, Math.min(wish, giver.weight - least))
      : -Math.max(0, Math.min(-wish, taker.weight - least));
  return children
    .with(at, { ...taker, weight: taker.weight + moved })
    .with(from, { ...giver, weight: giver.weight - moved });
}

function mapNodes(
  layout: Extract<Layout, { readonly type: 'split' }>,
  change: (node: Layout) => Layout,
): Layout {
  const children = layout.children.map(({ weight, node }) => ({
    weight,
    node: change(node),
  }));
  return { ...layout, children };
}
