/** The rows of a session's past, asked of the host a page at a time. */
import type { PastRow } from '../screen/packed-rows.js';
import { placeAfter, placeOfRow, type Place } from '../screen/place.js';
import { cut } from '../screen/rewrapped.js';
import { WORDS_PER_CELL } from '../screen/row.js';
import {
  historyRows,
  MAX_HISTORY_ROWS,
  type HistoryAnswer,
  type PlacesAnswer,
} from './history.js';

export type PastPage = {
  /** The number of its first line. */
  readonly from: number;
  readonly rows: readonly PastRow[];
};

/** Both ask the host, and throw what hinders it. */
export type PastReader = {
  /** For lines `from` to `from + count`. */
  readonly rows: (from: number, count: number) => Promise<HistoryAnswer>;
  /** For `count` lines from that of a place on. */
  readonly place: (place: Place, count: number) => Promise<PlacesAnswer>;
};

/**
 * From the oldest line, or the screen's first, to the screen's last as it is at the
 * beginning. What the session writes meanwhile is not among them, nor what it drops. When
 * all lines get other numbers, it goes on from the cell that comes next, to the last line.
 */
export async function* pastPages(
  reader: PastReader,
  start: 'oldest' | 'screen',
): AsyncGenerator<PastPage> {
  let { extent } = await reader.rows(0, 0);
  let next = start === 'oldest' ? extent.first : extent.screen;
  let place: Place | undefined;
  while (next < extent.end) {
    const answer = await reader.rows(next, Math.min(MAX_HISTORY_ROWS, extent.end - next));
    const isSame = answer.extent.numbering === extent.numbering;
    if (!isSame && !place) {
      yield* pastPages(reader, start);
      return;
    }
    const page = isSame || !place ? pageOf(answer) : await pageFrom(reader, place);
    if (!isSame) ({ extent } = page);
    const { from } = page;
    const rows = page.rows.slice(0, Math.max(0, extent.end - from));
    if (rows.length === 0) return;
    yield { from, rows };
    next = from + rows.length;
    place = placeAfter(page.place, rows);
  }
}

type Page = PastPage & Pick<HistoryAnswer, 'extent' | 'place'>;

function pageOf(answer: HistoryAnswer): Page {
  const { extent, from, place } = answer;
  return { extent, from, place, rows: historyRows(answer) };
}

/** What comes from a place on, which may be in the middle of a row, or at the end of a text. */
async function pageFrom({ place: ask }: PastReader, place: Place): Promise<Page> {
  const answer = await ask(place, MAX_HISTORY_ROWS);
  const page = pageOf(answer);
  const { from, rows } = page;
  const [first, ...others] = rows;
  const { line, column } = answer.spots[0] ?? { line: from, column: 0 };
  if (!first || line !== from) return page;
  if (column * WORDS_PER_CELL >= first.row.words.length)
    return {
      ...page,
      from: from + 1,
      place: placeOfRow(page.place, rows, 1),
      rows: others,
    };
  const rest = { row: cut(first.row, column), wrapped: column > 0 || first.wrapped };
  return { ...page, place, rows: [rest, ...others] };
}
