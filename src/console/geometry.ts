/**
 * Where everything stands on the screen: sidebar, panes, status bar, dialog. Pure, and
 * known before the chrome is loaded, so panes appear first and both always agree.
 */
import { fold } from '../base/fold.js';
import { plainText } from '../base/plain-text.js';
import { unreachable } from '../base/assert.js';
import type { PaneId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';
import { arrange, fits } from '../layout/arrange.js';
import { partlyReweighted, reweighted } from '../layout/edit.js';
import { panesOf, solve, type Layout } from '../layout/layout.js';
import type { Rect } from '../layout/rect.js';
import type { ConsoleState } from './state.js';
import type { View } from './view.js';
import { wavesAtHand } from './waves-at-hand.js';

export const MIN_SIZE: Size = { columns: 40, rows: 10 };

/** Narrower terminals show sidebar or panes, whichever has the keyboard. */
const SIDE_BY_SIDE_COLUMNS = 60;

export type Geometry = {
  readonly tooSmall: boolean;
  /** Undefined when the panes need its room. Its last column is the border. */
  readonly sidebar: Rect | undefined;
  /** Each pane with its title line; the screen is below that. */
  readonly panes: ReadonlyMap<PaneId, Rect>;
  readonly hidden: readonly PaneId[];
  /** The panes that were not put away, as pages go through them. */
  readonly order: readonly PaneId[];
  /** The tree that gave the panes their places; undefined when one has all the room. */
  readonly tree: Layout | undefined;
  /** Where the panes stand. */
  readonly stage: Rect;
  readonly bar: Rect;
  readonly dialog: Rect | undefined;
};

const known = new WeakMap<ConsoleState, Geometry>();

/** Worked out once a state, because the frame, the chrome and the mouse ask for the same. */
export function geometryOf(state: ConsoleState): Geometry {
  const before = known.get(state);
  if (before) return before;
  const geometry = compute(state);
  known.set(state, geometry);
  return geometry;
}

/** The part of a pane that shows its screen. */
export function screenRect({ x, y, width, height }: Rect): Rect {
  return { x, y: y + 1, width, height: Math.max(0, height - 1) };
}

export function contains({ x, y, width, height }: Rect, column: number, row: number) {
  return column >= x && column < x + width && row >= y && row < y + height;
}

function compute(state: ConsoleState): Geometry {
  const { columns, rows } = state.size;
  const tooSmall = columns < MIN_SIZE.columns || rows < MIN_SIZE.rows;
  const width = sidebarWidth(state);
  const stage = { x: width, y: 0, width: columns - width, height: Math.max(0, rows - 1) };
  const { panes, hidden, order, tree } =
    stage.width > 0 && !tooSmall ? placed(state, stage) : nothing(state);
  return {
    tooSmall,
    sidebar: width > 0 ? { x: 0, y: 0, width, height: stage.height } : undefined,
    panes,
    hidden,
    order,
    tree,
    stage,
    bar: { x: 0, y: rows - 1, width: columns, height: 1 },
    dialog: dialogRect(state.view, state.size),
  };
}

function sidebarWidth({ size: { columns }, keyboard }: ConsoleState): number {
  if (columns < SIDE_BY_SIDE_COLUMNS) return keyboard === 'sidebar' ? columns : 0;
  if (columns < 100) return 28;
  return columns < 160 ? 38 : 46;
}

type Placed = Pick<Geometry, 'panes' | 'hidden' | 'order' | 'tree'>;

function placed(state: ConsoleState, stage: Rect): Placed {
  const ids = state.panes.flatMap(({ id }) => (state.away.has(id) ? [] : [id]));
  if (state.zoomed && state.focused)
    return {
      panes: new Map([[state.focused, stage]]),
      hidden: ids.filter((id) => id !== state.focused),
      order: ids,
      tree: undefined,
    };
  const { layouts, layout, focused, custom } = state;
  const file = layouts[layout]?.file;
  if (!file) return nothing(state);
  const waves = wavesAtHand(state);
  const arranged = arrange({ file, panes: ids, focused, waves, area: stage });
  const tree = arranged.layout && resizedAs(custom, arranged.layout, stage);
  const panes = tree ? solve(tree, stage) : arranged.panes;
  return { ...arranged, panes, tree };
}

function nothing({ panes, away }: ConsoleState): Placed {
  const hidden = panes.map(({ id }) => id);
  const order = hidden.filter((id) => !away.has(id));
  return { panes: new Map(), hidden, order, tree: undefined };
}

/** The layout in the sizes that the person gave it, unless a pane would then be too small. */
function resizedAs(custom: Layout | undefined, layout: Layout, stage: Rect): Layout {
  if (!custom) return layout;
  const own = samePanes(custom, layout) ? custom : undefined;
  const resized = reweighted(layout, custom) ?? own ?? partlyReweighted(layout, custom);
  return fits(resized, stage) ? resized : layout;
}

/** Whether a tree that the person made is of the panes that are shown. */
function samePanes(one: Layout, other: Layout): boolean {
  const ids = new Set(panesOf(one));
  const others = panesOf(other);
  return ids.size === others.length && others.every((id) => ids.has(id));
}

/** Text is not read well in longer lines. */
const MAX_DIALOG_COLUMNS = 96;

/** Of what is behind a dialog, less than this beside it would be stray letters. */
const LEAST_BESIDE = 8;

function dialogRect(view: View, { columns, rows }: Size): Rect | undefined {
  const beside = columns - MAX_DIALOG_COLUMNS;
  const width = beside < LEAST_BESIDE ? columns : MAX_DIALOG_COLUMNS;
  const height = dialogHeight(view, width - DIALOG_SIDES, rows - 1);
  if (height === 0) return undefined;
  return {
    x: Math.floor((columns - width) / 2),
    y: Math.max(0, Math.floor((rows - 1 - height) / 2)),
    width,
    height,
  };
}

/** Border and a blank column on each side; border, and a line of keys with one above. */
export const DIALOG_FRAME = { columns: 4, rows: 4 } as const;

/** Border, and a blank column on each side. */
const DIALOG_SIDES = 4;

function dialogHeight(view: View, width: number, most: number): number {
  switch (view.type) {
    case 'panes':
      return 0;
    case 'text':
      return Math.min(DIALOG_FRAME.rows + 3 + goalRows(view), most);
    case 'confirm':
      return Math.min(DIALOG_FRAME.rows + 2 + linesOf(view.consequence, width), most);
    case 'merge':
      return Math.min(DIALOG_FRAME.rows + mergeLines(view), most);
    case 'lost':
      return Math.min(
        DIALOG_FRAME.rows + view.workstreams.length + LOST_NOTE_LINES,
        most,
      );
    case 'choose':
      return Math.min(DIALOG_FRAME.rows + choiceLines(view, width), most);
    case 'agents':
      return Math.min(DIALOG_FRAME.rows + agentsLines(view), most);
    case 'inbox':
      return Math.min(DIALOG_FRAME.rows + inboxLines(view), most);
    case 'plan':
    case 'memories':
    case 'conflicts':
    case 'messages':
    case 'help':
      return most > 30 ? Math.max(24, Math.floor(most * 0.85)) : most;
    default:
      return unreachable(view);
  }
}

/** A part of a name leaves few; who sees none of them types more of it. */
const MOST_GOALS = 8;

function goalRows({ purpose }: Extract<View, { readonly type: 'text' }>): number {
  return purpose.type === 'goTo' ? Math.min(purpose.goals.length, MOST_GOALS) : 0;
}

/** A blank line and what is said of all. */
const LOST_NOTE_LINES = 3;

/** A blank line and what becomes of the work. */
function agentsLines({ agents }: Extract<View, { readonly type: 'agents' }>): number {
  return (agents.type === 'loaded' ? agents.value.length : 1) + 4;
}

/** The matter of the marked one takes up to three lines, and its answers one each. */
function inboxLines({
  items,
  scroll,
}: Extract<View, { readonly type: 'inbox' }>): number {
  return items.length + 3 + (items[scroll]?.answers.length ?? 0);
}

/** Heading, verdict on conflicts and a note on the target's checkout, with blanks between. */
const MERGE_FIXED_LINES = 12;

function mergeLines({ report }: Extract<View, { readonly type: 'merge' }>): number {
  if (report.type === 'loading') return MERGE_FIXED_LINES;
  const { steps, gates, conflicts } = report.value;
  const resolved = steps.reduce((sum, step) => sum + step.resolved.length, 0);
  return MERGE_FIXED_LINES + steps.length + resolved + gates.length + conflicts.length;
}

/** Blanks around the gates and below the choices. */
const CHOICE_BLANKS = 3;

function choiceLines(
  { why, gates, choices }: Extract<View, { readonly type: 'choose' }>,
  width: number,
): number {
  return CHOICE_BLANKS + linesOf(why, width) + gates.length + choices.length;
}

function linesOf(text: string, width: number): number {
  return fold(plainText(text), width).length;
}
