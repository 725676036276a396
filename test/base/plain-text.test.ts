import { expect, it } from 'vitest';
import { plainText } from '../../src/base/plain-text.js';

it.each([
  ['leaves words of any script', 'écrit 書く 🚀', 'écrit 書く 🚀'],
  ['shows an escape sequence instead of sending it', '\u001b[2Jgone', '\u{fffd}[2Jgone'],
  ['shows C1 controls', 'a\u009b31mb', 'a\u{fffd}31mb'],
  ['keeps one line one line', 'a\r\nb\u2028c', 'a\u{fffd}\u{fffd}b\u{fffd}c'],
  ['shows what would turn the reading direction', 'exe.\u202etxt', 'exe.\u{fffd}txt'],
  ['makes a tab a blank', 'a\tb', 'a b'],
])('%s', (_rule, text, shown) => {
  expect(plainText(text)).toBe(shown);
});

it('cuts what is too long and says so', () => {
  expect(plainText('abcdef', 4)).toBe('abc…');
});
