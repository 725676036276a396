/**
 * Puts panes into a layout file's slots, as many as the area has room for. The others
 * are hidden, never squeezed: they come into view, a page at a time, with the focus.
 */
import { assert } from '../base/assert.js';
import type { PaneId } from '../domain/ids.js';
import { solve, type Direction, type Layout, type Weighted } from './layout.js';
import { showsWave, type LayoutFile, type LayoutNode } from './layout-slots.js';
import type { Rect } from './rect.js';

/** Below this an agent's prompt and its last lines can no longer be read. The title is the sixth row. */
export const MIN_PANE = { width: 20, height: 6 } as const;

/** What an agent's screen is made for; cells beyond it are worth less. */
const GOOD_PANE = { width: 80, height: 24 } as const;

export type Arrangement = {
  readonly layout: Layout | undefined;
  readonly panes: ReadonlyMap<PaneId, Rect>;
  readonly hidden: readonly PaneId[];
  /** All of them, as pages go through them. */
  readonly order: readonly PaneId[];
};

export type Wish = {
  readonly file: LayoutFile;
  /** In the order in which they take slots. */
  readonly panes: readonly PaneId[];
  readonly focused: PaneId | undefined;
  /** The panes of each wave: the wave at hand first, then in the order in which they follow. */
  readonly waves: readonly (readonly PaneId[])[];
  readonly area: Rect;
};

/** The largest page around the focused pane in which no pane is smaller than `MIN_PANE`. */
export function arrange({ file, panes, focused, waves, area }: Wish): Arrangement {
  const shown = showsWave(file) ? waves : [];
  const order = byWave(panes, shown);
  const wave = new Set(shown[0]);
  for (let size = order.length; size > 0; size--) {
    const page = pageOf(order, focused, size);
    const layout = fill(file.root, { page, focused, wave, area });
    const solved = solve(layout, area);
    if (size > 1 && ![...solved.values()].every(isReadable)) continue;
    const hidden = order.filter((id) => !solved.has(id));
    return { layout, panes: solved, hidden, order };
  }
  return { layout: undefined, panes: new Map(), hidden: order, order };
}

/** Those of no wave come last. */
function byWave(panes: readonly PaneId[], waves: Wish['waves']): readonly PaneId[] {
  const first = waves.flat().filter((id) => panes.includes(id));
  return [...new Set([...first, ...panes])];
}

/** Whether no pane of the layout is smaller than `MIN_PANE`. */
export function fits(layout: Layout, area: Rect): boolean {
  return [...solve(layout, area).values()].every(isReadable);
}

export function isReadable({ width, height }: Rect): boolean {
  return width >= MIN_PANE.width && height >= MIN_PANE.height;
}

function pageOf(
  panes: readonly PaneId[],
  focused: PaneId | undefined,
  size: number,
): readonly PaneId[] {
  const at = Math.max(0, focused ? panes.indexOf(focused) : 0);
  const start = Math.min(at - (at % size), panes.length - size);
  return panes.slice(start, start + size);
}

type Page = {
  readonly page: readonly PaneId[];
  readonly focused: PaneId | undefined;
  readonly wave: ReadonlySet<PaneId>;
  readonly area: Rect;
};

/** Who takes which slot: single slots are served before the others, wherever they stand. */
type Seats = {
  readonly single: ReadonlyMap<LayoutNode, PaneId>;
  readonly wave: readonly PaneId[];
  readonly rest: readonly PaneId[];
};

/** Slots that find no pane are left out. `page` is not empty, so one slot always finds one. */
function fill(root: LayoutNode, page: Page): Layout {
  const layout = place(root, seat(root, page), page.area);
  assert(layout, 'a layout file has a slot for every page');
  return layout;
}

function seat(root: LayoutNode, { page, focused, wave }: Page): Seats {
  const slots = singles(root);
  const forFocused = slots.find(({ pane }) => pane === 'focused');
  const first = forFocused && page.find((id) => id === focused);
  const queue = page.filter((id) => id !== first);
  const single = new Map<LayoutNode, PaneId>();
  for (const slot of slots) {
    const id = slot === forFocused && first ? first : queue.shift();
    if (id) single.set(slot, id);
  }
  return {
    single,
    wave: queue.filter((id) => wave.has(id)),
    rest: queue.filter((id) => !wave.has(id)),
  };
}

/** Whether a pane stands in it. */
function isTaken(node: LayoutNode, seats: Seats): boolean {
  if ('pane' in node) return seats.single.has(node);
  if ('wave' in node) return seats.wave.length > 0;
  if ('fill' in node) return seats.rest.length > 0;
  return childrenOf(node).some((child) => isTaken(child, seats));
}

function singles(node: LayoutNode): readonly Extract<LayoutNode, { pane: string }>[] {
  if ('pane' in node) return [node];
  return isSlot(node) ? [] : childrenOf(node).flatMap(singles);
}

function place(node: LayoutNode, seats: Seats, area: Rect): Layout | undefined {
  if ('pane' in node) {
    const id = seats.single.get(node);
    return id && pane(id);
  }
  if ('wave' in node) return shaped(seats.wave, node.wave, area);
  if ('fill' in node) return shaped(seats.rest, node.fill, area);

  const direction = 'row' in node ? 'row' : 'column';
  const children = childrenOf(node).filter((child) => isTaken(child, seats));
  const total = children.reduce((sum, { weight }) => sum + weight, 0);
  const placed = children.flatMap((child) => {
    const room = portion(area, direction, child.weight / total);
    const inner = place(child, seats, room);
    return inner ? [{ weight: child.weight, node: inner }] : [];
  });
  return stacked(direction, placed);
}

type Slot = Extract<LayoutNode, { pane: string } | { wave: string } | { fill: string }>;

function isSlot(node: LayoutNode): node is Slot {
  return 'pane' in node || 'wave' in node || 'fill' in node;
}

function childrenOf(node: Exclude<LayoutNode, Slot>): readonly LayoutNode[] {
  return 'row' in node ? node.row : node.column;
}

function portion(area: Rect, direction: Direction, part: number): Rect {
  return direction === 'row'
    ? { ...area, width: Math.floor(area.width * part) }
    : { ...area, height: Math.floor(area.height * part) };
}

function shaped(
  ids: readonly PaneId[],
  shape: 'grid' | Direction,
  area: Rect,
): Layout | undefined {
  if (ids.length === 0) return undefined;
  if (shape !== 'grid') return stacked(shape, ids.map(single));
  const columns = bestColumns(ids.length, area);
  const rows = Math.ceil(ids.length / columns);
  const lines = Array.from({ length: rows }, (_, row) =>
    stacked('row', lineOf(ids, row, rows).map(single)),
  );
  return stacked(
    'column',
    lines.flatMap((node) => (node ? [{ weight: 1, node }] : [])),
  );
}

/** The panes of a grid's row; the first rows hold fewer, and so the widest panes. */
function lineOf(ids: readonly PaneId[], row: number, rows: number): readonly PaneId[] {
  return ids.slice(
    Math.floor((ids.length * row) / rows),
    Math.floor((ids.length * (row + 1)) / rows),
  );
}

/** How many panes side by side bring them nearest to a good size. */
function bestColumns(count: number, area: Rect): number {
  let best = 1;
  let bestScore = -1;
  for (let columns = 1; columns <= count; columns++) {
    const width = Math.floor((area.width + 1) / columns) - 1;
    const height = Math.floor(area.height / Math.ceil(count / columns));
    const good =
      Math.min(1, width / GOOD_PANE.width) * Math.min(1, height / GOOD_PANE.height);
    const score = isReadable({ ...area, width, height }) ? good : good - 1;
    if (score > bestScore) [best, bestScore] = [columns, score];
  }
  return best;
}

function stacked(
  direction: Direction,
  children: readonly Weighted[],
): Layout | undefined {
  const [only] = children;
  if (children.length <= 1) return only?.node;
  return { type: 'split', direction, children };
}

function pane(id: PaneId): Layout {
  return { type: 'pane', id };
}

function single(id: PaneId): Weighted {
  return { weight: 1, node: pane(id) };
}
