/** Where focus goes from a pane: to the nearest that a person sees in that direction. */
import type { PaneId } from '../domain/ids.js';
import type { Rect } from './rect.js';

export type Side = 'left' | 'right' | 'up' | 'down';

/**
 * The pane next to `from` on `side`; of several the one that shares the most of the
 * edge, then the first. Undefined at the rim.
 */
export function neighbour(
  panes: ReadonlyMap<PaneId, Rect>,
  from: PaneId,
  side: Side,
): PaneId | undefined {
  const start = panes.get(from);
  if (!start) return undefined;
  let best: { readonly id: PaneId; readonly score: number } | undefined;
  for (const [id, rect] of panes) {
    const distance = id === from ? -1 : gap(start, rect, side);
    const shared = overlap(start, rect, side);
    if (distance < 0 || shared <= 0) continue;
    const score = shared - distance * FAR;
    if (!best || score > best.score) best = { id, score };
  }
  return best?.id;
}

/** A cell of distance outweighs any shared edge, so that nothing is jumped over. */
const FAR = 100_000;

function gap(from: Rect, to: Rect, side: Side): number {
  const gaps = {
    left: from.x - (to.x + to.width),
    right: to.x - (from.x + from.width),
    up: from.y - (to.y + to.height),
    down: to.y - (from.y + from.height),
  } as const satisfies Record<Side, number>;
  return gaps[side];
}

function overlap(one: Rect, other: Rect, side: Side): number {
  if (side === 'left' || side === 'right')
    return (
      Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
    );
  return Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
}
