/** The keys of vi in a pane's past: what tmux and less users' hands know. */
import { describe, expect, it } from 'vitest';
import type { OpenPast } from '../../src/console/past.js';
import { pastText } from '../../src/console/past-text.js';
import { modeOf, type ConsoleState } from '../../src/console/state.js';
import { characterFrom } from '../../src/console/past-words.js';
import { Emulator } from '../../src/screen/emulator.js';
import { aHistory, openPast, pressedIn } from '../helpers/past.js';

const ENTER = 'ctrl+space [';

const text = aHistory([
  '  first = run(src/a.ts, 42);',
  'plain words here',
  '',
  'two (nested (brackets)) x',
  '    indented line',
  '',
  'the first word and the last',
  ...Array.from({ length: 93 }, (_, at) => `line ${at + 7}`),
]);

describe('words', () => {
  it.each([
    ['w stops at what is no letter', 'w w w', '0:10'],
    ['W does not', 'W W W', '0:10'],
    ['w goes on to the next line', '$ w', '1:0'],
    ['e goes to the end of a word', 'e', '0:6'],
    ['and to that of the next', 'e e', '0:8'],
    ['over lines, empty ones too', 'j $ e', '3:2'],
    [
      'ctrl+right goes to the end of a long word',
      'ctrl+right ctrl+right ctrl+right',
      '0:22',
    ],
    ['b goes back by short words', '$ b b', '0:24'],
    ['B by long ones', '$ B B', '0:10'],
  ])('%s', (_rule, keys, where) => {
    expect(cursor(keys)).toBe(where);
  });
});

describe('lines', () => {
  it.each([
    ['^ goes to the first character that is no blank', 'j j j j $ ^', '4:4'],
    ['0 to the first column', '$ 0', '0:0'],
  ])('%s', (_rule, keys, where) => {
    expect(cursor(keys)).toBe(where);
  });
});

describe('counts', () => {
  it.each([
    ['say how often', '3 j', '3:0'],
    ['have several digits, zeros too', '1 0 j', '10:0'],
    ['of words', '2 w', '0:8'],
    ['lead to a line', '4 2 G', '41:0'],
    ['count from the top, too', 'G 7 g', '6:0'],
    ['are over after one command', '3 j j', '4:0'],
    ['and after Escape', '3 escape j', '1:0'],
    ['of what is never there', '9 9 9 9 9 9 9 9 k', '0:0'],
  ])('%s', (_rule, keys, where) => {
    expect(cursor(keys)).toBe(where);
  });

  it('are said while they wait', () => {
    expect(pastText(openPast(at('1 2')), { rows: 10 })).toMatch(/ · 12$/);
    expect(pastText(openPast(at('1 2 j')), { rows: 10 })).not.toContain('12');
  });
});

describe('a character of the line', () => {
  it.each([
    ['f goes to it', 'f r', '0:4'],
    ['t before it', 't r', '0:3'],
    ['F back to it', '$ F (', '0:13'],
    ['T back to after it', '$ T (', '0:14'],
    ['; goes on', 'f r ;', '0:10'],
    [', goes back', 'f r ; ,', '0:4'],
    ['; goes on after t, too', 't r ;', '0:9'],
    ['a count says which of them', '2 f r', '0:10'],
    ['nowhere when there is none', 'f Z', '0:0'],
    ['nor with fewer than were counted', '9 f r', '0:0'],
    ['Escape takes it back', 'f escape j', '1:0'],
    ['a character that is a key is one, too', 'f =', '0:8'],
    ['a digit', 'f 4', '0:24'],
  ])('%s', (_rule, keys, where) => {
    expect(cursor(keys)).toBe(where);
  });

  it('waits for it', () => {
    expect(modeOf(at('f'))).toBe('character');
    expect(modeOf(at('f r'))).toBe('scroll');
  });
});

describe('a wide character of the line', () => {
  // Its characters begin in cells 0, 2, 3, 5, 6 and 8.
  const past = ofText('漢a字b漢c');
  const to = (
    text: string,
    { from = 0, times = 1, again = false, back = false } = {},
  ) => {
    const way = { stop: 'before', direction: back ? -1 : 1 } as const;
    const sought = { text, way, times, again };
    return characterFrom(past, { line: 0, column: from }, sought)?.column;
  };

  it('is left on its first cell by t, and behind its last by T', () => {
    expect(to('b')).toBe(3);
    expect(to('漢', { from: 8, back: true })).toBe(8);
    expect(to('漢', { from: 5, back: true })).toBe(2);
  });

  it('does not keep ; from going on', () => {
    expect(to('b', { from: 3, again: true })).toBeUndefined();
    expect(to('漢', { from: 8, back: true, again: true })).toBe(2);
  });
});

describe('paragraphs, where no shell marks its prompts', () => {
  it.each([
    ['} goes to the next empty line', '}', '2:0'],
    ['and the one after', '} }', '5:0'],
    ['or as many as are counted', '2 }', '5:0'],
    ['{ goes back', '} } {', '2:0'],
    ['and to the first line', '} { {', '0:0'],
  ])('%s', (_rule, keys, where) => {
    expect(cursor(keys)).toBe(where);
  });
});

describe('a selection', () => {
  it('goes on at its other end by o', () => {
    expect(copied('j w v e o b y')).toBe('1:0 1:10');
  });

  it('is copied by Enter, which leaves without one', () => {
    expect(copied('j v e enter')).toBe('1:0 1:4');
    expect(at('j v e enter').pasts.size).toBe(0);
    expect(at('j enter').pasts.size).toBe(0);
  });
});

describe('the word at the cursor', () => {
  it.each([
    ['* looks for it downwards', 'w *', '6:4'],
    ['and around', 'w * n', '0:2'],
    ['# upwards', '6 j w #', '0:2'],
    ['of which there is but one', 'j *', '1:0'],
  ])('%s', (_rule, keys, where) => {
    expect(cursor(keys)).toBe(where);
  });

  it('is a search like any other', () => {
    expect(pastText(openPast(at('w *')), { rows: 10 })).toContain('/first 2/2');
  });
});

/** Of one row. */
function ofText(line: string): OpenPast {
  const emulator = new Emulator({ size: { columns: 20, rows: 1 }, scrollback: 0 });
  emulator.write(Buffer.from(line));
  const rows = [emulator.line(0)];
  return { ...openPast(at('')), rows: { from: 0, place: { text: 0, cell: 0 }, rows } };
}

/** After keys at the first line. */
function at(keys: string): ConsoleState {
  return pressedIn(text, `${ENTER} g ${keys}`)[0];
}

function cursor(keys: string): string {
  const { line, column } = openPast(at(keys)).cursor;
  return `${line}:${column}`;
}

function copied(keys: string): string | undefined {
  const [, effects] = pressedIn(text, `${ENTER} g ${keys}`);
  const copy = effects.find(({ type }) => type === 'copy');
  if (copy?.type !== 'copy') return undefined;
  const { from, to } = copy.range;
  return `${from.line}:${from.column} ${to.line}:${to.column}`;
}
