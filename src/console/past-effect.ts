/** What a past asks to be done, and what a step of it gives. */
import type { SessionId } from '../domain/ids.js';
import type { Held } from './past-places.js';
import type { Range } from './past-selection.js';
import type { Past, Rows, Span } from './past.js';

export type PastEffect =
  | { readonly type: 'readHistory'; readonly session: SessionId; readonly span: Span }
  | {
      readonly type: 'readPlaces';
      readonly session: SessionId;
      readonly held: readonly Held[];
      readonly before: number;
      readonly count: number;
    }
  | {
      readonly type: 'search';
      readonly session: SessionId;
      readonly text: string;
      readonly ignoreCase: boolean;
    }
  /** `by` how many, and which way. */
  | { readonly type: 'readPrompts'; readonly session: SessionId; readonly by: number }
  | {
      readonly type: 'copy';
      readonly session: SessionId;
      readonly range: Range;
      /** Of the range's lines. */
      readonly numbering: number;
      /** What need not be asked for, as it was when it was selected. */
      readonly atHand: Rows;
    };

/** Undefined: the pane shows the present again. */
export type PastStep = readonly [Past | undefined, readonly PastEffect[]];
