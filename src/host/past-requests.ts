/** What may be asked of a session's past, answered: `protocol/history.ts` is the contract. */
import { setImmediate } from 'node:timers/promises';
import { unreachable } from '../base/assert.js';
import { ok, type Result } from '../base/result.js';
import type { Refusal } from '../protocol/envelope.js';
import {
  MAX_HISTORY_ROWS,
  type HistoryAnswer,
  type HistoryRequest,
  type PlacesAnswer,
  type PromptsAnswer,
} from '../protocol/history.js';
import type { Capture, HostRequest } from '../protocol/host.js';
import { usage } from '../protocol/refusal.js';
import { RowPacker } from '../screen/packed-rows.js';
import { rowText } from '../screen/row-text.js';
import type { HostedSession } from './hosted-session.js';
import type { History } from './history.js';
import { search } from './search.js';
import type { Sessions } from './sessions.js';

type PlacesRequest = HistoryRequest & { readonly type: 'places' };
type CaptureRequest = HostRequest & { readonly type: 'capture' };

/** Refuses only a session that there is not. */
export async function answerPast(
  sessions: Sessions,
  request: HistoryRequest | CaptureRequest,
): Promise<Result<unknown, Refusal>> {
  const session = sessions.get(request.session);
  if (!session) return usage(`there is no session ${request.session}`);
  switch (request.type) {
    case 'history':
      return ok(rowsOf(session.history, request));
    case 'places':
      return ok(placesOf(session.history, request));
    case 'search':
      return ok(await search(() => session.history, request));
    case 'prompts':
      return ok(promptsOf(session));
    case 'capture':
      return ok(await capture(session, request));
    default:
      return unreachable(request);
  }
}

/** Lines `from` to `from + count`, as far as they are kept. */
export function rowsOf(
  history: History,
  wanted: { readonly from: number; readonly count: number },
): HistoryAnswer {
  const { extent } = history;
  const count = Math.min(wanted.count, MAX_HISTORY_ROWS);
  const { from, rows } = history.rows(wanted.from, count);
  const packer = new RowPacker();
  for (const { row, wrapped } of rows) packer.add(row, wrapped);
  const { buffer, byteOffset, byteLength } = packer.peek();
  const packed = Buffer.from(buffer, byteOffset, byteLength);
  const place = history.places.of({ line: from, column: 0 });
  return { extent, from, place, rows: packed.toString('base64') };
}

/** Where places are, and the rows around the first. */
export function placesOf(
  history: History,
  { places, before, count }: Omit<PlacesRequest, 'type' | 'session'>,
): PlacesAnswer {
  const spots = places.map((place) => history.places.spot(place));
  const from = (spots[0]?.line ?? 0) - before;
  return { ...rowsOf(history, { from, count }), spots };
}

function promptsOf({ history, emulator }: HostedSession): PromptsAnswer {
  const { extent } = history;
  const prompts = emulator.prompts.filter(({ line }) => line >= extent.first);
  return { extent, prompts };
}

async function capture(
  session: HostedSession,
  request: CaptureRequest,
): Promise<Capture> {
  for (;;) {
    const lines = await captured(() => session.history, request);
    if (lines) return { lines: trimmed(lines), title: session.record.title };
  }
}

/** Undefined when lines get other numbers meanwhile. */
async function captured(
  history: () => History,
  { scrollback, joined = false }: CaptureRequest,
): Promise<readonly string[] | undefined> {
  const lines: string[] = [];
  const { first, screen, end, numbering } = history().extent;
  for (let line = scrollback ? first : screen; line < end;) {
    const now = history().extent;
    if (now.numbering !== numbering) return undefined;
    line = Math.max(line, now.first);
    // A flood may have dropped all that was to be told.
    if (line >= end) break;
    const rows = history()
      .some(line)
      .slice(0, end - line);
    if (rows.length === 0) break;
    for (const { row, wrapped } of rows) {
      const text = rowText(row);
      if (joined && wrapped && lines.length > 0) lines.push((lines.pop() ?? '') + text);
      else lines.push(text);
    }
    line += rows.length;
    if (line < end) await setImmediate();
  }
  return lines;
}

/** Without trailing blanks and blank lines. */
function trimmed(lines: readonly string[]): readonly string[] {
  const texts = lines.map((line) => line.trimEnd());
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}
