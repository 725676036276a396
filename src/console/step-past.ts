/**
 * What happens to a pane that shows its past. Pure: rows, matches and the clipboard are
 * asked for by effects, and what was wanted before the first answer waits for it.
 */
import { unreachable } from '../base/assert.js';
import type { SessionId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';
import {
  historyRows,
  type HistoryAnswer,
  type SearchAnswer,
} from '../protocol/history.js';
import { rowText } from '../screen/row-text.js';
import { moved, scrolled, withCursor } from './past-move.js';
import { found, given, ignoresCase, nextMatch, retyped, seeking } from './past-search.js';
import { selectedRange, type Range } from './past-selection.js';
import {
  lastTop,
  rowAt,
  type Cell,
  type OpenPast,
  type Opening,
  type Past,
  type PastEvent,
  type Search,
  type Span,
  type Unit,
} from './past.js';

export type PastEffect =
  | { readonly type: 'readHistory'; readonly session: SessionId; readonly span: Span }
  | {
      readonly type: 'search';
      readonly session: SessionId;
      readonly text: string;
      readonly ignoreCase: boolean;
    }
  | { readonly type: 'copy'; readonly session: SessionId; readonly range: Range };

/** Undefined: the pane shows the present again. */
export type PastStep = readonly [Past | undefined, readonly PastEffect[]];

export function stepPast(past: Past, event: PastEvent, size: Size): PastStep {
  if (event.type === 'leave') return [undefined, []];
  if (event.type === 'back') return [oneBack(past), []];
  if (past.phase === 'opening')
    return [{ ...past, waiting: [...past.waiting, event] }, []];
  const [next, effects] = happened(past, event, size);
  return next ? covered(next, size, effects) : [undefined, effects];
}

/** Rows that the host told; the first of them open the past. */
export function stepHistory(past: Past, answer: HistoryAnswer, size: Size): PastStep {
  if (past.phase === 'open') {
    const [now, effects] = renewed(past, answer, size);
    return covered(now, size, effects);
  }
  const { session } = past;
  if (!past.asked) return [{ ...past, asked: true }, [readEnd(session, answer, size)]];
  const opened = startAt(past, answer, size);
  return past.waiting.reduce<PastStep>(
    ([now, effects], event) => {
      if (!now) return [undefined, effects];
      const [next, more] = stepPast(now, event, size);
      return [next, [...effects, ...more]];
    },
    covered(opened, size, []),
  );
}

export function stepFound(
  past: Past,
  { text, answer }: { readonly text: string; readonly answer: SearchAnswer },
  size: Size,
): PastStep {
  if (past.phase === 'opening') return [past, []];
  return covered(found(past, text, answer, size), size, []);
}

/** Asks for rows again, after the session got another width. */
export function stale(past: Past, size: Size): PastStep {
  return past.phase === 'opening'
    ? [past, []]
    : [past, [{ type: 'readHistory', session: past.session, span: around(past, size) }]];
}

function oneBack(past: Past): Past | undefined {
  if (past.phase === 'opening' || past.by === 'pointer') return undefined;
  if (past.selection) return { ...past, selection: undefined };
  return past.search ? given(past) : undefined;
}

type Happening = readonly [OpenPast | undefined, readonly PastEffect[]];

function happened(
  past: OpenPast,
  event: Exclude<PastEvent, { readonly type: 'leave' | 'back' }>,
  size: Size,
): Happening {
  switch (event.type) {
    case 'move':
      return [moved(past, event.to, size), []];
    case 'scroll':
      return [wheeled(past, event.lines, size), []];
    case 'mark':
      return [marked(past, event.unit), []];
    case 'copy':
      return copied(past, false);
    case 'grab':
      return [grabbed(past, event.at, event.unit, size), []];
    case 'drag':
      return [dragged(past, event.at, size), []];
    case 'drop':
      return copied({ ...past, held: false }, true);
    case 'seek':
      return [seeking(past, event.direction), []];
    case 'typeSearch':
      return searching(retyped(past, (past.search?.text ?? '') + event.text));
    case 'eraseSearch':
      return searching(
        retyped(
          past,
          Array.from(past.search?.text ?? '')
            .slice(0, -1)
            .join(''),
        ),
      );
    case 'acceptSearch':
      return [accepted(past), []];
    case 'dropSearch':
      return [given(past), []];
    case 'nextMatch':
      return [nextMatch(past, event.by, size), []];
    default:
      return unreachable(event);
  }
}

/** Who came by the wheel goes by the wheel. */
function wheeled(past: OpenPast, lines: number, size: Size): OpenPast | undefined {
  const next = scrolled(past, lines, size);
  const isIdle = !past.selection && !past.search;
  const atEnd = next.top >= lastTop(past, size.rows);
  return past.by === 'wheel' && isIdle && lines > 0 && atEnd ? undefined : next;
}

function marked(past: OpenPast, unit: Unit): OpenPast {
  const { selection, cursor } = past;
  if (selection?.unit === unit) return { ...past, selection: undefined };
  return { ...past, selection: { anchor: selection?.anchor ?? cursor, unit } };
}

function grabbed(past: OpenPast, at: Cell, unit: Unit, size: Size): OpenPast {
  const here = withCursor(past, spotOf(past, at), size);
  return { ...here, held: true, selection: { anchor: here.cursor, unit } };
}

/** Dragging beyond an edge scrolls; the selection never leaves its pane. */
function dragged(past: OpenPast, at: Cell, size: Size): OpenPast {
  if (!past.selection) return past;
  const beyond = at.y < 0 ? at.y : Math.max(0, at.y - size.rows + 1);
  const there = scrolled(past, beyond, size);
  const y = Math.max(0, Math.min(at.y, size.rows - 1));
  return withCursor(there, spotOf(there, { x: at.x, y }), size);
}

function spotOf({ top }: OpenPast, { x, y }: Cell) {
  return { line: top + y, column: x };
}

/** By key it leaves; what the pointer selected stays in view for a moment. */
function copied(past: OpenPast, byPointer: boolean): Happening {
  const range = selectedRange(past);
  if (!range) return [past, []];
  const effect = { type: 'copy', session: past.session, range } as const;
  return [byPointer ? past : undefined, [effect]];
}

function searching(past: OpenPast): Happening {
  return [past, past.search?.typing ? searchOf(past) : []];
}

function searchOf({ session, search }: OpenPast): readonly PastEffect[] {
  if (!search || search.text === '') return [];
  const { text } = search;
  return [{ type: 'search', session, text, ignoreCase: ignoresCase(text) }];
}

/** What was found by number is void. */
function atNew(search: Search, by: number): Search {
  const { top, cursor } = search.origin;
  const origin = { top: top + by, cursor: { ...cursor, line: cursor.line + by } };
  return { ...search, origin, found: undefined };
}

function accepted(past: OpenPast): OpenPast {
  const { search } = past;
  if (!search || search.text === '') return given(past);
  return { ...past, search: { ...search, typing: false } };
}

function readEnd(session: SessionId, { extent }: HistoryAnswer, size: Size): PastEffect {
  const top = Math.max(extent.first, extent.end - size.rows);
  return { type: 'readHistory', session, span: around({ top }, size) };
}

/**
 * The end is in view, or as far as a program that goes on let it be read; the cursor is
 * on the last line that says something.
 */
function startAt(
  { session, by }: Opening,
  answer: HistoryAnswer,
  { rows: height }: Size,
): OpenPast {
  const { extent, from } = answer;
  const rows = historyRows(answer);
  const end = Math.min(extent.end, from + rows.length);
  const past: OpenPast = {
    phase: 'open',
    session,
    by,
    extent,
    rows: { from, rows },
    asked: undefined,
    top: Math.max(extent.first, end - height),
    cursor: { line: end - 1, column: 0 },
    selection: undefined,
    search: undefined,
    held: false,
    wrote: false,
  };
  return { ...past, cursor: { line: lastWritten(past), column: 0 } };
}

function lastWritten(past: OpenPast): number {
  let line = past.cursor.line;
  const isBlank = (at: number) => rowText(rowAt(past, at) ?? BLANK).trim() === '';
  while (line > past.top && isBlank(line)) line--;
  return line;
}

const BLANK = { words: new Uint32Array(0), extras: [] };

/** Lines that were numbered anew keep their distance from the end, and are searched anew. */
function renewed(
  past: OpenPast,
  answer: HistoryAnswer,
  size: Size,
): readonly [OpenPast, readonly PastEffect[]] {
  const { extent, from } = answer;
  const renumbered = extent.numbering !== past.extent.numbering;
  const by = renumbered ? extent.end - past.extent.end : 0;
  const now: OpenPast = {
    ...past,
    extent,
    rows: { from, rows: historyRows(answer) },
    asked: undefined,
    wrote: false,
    top: past.top + by,
    cursor: { ...past.cursor, line: past.cursor.line + by },
    selection: renumbered ? undefined : past.selection,
    search: past.search && renumbered ? atNew(past.search, by) : past.search,
  };
  const shown = scrolled(now, 0, size);
  return [shown, renumbered ? searchOf(shown) : []];
}

/** Asks for the rows around the view unless they are here or on their way. */
function covered(past: OpenPast, size: Size, effects: readonly PastEffect[]): PastStep {
  const { rows, asked, extent, top, wrote, session } = past;
  const here: Span = { from: rows.from, count: rows.rows.length };
  const wanted = visible(past, size);
  const more = wrote && top >= lastTop(past, size.rows);
  const known = holds(here, wanted) && !more;
  if (known || (asked && holds(asked, wanted) && !more) || extent.end === extent.first)
    return [past, effects];
  const span = around(past, size);
  return [
    { ...past, asked: span, wrote: false },
    [...effects, { type: 'readHistory', session, span }],
  ];
}

function visible({ extent, top }: OpenPast, { rows }: Size): Span {
  const from = Math.max(top, extent.first);
  return { from, count: Math.min(rows, extent.end - from) };
}

/** Screens that are read beyond each edge: a page either way needs no wait. */
const MARGIN = 2;

function around({ top }: Pick<OpenPast, 'top'>, { rows }: Size): Span {
  return { from: Math.max(0, top - MARGIN * rows), count: (2 * MARGIN + 1) * rows };
}

function holds(outer: Span, inner: Span): boolean {
  return inner.from >= outer.from && inner.from + inner.count <= outer.from + outer.count;
}
