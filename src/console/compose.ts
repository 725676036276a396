/** The console's picture: chrome, the panes' screens on it, a dialog before them. */
import type { Layer } from '../compositor/canvas.js';
import { HIDDEN, type OuterCursor } from '../compositor/cursor.js';
import type { Rect } from '../layout/rect.js';
import type { PaneId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';
import { borders, type BorderLook } from './borders.js';
import type { ChromeRows } from './chrome.js';
import { geometryOf, screenRect, type Geometry } from './geometry.js';
import type { Picture } from './painter.js';
import type { Screen, Screens } from './screens.js';
import { pastPicture } from './past-picture.js';
import type { OpenPast } from './past.js';
import { focusedPane, focusedPast, type ConsoleState } from './state.js';

export type Parts = {
  readonly state: ConsoleState;
  readonly screens: Screens;
  readonly chrome: ChromeRows;
};

/** Everything in a frame of the state's size. */
export function compose({ state, screens, chrome }: Parts): Picture {
  const geometry = geometryOf(state);
  const { columns, rows } = state.size;
  const whole = { x: 0, y: 0, width: columns, height: rows };
  if (geometry.tooSmall)
    return { layers: [{ rows: chrome.rows('front'), rect: whole }], cursor: HIDDEN };
  const layers = [...around(state, chrome)];
  for (const { id, session } of state.panes) {
    const area = geometry.panes.get(id);
    const layer = area && layerOf(state, screens.of(session.id), { id, area });
    if (layer) layers.push(layer);
  }
  const { dialog } = geometry;
  if (dialog) layers.push({ rows: chrome.rows('front'), rect: dialog });
  return { layers, cursor: cursorOf(state, screens) };
}

/** What stands around the panes' screens. */
function around(state: ConsoleState, chrome: ChromeRows): readonly Layer[] {
  const geometry = geometryOf(state);
  const { sidebar, bar, stage, panes } = geometry;
  const titles = [...panes].map(([id, area]) => {
    const title = chrome.titleOf(id);
    return { rows: title ? [title] : [], rect: { ...area, height: 1 } };
  });
  return [
    ...(sidebar
      ? [{ rows: chrome.rows('sidebar'), rect: { ...sidebar, width: sidebar.width - 1 } }]
      : []),
    ...(state.panes.length === 0
      ? [{ rows: chrome.rows('stage'), rect: stage }]
      : titles),
    ...bordersOf(geometry, {
      strong: state.keyboard === 'sidebar',
      colour: chrome.colour,
    }),
    { rows: chrome.rows('bar'), rect: bar },
  ];
}

const known = new WeakMap<Geometry, readonly Layer[]>();

/** Worked out once a state; whether the sidebar has the keyboard is a part of that. */
function bordersOf(geometry: Geometry, look: BorderLook): readonly Layer[] {
  const before = known.get(geometry);
  if (before) return before;
  const lines = borders(geometry, look);
  known.set(geometry, lines);
  return lines;
}

function layerOf(
  state: ConsoleState,
  screen: Screen | undefined,
  { id, area }: { readonly id: PaneId; readonly area: Rect },
): Layer | undefined {
  const rect = screenRect(area);
  const past = state.pasts.get(id);
  if (past?.phase === 'open') return { rows: pastPicture(past, sizeOf(rect)).rows, rect };
  // A screen that is taller than its pane shows the end that the cursor is at.
  return screen && { rows: screen.rows, rect, from: { x: 0, y: topOf(screen, rect) } };
}

function topOf({ rows, cursor }: Screen, { height }: Rect): number {
  return Math.max(0, Math.min(cursor.row - height + 1, rows.length - height));
}

function sizeOf({ width: columns, height: rows }: Rect): Size {
  return { columns, rows };
}

function cursorOf(state: ConsoleState, screens: Screens): OuterCursor {
  if (state.view.type !== 'panes' || state.keyboard !== 'pane') return HIDDEN;
  const past = focusedPast(state);
  if (past?.phase === 'open') return cursorInPast(state, past);
  const pane = focusedPane(state);
  const area = pane && geometryOf(state).panes.get(pane.id);
  const screen = pane && screens.of(pane.session.id);
  if (!area || !screen?.cursor.visible) return HIDDEN;

  const rect = screenRect(area);
  const { column, row, shape, blinking } = screen.cursor;
  const y = row - topOf(screen, rect);
  if (column >= rect.width || y < 0 || y >= rect.height) return HIDDEN;
  return { type: 'shown', x: rect.x + column, y: rect.y + y, shape, blinking };
}

function cursorInPast(state: ConsoleState, past: OpenPast): OuterCursor {
  const area = state.focused && geometryOf(state).panes.get(state.focused);
  if (!area) return HIDDEN;
  const rect = screenRect(area);
  const { cursor } = pastPicture(past, sizeOf(rect));
  if (!cursor) return HIDDEN;
  const place = { x: rect.x + cursor.x, y: rect.y + cursor.y };
  return { type: 'shown', ...place, shape: 'block', blinking: false };
}
