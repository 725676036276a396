/** Asks the host for a session's past; what it tells is an event again. */
import { unreachable } from '../base/assert.js';
import { plainText } from '../base/plain-text.js';
import { historyRows } from '../protocol/history.js';
import type { HostAnswers, HostEvent, HostRequest } from '../protocol/host.js';
import type { PastRow } from '../screen/packed-rows.js';
import { WORDS_PER_CELL } from '../screen/row.js';
import type { SessionId } from '../domain/ids.js';
import type { ConsoleEvent } from './event.js';
import type { Link } from './link.js';
import { textOf, type Range } from './past-selection.js';
import type { PastEffect } from './past-effect.js';

export type HostLink = Pick<Link<HostRequest, HostAnswers, HostEvent>, 'ask'>;

export type PastSurroundings = {
  readonly host: HostLink;
  /** Takes a text to the clipboard of the person. */
  readonly copy: (text: string) => void;
};

/** Terminals take no more in one clipboard sequence, and nobody pastes more. */
export const MAX_COPY_BYTES = 1024 * 1024;

/** Rows that are read at a time for a copy. */
const COPY_ROWS = 500;

/** Never rejects. */
export async function performPast(
  effect: PastEffect,
  around: PastSurroundings,
): Promise<ConsoleEvent> {
  const { session } = effect;
  switch (effect.type) {
    case 'readHistory': {
      const answer = await around.host.ask({ type: 'history', session, ...effect.span });
      return answer.ok
        ? { type: 'history', session, answer: answer.value }
        : { type: 'pastLost', session };
    }
    case 'search': {
      const { text, ignoreCase } = effect;
      const answer = await around.host.ask({ type: 'search', session, text, ignoreCase });
      return answer.ok
        ? { type: 'found', session, text, answer: answer.value }
        : noticed('error', plainText(answer.failure.message));
    }
    case 'readPrompts': {
      const answer = await around.host.ask({ type: 'prompts', session });
      return answer.ok
        ? { type: 'prompts', session, by: effect.by, answer: answer.value }
        : noticed('error', plainText(answer.failure.message));
    }
    case 'copy':
      return copied(effect, around);
    default:
      return unreachable(effect);
  }
}

async function copied(
  { session, range }: Extract<PastEffect, { readonly type: 'copy' }>,
  { host, copy }: PastSurroundings,
): Promise<ConsoleEvent> {
  const rows = await rowsOf(host, session, range);
  if (rows.length === 0)
    return noticed('warning', 'not copied: what is selected is no longer kept');
  const text = textOf(rows, range);
  const bytes = Buffer.byteLength(text);
  if (text.trim() === '') return noticed('info', 'nothing but blanks is selected');
  if (bytes > MAX_COPY_BYTES)
    return noticed('warning', 'not copied: more than 1 MB is selected');
  copy(text);
  const lines = text.split('\n').length;
  const what = lines === 1 ? `${Array.from(text).length} characters` : `${lines} lines`;
  return noticed('info', `copied ${what}`);
}

/** The range's lines, as far as they are kept; stops when there is too much of it. */
async function rowsOf(
  host: HostLink,
  session: SessionId,
  { from, to }: Range,
): Promise<readonly PastRow[]> {
  const rows: PastRow[] = [];
  let cells = 0;
  while (from.line + rows.length <= to.line && cells <= MAX_COPY_BYTES) {
    const next = from.line + rows.length;
    const count = Math.min(COPY_ROWS, to.line + 1 - next);
    const answer = await host.ask({ type: 'history', session, from: next, count });
    const some = answer.ok ? historyRows(answer.value) : [];
    if (!answer.ok || some.length === 0 || answer.value.from !== next) break;
    rows.push(...some);
    cells += some.reduce((sum, { row }) => sum + row.words.length / WORDS_PER_CELL, 0);
  }
  return rows;
}

function noticed(level: 'info' | 'warning' | 'error', text: string): ConsoleEvent {
  return { type: 'noticed', notice: { level, text, at: Date.now() } };
}
