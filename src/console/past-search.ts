/** Looking for a text in a past: what is typed, what was found, which match is next. Pure. */
import type { Size } from '../domain/session.js';
import type { SearchAnswer } from '../protocol/history.js';
import type { PastEffect } from './past-effect.js';
import { withCursor } from './past-move.js';
import { wordFrom } from './past-words.js';
import type { Spot } from '../screen/places.js';
import { before, placeIn, type Found, type OpenPast, type Search } from './past.js';

export function seeking(past: OpenPast, direction: 1 | -1): OpenPast {
  const { top, cursor, rows } = past;
  const topPlace = placeIn(rows, { line: top, column: 0 });
  const origin = { top, cursor, topPlace, cursorPlace: placeIn(rows, cursor) };
  return {
    ...past,
    search: {
      text: '',
      direction,
      typing: true,
      asked: false,
      sent: undefined,
      origin,
      found: undefined,
    },
  };
}

/** Looks for the word at the cursor, or the next one: downwards from behind it, or upwards. */
export function seekingWord(
  past: OpenPast,
  direction: 1 | -1,
  size: Size,
): readonly [OpenPast, readonly PastEffect[]] {
  const word = wordFrom(past, past.cursor);
  if (!word) return [past, []];
  const here = seeking(withCursor(past, word.from, size), direction);
  const { text } = word;
  const search = here.search && { ...here.search, text, typing: false, asked: true };
  return searching({ ...here, search });
}

/** Capitals count only where the person typed one. */
function ignoresCase(text: string): boolean {
  return text === text.toLowerCase();
}

/** The search that is typed, with another text; back at its origin until that is found. */
export function retyped(past: OpenPast, text: string): OpenPast {
  const { search } = past;
  if (!search?.typing) return past;
  const asked = text !== '';
  const found = asked ? search.found : undefined;
  return { ...atOrigin(past, search), search: { ...search, text, asked, found } };
}

/** Has the host look for what is typed, unless it still looks for what was typed before. */
export function searching(past: OpenPast): readonly [OpenPast, readonly PastEffect[]] {
  const { session, search } = past;
  if (!search?.asked || search.sent !== undefined) return [past, []];
  const { text } = search;
  const effect = {
    type: 'search',
    session,
    text,
    ignoreCase: ignoresCase(text),
  } as const;
  return [{ ...past, search: { ...search, sent: text } }, [effect]];
}

/** The host has looked for a text. */
export function heard(past: OpenPast, text: string): OpenPast {
  const { search } = past;
  return search?.sent === text
    ? { ...past, search: { ...search, sent: undefined } }
    : past;
}

/** Nothing to look for, or nothing wanted: as it was before. */
export function given(past: OpenPast): OpenPast {
  const { search } = past;
  if (!search) return past;
  const now = search.typing ? atOrigin(past, search) : past;
  return { ...now, search: undefined };
}

function atOrigin(past: OpenPast, { origin: { top, cursor } }: Search): OpenPast {
  return { ...past, top, cursor };
}

/**
 * An answer for another text than the present one changes nothing. One that comes when the
 * person has already agreed to the search leads to its match, unless he has gone elsewhere.
 */
export function found(
  past: OpenPast,
  text: string,
  answer: SearchAnswer,
  size: Size,
): OpenPast {
  const { search } = past;
  if (search?.text !== text) return past;
  const { total, matches } = answer;
  const { typing, origin, direction } = search;
  const from = typing ? origin.cursor : past.cursor;
  const leads = typing || (search.asked && sameSpot(from, origin.cursor));
  const here = leads ? -1 : matches.findIndex((match) => sameSpot(match, from));
  const near = nearest({ total, matches, current: -1 }, from, direction);
  const current = here < 0 ? near : here;
  const told = { ...search, asked: false, found: { total, matches, current } };
  const now = { ...past, search: told };
  return leads ? atCurrent(now, size) : now;
}

/** Some matches further in the search's direction, or against it; around the ends. */
export function nextMatch(past: OpenPast, by: number, size: Size): OpenPast {
  const { search } = past;
  if (!search?.found || search.found.matches.length === 0) return past;
  const { matches } = search.found;
  const way = search.direction * by;
  const index = matches.findIndex(
    ({ line, column }) => !before({ line, column }, past.cursor),
  );
  const at = index < 0 ? matches.length : index;
  const isHere = matches[at] && sameSpot(matches[at], past.cursor);
  const next = way > 0 && !isHere ? at + way - 1 : at + way;
  const { length } = matches;
  const current = ((next % length) + length) % length;
  return atCurrent(withCurrent(past, search, { ...search.found, current }), size);
}

/** `3/17`, counted over all that there are; `…` before the first answer. */
export function countText({ asked, found }: Search): string {
  if (!found) return asked ? '…' : '';
  const { total, matches, current } = found;
  return `${current < 0 ? 0 : total - matches.length + current + 1}/${total}`;
}

function withCurrent(past: OpenPast, search: Search, found: Found): OpenPast {
  return { ...past, search: { ...search, found } };
}

/** The first match after a place, or before it; around the ends. */
function nearest({ matches }: Found, from: Spot, direction: 1 | -1): number {
  if (matches.length === 0) return -1;
  if (direction > 0) {
    const at = matches.findIndex((match) => before(from, match));
    return at < 0 ? 0 : at;
  }
  const at = matches.findLastIndex((match) => before(match, from));
  return at < 0 ? matches.length - 1 : at;
}

function atCurrent(past: OpenPast, size: Size): OpenPast {
  const { found } = past.search ?? {};
  const match = found?.matches[found.current];
  if (!match) return past;
  const { line, column } = match;
  const near = line >= past.top && line < past.top + size.rows;
  const top = near
    ? past.top
    : Math.max(past.extent.first, line - Math.floor(size.rows / 2));
  return withCursor({ ...past, top }, { line, column }, size);
}

function sameSpot(one: Spot, other: Spot): boolean {
  return one.line === other.line && one.column === other.column;
}
