/** The console's frame: chrome, the panes' screens on it, a dialog before them. */
import { HIDDEN, type OuterCursor } from '../compositor/cursor.js';
import { clear, type Frame } from '../compositor/frame.js';
import { paint } from '../compositor/paint.js';
import type { Rect } from '../layout/rect.js';
import type { Size } from '../domain/session.js';
import type { Row } from '../screen/row.js';
import { geometryOf, screenRect } from './geometry.js';
import type { Screen, Screens } from './screens.js';
import { pastPicture } from './past-picture.js';
import type { OpenPast } from './past.js';
import { focusedPane, focusedPast, type ConsoleState } from './state.js';

export type Parts = {
  readonly state: ConsoleState;
  readonly screens: Screens;
  readonly chrome: readonly Row[];
};

/** Draws all into `frame`, whose size is the state's, and gives where the cursor belongs. */
export function compose(frame: Frame, { state, screens, chrome }: Parts): OuterCursor {
  const { panes, dialog } = geometryOf(state);
  clear(frame);
  paint(frame, {
    rows: chrome,
    rect: { x: 0, y: 0, width: frame.columns, height: frame.rows },
  });
  for (const { id, session } of state.panes) {
    const area = panes.get(id);
    const rect = area && screenRect(area);
    const screen = screens.of(session.id);
    const past = state.pasts.get(id);
    if (rect && past?.phase === 'open')
      paint(frame, { rows: pastPicture(past, sizeOf(rect)).rows, rect });
    else if (rect && screen) paintScreen(frame, screen, rect);
  }
  if (dialog) paint(frame, { rows: chrome, rect: dialog, from: dialog });
  return cursorOf(state, screens);
}

/** A screen that is taller than its pane shows the end that the cursor is at. */
function paintScreen(frame: Frame, screen: Screen, rect: Rect): void {
  const from = { x: 0, y: topOf(screen, rect) };
  paint(frame, { rows: screen.rows, rect, from });
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
