/**
 * What a person does in a pane that shows its past. Pure: rows, matches and the clipboard
 * are asked for by effects (`past-answers.ts`), and what is wanted before the first answer
 * waits for it.
 */
import { unreachable } from '../base/assert.js';
import type { Size } from '../domain/session.js';
import type { PastEffect, PastStep } from './past-effect.js';
import { movedBy, scrolled, withCursor } from './past-move.js';
import {
  given,
  nextMatch,
  retyped,
  searching,
  seeking,
  seekingWord,
} from './past-search.js';
import { stepCharacter } from './past-character.js';
import { selectedRange } from './past-selection.js';
import { covered } from './past-window.js';
import {
  lastTop,
  placeIn,
  type Cell,
  type OpenPast,
  type Past,
  type PastEvent,
  type Unit,
} from './past.js';

export function stepPast(past: Past, event: PastEvent, size: Size): PastStep {
  if (event.type === 'leave') return [undefined, []];
  if (event.type === 'back') return [oneBack(past), []];
  if (past.phase === 'opening')
    return [{ ...past, waiting: [...past.waiting, event] }, []];
  const [next, effects] = counted(past, event, size);
  return next ? covered(next, size, effects) : [undefined, effects];
}

function oneBack(past: Past): Past | undefined {
  if (past.phase === 'opening' || past.by === 'pointer') return undefined;
  if (past.count !== undefined) return { ...past, count: undefined };
  if (past.selection) return { ...past, selection: undefined };
  return past.search ? given(past) : undefined;
}

type Happening = readonly [OpenPast | undefined, readonly PastEffect[]];

/** An event of an open past that neither leaves it nor goes back in it. */
type Command = Exclude<PastEvent, { readonly type: 'leave' | 'back' }>;

/** More lines than any past has. */
const MAX_COUNT = 99_999;

/** How often a command is done was typed before it. */
function counted(past: OpenPast, event: Command, size: Size): Happening {
  const { count } = past;
  const digit = digitOf(event, count);
  if (digit !== undefined)
    return [{ ...past, count: Math.min(MAX_COUNT, (count ?? 0) * 10 + digit) }, []];
  if (event.type === 'awaitCharacter') return [{ ...past, awaited: event.way }, []];
  return happened({ ...past, count: undefined }, { event, count }, size);
}

/** Zero is a digit behind others, and the start of the line else. */
function digitOf(event: Command, count: number | undefined): number | undefined {
  if (event.type === 'count') return event.digit;
  const isZero = event.type === 'move' && event.to === 'lineStart';
  return isZero && count !== undefined ? 0 : undefined;
}

type Counted = { readonly event: Command; readonly count: number | undefined };

function happened(past: OpenPast, { event, count }: Counted, size: Size): Happening {
  const times = count ?? 1;
  switch (event.type) {
    case 'move':
      return [movedBy(past, { to: event.to, count }, size), []];
    case 'scroll':
      return [wheeled(past, event.lines * times, size), []];
    case 'wheel':
      return [wheeled(past, event.lines, size), []];
    case 'count':
    case 'awaitCharacter':
      return [past, []];
    case 'typeCharacter':
    case 'characterAgain':
    case 'dropCharacter':
      return [stepCharacter(past, { event, times }, size), []];
    case 'seekWord':
      return seekingWord(past, event.direction, size);
    case 'otherEnd':
      return [atOtherEnd(past, size), []];
    case 'finish':
      return past.selection ? copied(past, false) : [undefined, []];
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
    case 'prompt': {
      const { session } = past;
      return [past, [{ type: 'readPrompts', session, by: event.by * times }]];
    }
    case 'nextMatch':
      return [nextMatch(past, event.by * times, size), []];
    default:
      return unreachable(event);
  }
}

/** Who came by the wheel goes by the wheel. */
function wheeled(past: OpenPast, lines: number, size: Size): OpenPast | undefined {
  const next = scrolled(past, lines, size);
  const isIdle = (past.selection?.copied ?? true) && !past.search;
  const atEnd = next.top >= lastTop(past, size.rows);
  return past.by === 'wheel' && isIdle && lines > 0 && atEnd ? undefined : next;
}

function marked(past: OpenPast, unit: Unit): OpenPast {
  const { selection } = past;
  if (selection?.unit === unit) return { ...past, selection: undefined };
  const { anchor, place } = selection ?? anchorAt(past);
  return { ...past, selection: { anchor, place, unit, copied: false } };
}

function atOtherEnd(past: OpenPast, size: Size): OpenPast {
  const { selection } = past;
  if (!selection) return past;
  const there = withCursor(past, selection.anchor, size);
  return { ...there, selection: { ...selection, ...anchorAt(past) } };
}

function grabbed(past: OpenPast, at: Cell, unit: Unit, size: Size): OpenPast {
  const here = withCursor(past, spotOf(past, at), size);
  return { ...here, held: true, selection: { ...anchorAt(here), unit, copied: false } };
}

function anchorAt({ rows, cursor }: OpenPast) {
  return { anchor: cursor, place: placeIn(rows, cursor) };
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
  const { session, rows: atHand, selection } = past;
  const range = selectedRange(past);
  if (!range || !selection) return [past, []];
  const { numbering } = past.extent;
  const effect = { type: 'copy', session, range, numbering, atHand } as const;
  const kept = { ...past, selection: { ...selection, copied: true } };
  return [byPointer ? kept : undefined, [effect]];
}

function accepted(past: OpenPast): OpenPast {
  const { search } = past;
  if (!search || search.text === '') return given(past);
  return { ...past, search: { ...search, typing: false } };
}
