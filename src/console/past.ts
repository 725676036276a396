/**
 * A pane that shows its session's past: which lines stand in it, where its cursor is,
 * what is selected and what was looked for. Plain data; lines have the host's numbers.
 */
import type { SessionId } from '../domain/ids.js';
import type { Extent, Match } from '../protocol/history.js';
import type { PastRow } from '../screen/packed-rows.js';
import { placeOfRow, type Place } from '../screen/place.js';
import type { Spot } from '../screen/places.js';
import type { Row } from '../screen/row.js';

export type Past = Opening | OpenPast;

/** The host has not told yet which lines there are; what was wanted meanwhile waits. */
export type Opening = {
  readonly phase: 'opening';
  readonly session: SessionId;
  readonly by: OpenedBy;
  readonly waiting: readonly PastEvent[];
  /** It is known where the end is, and the lines there were asked for. */
  readonly asked: boolean;
};

/**
 * `key` stays until it is left. `wheel` is left by scrolling to the end. `pointer` shows a
 * selection for a moment and takes no keys.
 */
export type OpenedBy = 'key' | 'wheel' | 'pointer';

export type OpenPast = {
  readonly phase: 'open';
  readonly session: SessionId;
  readonly by: OpenedBy;
  readonly extent: Extent;
  /** The lines that are at hand: those that are shown and some around them. */
  readonly rows: Window;
  /** The lines that were asked for last and have not come. */
  readonly asked: Span | undefined;
  /** The line at the top of the pane. */
  readonly top: number;
  readonly cursor: Spot;
  readonly selection: Selection | undefined;
  readonly search: Search | undefined;
  /** How often the next command is to be done, as far as it is typed. */
  readonly count: number | undefined;
  /** How to go to the character that is typed next. */
  readonly awaited: CharacterWay | undefined;
  /** The character that was gone to last. */
  readonly character: { readonly text: string; readonly way: CharacterWay } | undefined;
  /** The pointer's button is down. */
  readonly held: boolean;
  /** The program wrote since the extent was told. */
  readonly wrote: boolean;
};

export type Span = { readonly from: number; readonly count: number };
/** Some rows, and the number of the first. */
export type Rows = { readonly from: number; readonly rows: readonly PastRow[] };

/** Rows at hand, and where the first of them begins. */
export type Window = Rows & { readonly place: Place };

/** From its anchor to the cursor, both in it, in whole units. */
export type Selection = {
  readonly anchor: Spot;
  /** Where the anchor is at any width. */
  readonly place: Place | undefined;
  readonly unit: Unit;
  /** The pointer copied it: nothing is lost with it. */
  readonly copied: boolean;
};
/** To a character of the line, or next to it, forwards or back. */
export type CharacterWay = { readonly stop: 'on' | 'before'; readonly direction: 1 | -1 };

export type Unit = 'cell' | 'word' | 'line' | 'block';

export type Search = {
  readonly text: string;
  readonly direction: 1 | -1;
  /** Its text is being typed. */
  readonly typing: boolean;
  /** Its matches are still to come. */
  readonly asked: boolean;
  /** The text that the host is looking for: another one waits until that is answered. */
  readonly sent: string | undefined;
  /** Where the person was when it began, and comes back to when it is given up. */
  readonly origin: Origin;
  readonly found: Found | undefined;
};

export type Origin = {
  readonly top: number;
  readonly cursor: Spot;
  /** Where both are at any width. */
  readonly topPlace: Place | undefined;
  readonly cursorPlace: Place | undefined;
};

export type Found = {
  readonly total: number;
  readonly matches: readonly Match[];
  /** The index of the match that the cursor is at; -1 when there is none. */
  readonly current: number;
};

export type PastEvent =
  | { readonly type: 'move'; readonly to: Move }
  /** The view, by lines; the cursor goes with it as far as it must. */
  | { readonly type: 'scroll'; readonly lines: number }
  /** As far as it is turned, whatever was counted. */
  | { readonly type: 'wheel'; readonly lines: number }
  | { readonly type: 'mark'; readonly unit: Unit }
  | { readonly type: 'copy' }
  /** Copies what is selected; leaves also when nothing is. */
  | { readonly type: 'finish' }
  | { readonly type: 'otherEnd' }
  /** A digit of how often the next command is to be done. */
  | { readonly type: 'count'; readonly digit: number }
  | { readonly type: 'awaitCharacter'; readonly way: CharacterWay }
  | { readonly type: 'typeCharacter'; readonly text: string }
  | { readonly type: 'dropCharacter' }
  /** To the character that was gone to last, the same way or against it. */
  | { readonly type: 'characterAgain'; readonly by: 1 | -1 }
  /** Looks for the word at the cursor. */
  | { readonly type: 'seekWord'; readonly direction: 1 | -1 }
  /** Ends the selection, else the search, else all. */
  | { readonly type: 'back' }
  | { readonly type: 'leave' }
  /** The pointer's button at a cell of the pane: down, moved, up. */
  | { readonly type: 'grab'; readonly at: Cell; readonly unit: Unit }
  | { readonly type: 'drag'; readonly at: Cell }
  | { readonly type: 'drop' }
  | { readonly type: 'seek'; readonly direction: 1 | -1 }
  | { readonly type: 'typeSearch'; readonly text: string }
  | { readonly type: 'eraseSearch' }
  | { readonly type: 'acceptSearch' }
  | { readonly type: 'dropSearch' }
  /** To the shell's next prompt, or the one before. */
  | { readonly type: 'prompt'; readonly by: 1 | -1 }
  | { readonly type: 'nextMatch'; readonly by: 1 | -1 };

/** From the top left of the pane's screen. */
export type Cell = { readonly x: number; readonly y: number };

export type Move =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'lineStart'
  | 'lineIndent'
  | 'lineEnd'
  | 'nextWord'
  | 'wordEnd'
  | 'wordBefore'
  | 'nextLongWord'
  | 'longWordEnd'
  | 'longWordBefore'
  | 'viewTop'
  | 'viewMiddle'
  | 'viewBottom'
  | 'halfUp'
  | 'halfDown'
  | 'pageUp'
  | 'pageDown'
  | 'first'
  | 'last';

export function opening(session: SessionId, by: OpenedBy): Opening {
  return { phase: 'opening', session, by, waiting: [], asked: false };
}

export function rowAt({ rows: { from, rows } }: OpenPast, line: number): Row | undefined {
  return rows[line - from]?.row;
}

/** Whether a line goes on with the one before it. */
export function isWrapped({ rows: { from, rows } }: OpenPast, line: number): boolean {
  return rows[line - from]?.wrapped ?? false;
}

/** Undefined when its row is not at hand. */
export function placeIn(
  { from, rows, place }: Window,
  { line, column }: Spot,
): Place | undefined {
  if (line < from || line >= from + rows.length) return undefined;
  const { text, cell } = placeOfRow(place, rows, line - from);
  return { text, cell: cell + column };
}

/** The line at the pane's top that is drawn: the wished one as soon as its rows are here. */
export function drawnTop(
  { rows: { from, rows }, top }: OpenPast,
  height: number,
): number {
  return Math.max(from, Math.min(top, from + rows.length - height));
}

/** The line at the top when the end is in view. */
export function lastTop({ extent }: OpenPast, height: number): number {
  return Math.max(extent.first, extent.end - height);
}

export function before(one: Spot, other: Spot): boolean {
  return one.line === other.line ? one.column < other.column : one.line < other.line;
}
