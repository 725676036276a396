/**
 * What may be asked of a session's past: its rows as cells, where a text occurs in them,
 * where its prompts are.
 *
 * Lines are numbered from 0, the first that the session ever wrote, and keep their numbers
 * while output goes on and while old ones are dropped. Only a change of width, which wraps
 * all of them anew, gives them other numbers; places hold then too.
 */
import type { SessionId } from '../domain/ids.js';
import { unpackRows, type PastRow } from '../screen/packed-rows.js';
import type { Place } from '../screen/place.js';
import type { Spot } from '../screen/places.js';
import type { PromptMark } from '../screen/prompt-marks.js';

export type HistoryRequest =
  | {
      /** Lines `from` to `from + count`, as far as they are kept; at most `MAX_HISTORY_ROWS`. */
      readonly type: 'history';
      readonly session: SessionId;
      readonly from: number;
      readonly count: number;
    }
  | {
      /** Where places are now, and `count` lines around the first: `before` of them above its own. */
      readonly type: 'places';
      readonly session: SessionId;
      readonly places: readonly Place[];
      readonly before: number;
      readonly count: number;
    }
  | {
      /** Everywhere that `text` stands, over wrapped lines too. */
      readonly type: 'search';
      readonly session: SessionId;
      /** Taken literally; an empty text is nowhere. */
      readonly text: string;
      readonly ignoreCase: boolean;
    }
  | { readonly type: 'prompts'; readonly session: SessionId };

export type HistoryAnswers = {
  readonly history: HistoryAnswer;
  readonly places: PlacesAnswer;
  readonly search: SearchAnswer;
  readonly prompts: PromptsAnswer;
};

/** Some 700 KB of dense colours: several screens, in one reply that delays no frame. */
export const MAX_HISTORY_ROWS = 1000;

/** More are counted and not listed; nobody steps through as many. */
export const MAX_MATCHES = 5000;

/** Which lines there are. */
export type Extent = {
  /** The oldest that is kept. */
  readonly first: number;
  /** The one at the top of the screen. On the alternate screen, its rows take the place of these. */
  readonly screen: number;
  /** One after the screen's last. */
  readonly end: number;
  /** Another one after lines were numbered anew: what was found by number is to be asked again. */
  readonly numbering: number;
};

export type HistoryAnswer = {
  readonly extent: Extent;
  /** The first line in `rows`; not what was asked for when that is no longer kept. */
  readonly from: number;
  /** Where that line begins. */
  readonly place: Place;
  /** Read by `historyRows`. */
  readonly rows: string;
};

export type PlacesAnswer = HistoryAnswer & {
  /** One for each place; of what is no longer kept, the oldest that is. */
  readonly spots: readonly Spot[];
};

export type SearchAnswer = {
  readonly extent: Extent;
  /** All there are. */
  readonly total: number;
  /** In the order of lines; the newest `MAX_MATCHES`. */
  readonly matches: readonly Match[];
};

/** From a cell to before another, which is in a later line when the match wraps. */
export type Match = {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

export type PromptsAnswer = {
  readonly extent: Extent;
  /** What its shell said of their dialogue (OSC 133), in the order of lines. */
  readonly prompts: readonly PromptMark[];
};

/** The rows of an answer, from its line `from` on. */
export function historyRows({ rows }: HistoryAnswer): readonly PastRow[] {
  return unpackRows(Buffer.from(rows, 'base64'));
}
