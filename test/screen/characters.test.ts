/** How many columns characters take, as the terminals do it that know Unicode, and what they join. */
import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { columnsOfText } from '../../src/screen/text-width.js';
import { screen } from './picture.js';

describe('a text takes columns', () => {
  it.each([
    ['an emoji of Unicode 14', '🫠', 2],
    ['an emoji of Unicode 14 in a sequence', '🫱🏽‍🫲🏾', 2],
    ['an emoji of Unicode 15', '🫨', 2],
    ['an emoji of Unicode 16', '🫩', 2],
    ['an emoji among older ones', '🛝🟰🥹🧌', 8],
    ['a letter of Unicode 14 for Japanese', '\u{1aff0}', 2],
    ['a mark of Unicode 14', 'ب\u0898', 1],
    ['a keycap', '1\ufe0f\u20e3', 2],
    ['a heart as an emoji', '❤\ufe0f', 2],
    ['a letter as an emoji, which it cannot be', 't\ufe0f', 1],
    ['a check mark as an emoji, which it cannot be', '✓\ufe0f', 1],
    ['an arrow as an emoji, which it cannot be', '→\ufe0f', 1],
    ['a place to break', 'a\u200bb', 2],
    ['a word joiner', 'a\u2060b', 2],
    ['isolates', '\u2068name\u2069', 4],
    ['an override', 'a\u202eb\u202c', 2],
    ['a mark after a place to break', 'e\u200b\u0301', 1],
    ['halfwidth katakana with its mark', 'ｶﾞ', 2],
  ])('as others count them: %s', (_what, text, columns) => {
    const terminal = emulator();
    terminal.write(Buffer.from(text));
    expect(terminal.cursor.column).toBe(columns);
    expect(columnsOfText(text)).toBe(columns);
  });
});

describe('a mark', () => {
  it.each([
    ['joins over a sequence', 'e\x1b[31m\u0301x', 'e\u0301x'],
    ['joins over several', 'e\x1b[m\u0301\x1b[m\u0302\u0303x', 'e\u0301\u0302\u0303x'],
    ['joins what a move left before it', 'ab\x1b[1;2H\u0301', 'a\u0301b'],
    ['joins a wide character', '好\x1b[m\u0301x', '好\u0301x'],
    ['joins the last column', '0123456789\x1b[m\u0301', '0123456789\u0301'],
    ['makes an emoji no wider', 'ℹ\x1b[m\ufe0fx', 'ℹ\ufe0fx'],
    ['shows nothing at the edge', '\u0301\u0302a', 'a'],
    ['writes over nothing at the edge', 'ab\r\u0301', 'ab'],
  ])('%s', (_rule, bytes, shown) => {
    const terminal = emulator();
    terminal.write(Buffer.from(bytes));
    expect(screen(terminal).split('|')[0]?.trimEnd()).toBe(shown);
  });

  it('joins no more of them than are bounded, also over sequences', () => {
    const terminal = emulator();
    terminal.write(Buffer.from(`e${'\x1b[m\u0301'.repeat(1000)}`));
    const lengths = terminal.row(0).extras.map(({ text = '' }) => text.length);
    expect(Math.max(...lengths)).toBe(25);
  });
});

function emulator(): Emulator {
  return new Emulator({ size: { columns: 10, rows: 3 }, scrollback: 0 });
}
