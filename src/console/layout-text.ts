/** What the status bar says of the layout, and of the panes that are not in view. Pure. */
import { geometryOf } from './geometry.js';
import type { ConsoleState } from './state.js';

/** `Columns, page 2 of 3, 1 hidden` */
export function layoutText(state: ConsoleState): string {
  const { panes, order } = geometryOf(state);
  const all = state.panes.length;
  if (state.zoomed && panes.size > 0)
    return all > 1 ? `Zoomed, ${all - 1} more behind` : 'Zoomed';
  const title = state.layouts[state.layout]?.file.title ?? '';
  const page = panes.size > 0 && isPaged(state) ? [pageText(state)] : [];
  const away = all - order.length;
  const hidden = panes.size > 0 && away > 0 ? [`${away} hidden`] : [];
  return [title, ...page, ...hidden].join(', ');
}

/** Whether there are more panes than room. */
export function isPaged(state: ConsoleState): boolean {
  const { panes, order } = geometryOf(state);
  return !state.zoomed && panes.size < order.length;
}

/** The last page is full, too, with panes of the one before. */
function pageText(state: ConsoleState): string {
  const { panes, order } = geometryOf(state);
  const first = order.findIndex((id) => panes.has(id));
  const pages = Math.ceil(order.length / panes.size);
  return `page ${Math.ceil(first / panes.size) + 1} of ${pages}`;
}
