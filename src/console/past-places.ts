/**
 * What a past holds on to when its session gets another width, and with it all rows other
 * numbers: the lowest line in view, the cursor, a selection, where a search began. Each is
 * called by its place until the host has told where that is now. Pure.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Size } from '../domain/session.js';
import type { PlacesAnswer } from '../protocol/history.js';
import type { Place } from '../screen/place.js';
import type { Spot } from '../screen/places.js';
import { WORDS_PER_CELL } from '../screen/row.js';
import type { PastEffect } from './past-effect.js';
import { scrolled, withCursor } from './past-move.js';
import { margin, windowOf } from './past-window.js';
import { lastTop, placeIn, rowAt, type OpenPast, type Search } from './past.js';

export type Held = {
  readonly what: 'bottom' | 'cursor' | 'anchor' | 'originTop' | 'originCursor';
  readonly place: Place;
};

/** Asks where everything is, and for the rows there. */
export function readPlaces(past: OpenPast, size: Size): PastEffect {
  const { session } = past;
  const before = size.rows - 1 + margin(size);
  const count = size.rows + 2 * margin(size);
  return { type: 'readPlaces', session, held: heldBy(past, size), before, count };
}

/** The past where its places are now; undefined when it holds on to others by now. */
export function replaced(
  past: OpenPast,
  { held, answer }: { readonly held: readonly Held[]; readonly answer: PlacesAnswer },
  size: Size,
): OpenPast | undefined {
  if (!isDeepStrictEqual(held, heldBy(past, size))) return undefined;
  const spots = new Map(held.map(({ what }, index) => [what, answer.spots[index]]));
  const { extent } = answer;
  const { selection, search } = past;
  const atEnd = past.top >= lastTop(past, size.rows);
  // Without rows at hand there is nothing to go by but the distance from the end.
  const by = extent.end - past.extent.end;
  const bottom = spots.get('bottom')?.line ?? past.top + by + size.rows - 1;
  const anchor = spots.get('anchor');
  const now: OpenPast = {
    ...past,
    extent,
    rows: windowOf(answer),
    asked: undefined,
    wrote: false,
    top: atEnd ? extent.end : bottom - size.rows + 1,
    selection: selection && anchor && { ...selection, anchor },
  };
  const cursor = spots.get('cursor') ?? { ...past.cursor, line: past.cursor.line + by };
  const shown = withCursor(scrolled(now, 0, size), cursor, size);
  return search ? { ...shown, search: searchedAnew(shown, search, spots) } : shown;
}

/** What was found by number is void. */
function searchedAnew(
  { top, cursor }: OpenPast,
  search: Search,
  spots: ReadonlyMap<Held['what'], Spot | undefined>,
): Search {
  const origin = {
    ...search.origin,
    top: spots.get('originTop')?.line ?? top,
    cursor: spots.get('originCursor') ?? cursor,
  };
  return { ...search, origin, asked: search.text !== '', found: undefined };
}

function heldBy(past: OpenPast, size: Size): readonly Held[] {
  const { rows, cursor, selection, search } = past;
  const line = Math.min(past.top + size.rows, past.extent.end) - 1;
  const cells = (rowAt(past, line)?.words.length ?? 0) / WORDS_PER_CELL;
  const spots: readonly (readonly [Held['what'], Spot])[] = [
    ['bottom', { line, column: Math.max(0, cells - 1) }],
    ['cursor', cursor],
  ];
  const places: readonly (readonly [Held['what'], Place | undefined])[] = [
    ...spots.map(([what, spot]) => [what, placeIn(rows, spot)] as const),
    ['anchor', selection?.place],
    ['originTop', search?.origin.topPlace],
    ['originCursor', search?.origin.cursorPlace],
  ];
  return places.flatMap(([what, place]) => (place ? [{ what, place }] : []));
}
