/** The rows of a session's past, asked of the host a page at a time. */
import type { PastRow } from '../screen/packed-rows.js';
import { historyRows, MAX_HISTORY_ROWS, type HistoryAnswer } from './history.js';

export type PastPage = {
  /** The number of its first line. */
  readonly from: number;
  readonly rows: readonly PastRow[];
};

/** Asks for lines `from` to `from + count`, and throws what hinders it. */
export type ReadHistory = (from: number, count: number) => Promise<HistoryAnswer>;

/**
 * From the oldest line, or the screen's first, to the screen's last as it is at the
 * beginning. What the session writes meanwhile is not among them, nor what it drops.
 */
export async function* pastPages(
  read: ReadHistory,
  start: 'oldest' | 'screen',
): AsyncGenerator<PastPage> {
  const { extent } = await read(0, 0);
  let next = start === 'oldest' ? extent.first : extent.screen;
  while (next < extent.end) {
    const answer = await read(next, Math.min(MAX_HISTORY_ROWS, extent.end - next));
    const { from } = answer;
    const rows = historyRows(answer).slice(0, Math.max(0, extent.end - from));
    if (rows.length === 0) return;
    yield { from, rows };
    next = from + rows.length;
  }
}
