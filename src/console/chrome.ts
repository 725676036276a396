/**
 * What the console and its chrome know of each other: the chrome reads the store and
 * shows text with SGR sequences, which lands in screens like any program's.
 *
 * It comes in parts, because drawing costs by the cell: what changes in one part has the
 * others stay as they are, and nothing is drawn where panes stand.
 */
import { unreachable } from '../base/assert.js';
import type { PaneId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';
import type { Row } from '../screen/row.js';
import type { ConsoleEvent } from './event.js';
import { geometryOf } from './geometry.js';
import type { ConsoleState } from './state.js';
import type { Store } from './store.js';

export type ConsoleStore = Store<ConsoleState, ConsoleEvent>;

/**
 * `stage`: the panes' titles, a row each, or what stands where panes will be. `front`:
 * what stands before everything else.
 */
export const chromeParts = ['sidebar', 'stage', 'bar', 'front'] as const;
export type ChromePart = (typeof chromeParts)[number];

export type ChromePicture = {
  /** Its lines, separated by line feeds. */
  readonly text: string;
  readonly size: Size;
  /** Whose titles the rows of the stage are. */
  readonly titles: readonly PaneId[];
};

export type ChromeOptions = {
  readonly store: ConsoleStore;
  readonly show: (part: ChromePart, picture: ChromePicture) => void;
  /**
   * Called before each part but the first is begun, which takes longer than a later picture
   * of it: keys may have their turn before `begin` is called. By default none has.
   */
  readonly between?: (begin: () => void) => void;
};

/** All parts of the chrome as they were drawn last. */
export type ChromeRows = {
  /** Whether it is drawn in colours (NO_COLOR). */
  readonly colour: boolean;
  /** A part that has never been shown has none. */
  readonly rows: (part: ChromePart) => readonly Row[];
  /** The row of the stage that is the pane's title; undefined before it is drawn. */
  readonly titleOf: (pane: PaneId) => Row | undefined;
};

export type StartChrome = (options: ChromeOptions) => Disposable;

const NOTHING: Size = { columns: 0, rows: 0 };

/** How large a part is; without rows when there is none of it. */
export function partSize(state: ConsoleState, part: ChromePart): Size {
  const { tooSmall, sidebar, stage, bar, dialog } = geometryOf(state);
  if (tooSmall) return part === 'front' ? state.size : NOTHING;
  switch (part) {
    case 'sidebar':
      // Its last column is the border.
      return sidebar ? { columns: sidebar.width - 1, rows: sidebar.height } : NOTHING;
    case 'stage':
      return { columns: stage.width, rows: stageRows(state) };
    case 'bar':
      return { columns: bar.width, rows: bar.height };
    case 'front':
      return dialog ? { columns: dialog.width, rows: dialog.height } : NOTHING;
    default:
      return unreachable(part);
  }
}

function stageRows(state: ConsoleState): number {
  const { stage } = geometryOf(state);
  if (stage.width === 0) return 0;
  return state.panes.length === 0 ? stage.height : titledPanes(state).length;
}

/** The panes that have a title, in the order of the titles. */
export function titledPanes(state: ConsoleState): readonly PaneId[] {
  const { panes } = geometryOf(state);
  return state.panes.flatMap(({ id }) => (panes.has(id) ? [id] : []));
}
