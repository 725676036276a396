import { describe, expect, it } from 'vitest';
import type { ConsoleEvent } from '../../src/console/event.js';
import type { PastEvent } from '../../src/console/past.js';
import { pastText, searchText } from '../../src/console/past-text.js';
import { focusedPast, modeOf, type ConsoleState } from '../../src/console/state.js';
import { paneId, sessionId } from '../../src/domain/ids.js';
import { aConsole, asked } from '../helpers/console-state.js';
import {
  aHistory,
  cursorLine,
  openPast,
  paneOfTen,
  pressedIn,
  told,
} from '../helpers/past.js';
import { eventsOf, press } from '../helpers/press.js';

const ENTER = 'ctrl+space [';
const hundred = aHistory(Array.from({ length: 100 }, (_, line) => `line ${line}`));
const pane = paneId('s-A');
const session = sessionId('s-A');

describe('scroll mode', () => {
  it.each([
    ['begins at the last line', '', '90-99 line 99'],
    ['goes by lines', 'k k', '90-99 line 97'],
    [
      'moves the view when the cursor leaves it',
      'k k k k k k k k k k k',
      '88-97 line 88',
    ],
    ['goes by pages that overlap', 'pageup', '82-91 line 91'],
    ['goes by half pages', 'ctrl+u ctrl+u', '80-89 line 89'],
    ['goes to the first line', 'g', '0-9 line 0'],
    ['and back to the last', 'g G', '90-99 line 99'],
    ['stays within what there is', 'g pageup k', '0-9 line 0'],
    ['scrolls the view and leaves the cursor', 'H j K', '89-98 line 91'],
  ])('%s', (_rule, keys, where) => {
    const [state] = pressedIn(hundred, `${ENTER} ${keys}`.trim());
    const past = openPast(state);
    expect(`${past.top}-${past.top + 9} ${cursorLine(past)}`).toBe(where);
  });

  it.each(['q', 'escape', 'enter'])('is left by %s', (key) => {
    const [state] = pressedIn(hundred, `${ENTER} k ${key}`);
    expect([modeOf(state), state.pasts.size]).toEqual(['pane', 0]);
  });

  it('takes the keys of its pane only, and the prefix still works', () => {
    const [state] = pressedIn(hundred, ENTER);
    expect(modeOf(state)).toBe('scroll');
    expect(modeOf(pressedIn(hundred, `${ENTER} ctrl+space s`)[0])).toBe('sidebar');
    expect(modeOf(pressedIn(hundred, `${ENTER} alt+2`)[0])).toBe('pane');
  });

  it('asks for nothing while nothing is pressed', () => {
    const [state] = pressedIn(hundred, ENTER);
    const [, effects] = told(state, { type: 'ticked', now: state.now + 60_000 }, hundred);
    expect(effects).toEqual([]);
  });

  it('says where it is and that output goes on', () => {
    const [state] = pressedIn(hundred, `${ENTER} pageup`);
    expect(said(state)).toBe('↑ 8 of 90');
    const [later] = told(state, { type: 'wrote', session }, hundred);
    expect(said(later)).toBe('↑ 8 of 90 · output goes on');
    const [more] = told(later, { type: 'wrote', session }, hundred);
    expect(more).toBe(later);
  });

  it('ends when the host cannot tell the past', () => {
    const [state] = pressedIn(hundred, ENTER);
    const [later] = told(state, { type: 'pastLost', session }, hundred);
    expect(later.pasts.size).toBe(0);
  });
});

describe('the wheel', () => {
  it('shows the past, and the present again at its end', () => {
    const up = told(paneOfTen(), wheel(-3), hundred)[0];
    expect(openPast(up).top).toBe(87);
    const down = told(up, wheel(3), hundred)[0];
    expect(down.pasts.size).toBe(0);
  });

  it.each([
    ['in the past that the wheel shows', [wheel(-3)]],
    ['in the present, before what was selected has gone', []],
  ])('leaves at the end also after the pointer copied %s', (_where, before) => {
    const copying = [
      point({ type: 'grab', at: { x: 0, y: 1 }, unit: 'cell' }),
      point({ type: 'drag', at: { x: 2, y: 2 } }),
      point({ type: 'drop' }),
    ];
    const events = [...before, ...copying, wheel(-3), wheel(3), wheel(3), wheel(3)];
    const left = events.reduce<ConsoleState>(
      (state, event) => told(state, event, hundred)[0],
      paneOfTen(),
    );
    expect(left.pasts.size).toBe(0);
  });

  it('stays at the end with a selection that is not copied', () => {
    const up = told(paneOfTen(), wheel(-3), hundred)[0];
    const [marked] = pressedIn(hundred, 'v', up);
    expect(told(marked, wheel(3), hundred)[0].pasts.size).toBe(1);
  });

  it('turns as far as it is turned, whatever was counted', () => {
    const up = told(paneOfTen(), wheel(-3), hundred)[0];
    const [counted] = pressedIn(hundred, '9', up);
    expect(openPast(told(counted, wheel(-3), hundred)[0]).top).toBe(84);
  });

  it('does nothing downwards in the present', () => {
    const state = paneOfTen();
    expect(told(state, wheel(3), hundred)[0]).toBe(state);
  });
});

describe('a search', () => {
  const songs = aHistory(
    Array.from({ length: 60 }, (_, at) => (at % 20 === 7 ? `a song ${at}` : `row ${at}`)),
  );

  it('shows the nearest match while it is typed, and comes back', () => {
    const [typing] = pressedIn(songs, `${ENTER} g / s o n`);
    expect([modeOf(typing), cursorLine(openPast(typing))]).toEqual([
      'search',
      'a song 7',
    ]);
    expect(searchText(focusedPast(typing))).toBe('/son█ 1/3');
    const [back] = pressedIn(songs, `${ENTER} g / s o n escape`);
    expect([modeOf(back), cursorLine(openPast(back))]).toEqual(['scroll', 'row 0']);
  });

  it.each([
    ['downwards and around', 'g / s o enter n n n', 'a song 7', '/so 1/3'],
    ['back by N', 'g / s o enter N', 'a song 47', '/so 3/3'],
    [
      'when it is begun again at a match',
      'g / s o enter / s o enter',
      'a song 27',
      '2/3',
    ],
    ['upwards', '? s o enter', 'a song 47', '?so 3/3'],
    ['upwards, further up by n', '? s o enter n', 'a song 27', '?so 2/3'],
    ['upwards, down by N', '? s o enter n N', 'a song 47', '?so 3/3'],
    ['from where the cursor went', 'g / s o enter G n', 'a song 7', '/so 1/3'],
  ])('goes on %s', (_rule, keys, line, count) => {
    const [state] = pressedIn(songs, `${ENTER} ${keys}`);
    expect(cursorLine(openPast(state))).toBe(line);
    expect(said(state)).toContain(count);
  });

  it('counts none, and stays where it is', () => {
    const [state] = pressedIn(songs, `${ENTER} g / x y enter n`);
    expect(said(state)).toContain('/xy 0/0');
    expect(cursorLine(openPast(state))).toBe('row 0');
  });

  it.each([
    ['leads to its match when that comes after Enter', [], 'a song 47'],
    ['leaves a person where he went meanwhile', ['k'], 'row 58'],
  ])('%s', (_rule, meanwhile, line) => {
    const [open] = pressedIn(songs, ENTER);
    const searching = press(open, ['?', 's', 'o', 'enter', ...meanwhile].join(' '));
    expect(said(searching)).toContain('?so …');
    const matches = songs.matches('so');
    const answer = { extent: songs.answer(0, 0).extent, total: 3, matches };
    const [later] = told(
      searching,
      { type: 'found', session, text: 'so', answer },
      songs,
    );
    expect(cursorLine(openPast(later))).toBe(line);
    expect(said(later)).toContain('?so 3/3');
  });

  it('does not take an answer for what was typed before', () => {
    const [state] = pressedIn(songs, `${ENTER} g / s o`);
    const answer = { extent: songs.answer(0, 0).extent, total: 9, matches: [] };
    const [later] = told(state, { type: 'found', session, text: 's', answer }, songs);
    expect(searchText(focusedPast(later))).toBe('/so█ 1/3');
  });

  it('waits for what was typed before, and leaves out what came between', () => {
    const typed = press(pressedIn(songs, ENTER)[0], '/ s o n');
    expect(asked(typed, eventsOf(typed, 'g'))).toEqual([]);
    const answer = { extent: songs.answer(0, 0).extent, total: 0, matches: [] };
    const found = { type: 'found', session, text: 's', answer } as const;
    expect(asked(press(typed, 'g'), [found])).toMatchObject([
      { type: 'search', text: 'song' },
    ]);
  });
});

describe('prompts', () => {
  const shell = aHistory(
    Array.from({ length: 50 }, (_, at) => (at % 20 === 5 ? `$ make ${at}` : 'output')),
  );

  it.each([
    ['the one before', '{', '$ make 45'],
    ['further before', '{ {', '$ make 25'],
    ['the next', 'g }', '$ make 5'],
    ['none beyond the last', 'g } } } }', '$ make 45'],
  ])('are gone to: %s', (_which, keys, line) => {
    expect(cursorLine(openPast(pressedIn(shell, `${ENTER} ${keys}`)[0]))).toBe(line);
  });
});

it('is of one pane; others go on', () => {
  const [state] = pressedIn(hundred, ENTER, aConsole());
  expect([...state.pasts.keys()]).toEqual([pane]);
});

function said(state: ConsoleState): string {
  return pastText(openPast(state), { rows: 10 });
}

function wheel(lines: number): ConsoleEvent {
  const event = { type: 'wheel', lines } as const;
  return { type: 'pointed', pane, by: 'wheel', event };
}

function point(event: PastEvent): ConsoleEvent {
  return { type: 'pointed', pane, by: 'pointer', event };
}
