/** A past keeps its place when its session gets another width. */
import { expect, it } from 'vitest';
import type { ConsoleEffect, ConsoleEvent } from '../../src/console/event.js';
import { selectedRange, textOf } from '../../src/console/past-selection.js';
import { pastPicture } from '../../src/console/past-picture.js';
import { searchText } from '../../src/console/past-text.js';
import { lastTop } from '../../src/console/past.js';
import { focusedPast, type ConsoleState } from '../../src/console/state.js';
import { History } from '../../src/host/history.js';
import { placesOf, rowsOf } from '../../src/host/past-requests.js';
import { Found } from '../../src/host/search.js';
import { historyRows } from '../../src/protocol/history.js';
import { Emulator } from '../../src/screen/emulator.js';
import { KeptRows } from '../../src/screen/kept-rows.js';
import { cellText, rowText } from '../../src/screen/row-text.js';
import { COLOUR_MODE, WORDS_PER_CELL, type Row } from '../../src/screen/row.js';
import { aSession } from '../helpers/console-state.js';
import { openPast, pressedIn, told } from '../helpers/past.js';

const ENTER = 'ctrl+space [';
const LINES = 500;

it('keeps the lowest line in view, the cursor and what is selected', () => {
  const { history, widen } = aWriter();
  const up = Array(20).fill('pageup').join(' ');
  const [state] = pressedIn(history, `${ENTER} ${up} v w w w w w w`);
  const before = picture(state, history);
  for (const columns of [33, 90, 17, 60]) {
    const now = picture(widen(state, columns), history);
    expect(now.bottom).toContain(before.bottom.slice(-9));
    expect(now).toMatchObject({ cursor: before.cursor, selected: before.selected });
  }
});

it('stays at the end', () => {
  const { history, widen } = aWriter();
  const [state] = pressedIn(history, ENTER);
  const past = openPast(widen(state, 25));
  expect(past.top).toBe(lastTop(past, 10));
});

it('finds anew, stays at its match, and comes back to where it began', () => {
  const { history, widen } = aWriter();
  const [state] = pressedIn(history, `${ENTER} g / 2 3 0`);
  expect(searchText(focusedPast(state))).toBe('/230█ 1/2');
  const narrow = widen(state, 25);
  expect(searchText(focusedPast(narrow))).toBe('/230█ 1/2');
  expect(picture(narrow, history).cursor).toBe('230');
  const back = openPast(pressedIn(history, 'escape', narrow)[0]);
  expect([back.top, back.cursor]).toEqual([0, { line: 0, column: 0 }]);
});

it('marks a match on every row that it is on', () => {
  const { history, widen } = aWriter();
  const [state] = pressedIn(history, `${ENTER} g / n 7 7`);
  expect(marked(state)).toEqual(['n77']);
  expect(marked(widen(state, 2))).toEqual(['n7', '7']);
});

it('counts the match that it is at, also of a search upwards', () => {
  const { history, widen } = aWriter();
  const [state] = pressedIn(history, `${ENTER} ? 4 9 enter n n`);
  const count = searchText(focusedPast(state));
  expect(count).toMatch(/^\?49 \d+\/\d+$/);
  expect(searchText(focusedPast(widen(state, 25)))).toBe(count);
});

it('asks again where everything is when the person has gone on meanwhile', () => {
  const { history, emulator } = aWriter();
  const [state] = pressedIn(history, `${ENTER} g`);
  const size = { columns: 33, rows: 10 };
  emulator.resize(size);
  const { answer: answers, matches } = history;
  const silent = { answer: answers, matches };
  const [asking, [effect]] = told(state, resized(size.columns), silent);
  if (effect?.type !== 'readPlaces') throw new Error('it asks for nothing');
  const answer = history.places(effect);
  const [moved] = pressedIn(history, 'l l l', asking);
  const event = { type: 'places', session: SESSION, held: effect.held, answer } as const;
  const [now] = told(moved, event, history);
  expect(openPast(now).cursor).toEqual({ line: 0, column: 3 });
  expect(openPast(now).extent.numbering).toBe(answer.extent.numbering);
});

const { id: SESSION } = aSession('A');

/** A session that wrote many lines of some sixty cells, at forty columns. */
function aWriter() {
  const kept = new KeptRows({ rows: 1e6, bytes: 1e9 });
  const size = { columns: 40, rows: 10 };
  const emulator = new Emulator({ size, scrollback: 50, settled: 300, kept });
  for (let n = 0; n < LINES; n++) {
    emulator.write(Buffer.from(`n${n} ${'word '.repeat(10)}end of ${n}\r\n`));
    while (kept.pack() || emulator.handOn(Infinity));
  }
  const past = new History(emulator, kept);
  const history = {
    answer: (from: number, count: number) => rowsOf(past, { from, count }),
    places: ({ held, ...wanted }: ReadPlaces) =>
      placesOf(past, { ...wanted, places: held.map(({ place }) => place) }),
    matches: (text: string) => matchesIn(past, text),
  };
  const widen = (state: ConsoleState, columns: number): ConsoleState => {
    emulator.resize({ columns, rows: 10 });
    return told(state, resized(columns), history)[0];
  };
  return { emulator, history, widen };
}

type ReadPlaces = Extract<ConsoleEffect, { readonly type: 'readPlaces' }>;

function matchesIn(past: History, text: string) {
  const { first, end } = past.extent;
  const found = new Found(text, true);
  for (const [at, row] of past.rows(first, end - first).rows.entries())
    found.take(row, first + at);
  return found.finish().matches;
}

function resized(columns: number): ConsoleEvent {
  const session = { ...aSession('A'), size: { columns, rows: 10 } };
  return { type: 'session', session };
}

function marked(state: ConsoleState): readonly string[] {
  const { rows } = pastPicture(openPast(state), { columns: 100, rows: 10 });
  return rows.map(markedIn).filter((text) => text !== '');
}

/** The text of what is marked in a row. */
function markedIn(row: Row): string {
  const cells = row.words.length / WORDS_PER_CELL;
  return Array.from({ length: cells }, (_, column) => column * WORDS_PER_CELL)
    .filter((at) => ((row.words[at + 2] ?? 0) & COLOUR_MODE) !== 0)
    .map((at) => cellText(row, at))
    .join('');
}

/** What stands in the lowest line in view and at the cursor, and what is selected. */
function picture(state: ConsoleState, history: ReturnType<typeof aWriter>['history']) {
  const past = openPast(state);
  const { line, column } = past.cursor;
  const rowsFrom = (from: number, count: number) =>
    historyRows(history.answer(from, count));
  const textAt = (at: number) => rowsFrom(at, 1).map(({ row }) => rowText(row))[0] ?? '';
  const range = selectedRange(past);
  const selected =
    range &&
    textOf(rowsFrom(range.from.line, range.to.line + 1 - range.from.line), range);
  const cursor = /^\S*/.exec(textAt(line).slice(column))?.[0];
  return { bottom: textAt(past.top + 9), cursor, selected };
}
