/** The rows of a session's past, asked of the host a page at a time. */
import type { SessionId } from '../domain/ids.js';
import { historyRows, MAX_HISTORY_ROWS } from '../protocol/history.js';
import type { Row } from '../screen/row.js';
import type { HostClient } from './client.js';

export type PastPages = {
  readonly host: HostClient;
  readonly session: SessionId;
  /** Whether with what scrolled away. */
  readonly scrollback: boolean;
};

/** From the oldest; lines that the session writes meanwhile are not among them. */
export async function* pastPages({
  host,
  session,
  scrollback,
}: PastPages): AsyncGenerator<readonly Row[]> {
  const { extent } = await host.ask({ type: 'history', session, from: 0, count: 0 });
  let line = scrollback ? extent.first : extent.screen;
  while (line < extent.end) {
    const count = Math.min(MAX_HISTORY_ROWS, extent.end - line);
    const page = await host.ask({ type: 'history', session, from: line, count });
    const rows = historyRows(page);
    if (rows.length === 0) return;
    yield rows.map(({ row }) => row);
    line = page.from + rows.length;
  }
}
