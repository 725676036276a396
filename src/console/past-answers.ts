/**
 * What a host's answers make of a pane that shows a session's past: rows, matches, prompts, and
 * where everything is under the numbers of another width. Pure.
 */
import type { Size } from '../domain/session.js';
import type {
  Extent,
  HistoryAnswer,
  PlacesAnswer,
  PromptsAnswer,
  SearchAnswer,
} from '../protocol/history.js';
import type { PastStep } from './past-effect.js';
import { paragraph, scrolled, withCursor } from './past-move.js';
import { readPlaces, replaced, type Held } from './past-places.js';
import { found, heard, searching } from './past-search.js';
import { covered, joined, readEnd, startAt, windowOf } from './past-window.js';
import { lastTop, type OpenPast, type Past } from './past.js';
import { stepPast } from './step-past.js';

/** Rows that the host told; the first of them open the past. */
export function stepHistory(past: Past, answer: HistoryAnswer, size: Size): PastStep {
  if (past.phase === 'open')
    return isOf(past, answer)
      ? covered(renewed(past, answer, size), size, [])
      : [past, [readPlaces(past, size)]];
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

/** Where everything is under the numbers of another width. */
export function stepPlaces(
  past: Past,
  told: { readonly held: readonly Held[]; readonly answer: PlacesAnswer },
  size: Size,
): PastStep {
  if (past.phase === 'opening' || isOf(past, told.answer)) return [past, []];
  const now = replaced(past, told, size);
  return now ? sought(now, size) : [past, [readPlaces(past, size)]];
}

function sought(past: OpenPast, size: Size): PastStep {
  const [next, effects] = searching(past);
  return covered(next, size, effects);
}

/** Whether what was told speaks of lines by the numbers that they have here. */
function isOf(past: OpenPast, { extent }: { readonly extent: Extent }): boolean {
  return extent.numbering === past.extent.numbering;
}

export function stepFound(
  past: Past,
  { text, answer }: { readonly text: string; readonly answer: SearchAnswer },
  size: Size,
): PastStep {
  if (past.phase === 'opening') return [past, []];
  const now = heard(past, text);
  if (!isOf(past, answer)) return [now, []];
  return sought(found(now, text, answer, size), size);
}

/**
 * To the next prompt after the cursor's line, or the last before it, or one further; nowhere
 * when there is none there. Where no prompts are marked, by paragraphs.
 */
export function stepPrompts(
  past: Past,
  { by, answer }: { readonly by: number; readonly answer: PromptsAnswer },
  size: Size,
): PastStep {
  if (past.phase === 'opening' || !isOf(past, answer)) return [past, []];
  const lines = answer.prompts.flatMap(({ part, line }) =>
    part === 'prompt' ? [line] : [],
  );
  if (lines.length === 0) return covered(byParagraphs(past, by, size), size, []);
  const here = past.cursor.line;
  const there = lines.filter((one) => (by > 0 ? one > here : one < here));
  const line = by > 0 ? (there[by - 1] ?? there.at(-1)) : (there.at(by) ?? there[0]);
  if (line === undefined) return [past, []];
  const top = Math.max(past.extent.first, Math.min(line, lastTop(past, size.rows)));
  return covered(withCursor({ ...past, top }, { line, column: 0 }, size), size, []);
}

function byParagraphs(past: OpenPast, by: number, size: Size): OpenPast {
  let now = past;
  for (let left = Math.abs(by); left > 0; left--) {
    const spot = paragraph(now, by > 0 ? 1 : -1);
    if (spot.line === now.cursor.line) break;
    now = withCursor(now, spot, size);
  }
  return now;
}

/** Asks where everything is, after the session got another width. */
export function stale(past: Past, size: Size): PastStep {
  return past.phase === 'opening' ? [past, []] : [past, [readPlaces(past, size)]];
}

/** Rows that the host told, under the same numbers as those before. */
function renewed(past: OpenPast, answer: HistoryAnswer, size: Size): OpenPast {
  const rows = windowOf(answer);
  const now: OpenPast = {
    ...past,
    extent: answer.extent,
    rows: past.selection ? joined(past.rows, rows) : rows,
    asked: undefined,
    wrote: false,
  };
  return scrolled(now, 0, size);
}
