/** A console whose pane 1 shows the past of a session that wrote these lines. */
import type { ConsoleEffect, ConsoleEvent } from '../../src/console/event.js';
import type { OpenPast, Past } from '../../src/console/past.js';
import { step } from '../../src/console/step.js';
import { focusedPast, type ConsoleState } from '../../src/console/state.js';
import { sessionId } from '../../src/domain/ids.js';
import type {
  Extent,
  HistoryAnswer,
  Match,
  PlacesAnswer,
} from '../../src/protocol/history.js';
import { ROW } from '../../src/screen/packed-rows.js';
import { rowText } from '../../src/screen/row-text.js';
import { aConsole, after } from './console-state.js';
import { eventsOf } from './press.js';

const SESSION = sessionId('s-A');

/** Each of one row; a line that begins with `+` goes on with the one before it. */
export function aHistory(lines: readonly string[], change: Partial<Extent> = {}) {
  const extent: Extent = {
    first: 0,
    screen: Math.max(0, lines.length - 10),
    end: lines.length,
    numbering: 0,
    ...change,
  };
  return {
    answer(from: number, count: number): HistoryAnswer {
      const start = Math.min(Math.max(from, extent.first), extent.end);
      const kept = lines.slice(start, Math.min(start + count, extent.end));
      const rows = Buffer.concat(kept.map(packed)).toString('base64');
      const texts = lines.slice(0, start + 1).filter((line) => !line.startsWith('+'));
      const place = { text: texts.length - 1, cell: 0 };
      return { extent, from: start, place, rows };
    },
    matches(text: string): readonly Match[] {
      return lines.flatMap((line, at) =>
        [...line.matchAll(new RegExp(text, 'gi'))].map(({ index }) => ({
          line: at,
          column: index,
          endLine: at,
          endColumn: index + text.length,
        })),
      );
    },
  };
}

export type History = Pick<ReturnType<typeof aHistory>, 'answer' | 'matches'> & {
  /** Of one whose rows can get another width. */
  readonly places?: (
    wanted: Extract<ConsoleEffect, { readonly type: 'readPlaces' }>,
  ) => PlacesAnswer;
};

/** Does what the console asks of a host that has this history, until it asks no more. */
export function told(
  before: ConsoleState,
  event: ConsoleEvent,
  history: History,
): readonly [ConsoleState, readonly ConsoleEffect[]] {
  const [state, effects] = step(before, event);
  return effects.reduce<readonly [ConsoleState, readonly ConsoleEffect[]]>(
    ([now, left], effect) => {
      const answer = answerTo(effect, history);
      if (!answer) return [now, [...left, effect]];
      const [next, more] = told(now, answer, history);
      return [next, [...left, ...more]];
    },
    [state, []],
  );
}

function answerTo(effect: ConsoleEffect, history: History): ConsoleEvent | undefined {
  if (effect.type === 'readHistory') {
    const { from, count } = effect.span;
    return { type: 'history', session: SESSION, answer: history.answer(from, count) };
  }
  if (effect.type === 'readPlaces' && history.places) {
    const answer = history.places(effect);
    return { type: 'places', session: SESSION, held: effect.held, answer };
  }
  if (effect.type === 'readPrompts') {
    const { extent } = history.answer(0, 0);
    const prompts = history
      .matches(String.raw`\$ `)
      .map(({ line, column }) => ({ line, column, part: 'prompt' }) as const);
    const answer = { extent, prompts };
    return { type: 'prompts', session: SESSION, by: effect.by, answer };
  }
  if (effect.type !== 'search') return undefined;
  const { text } = effect;
  const matches = history.matches(text);
  const { extent } = history.answer(0, 0);
  const answer = { extent, total: matches.length, matches };
  return { type: 'found', session: SESSION, text, answer };
}

/** A console of such a height that a pane of it shows ten lines. */
export function paneOfTen(): ConsoleState {
  const state = aConsole({ columns: 120, rows: 23 });
  return after(state, [{ type: 'intent', intent: { type: 'focusPane', number: 1 } }]);
}

/** Keys pressed one after the other in pane 1, and what was asked of others than the host. */
export function pressedIn(
  history: History,
  keys: string,
  start = paneOfTen(),
): readonly [ConsoleState, readonly ConsoleEffect[]] {
  return keys.split(' ').reduce<readonly [ConsoleState, readonly ConsoleEffect[]]>(
    ([state, effects], key) =>
      eventsOf(state, key).reduce<readonly [ConsoleState, readonly ConsoleEffect[]]>(
        ([now, left], event) => {
          const [next, more] = told(now, event, history);
          return [next, [...left, ...more]];
        },
        [state, effects],
      ),
    [start, []],
  );
}

export function openPast(state: ConsoleState): OpenPast {
  const past: Past | undefined = focusedPast(state);
  if (past?.phase !== 'open') throw new Error('the pane shows no past');
  return past;
}

/** The line that the cursor is on. */
export function cursorLine(past: OpenPast): string {
  const row = past.rows.rows[past.cursor.line - past.rows.from]?.row;
  return row ? rowText(row) : 'none';
}

/** A plain row as `packed-rows.ts` says. */
function packed(line: string): Buffer {
  const text = line.replace(/^\+/, '');
  const flags = ROW.plain | (line.startsWith('+') ? ROW.wrapped : 0);
  return Buffer.from([flags, text.length, 0, ...Buffer.from(text)]);
}
