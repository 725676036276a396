import { expect, it } from 'vitest';
import { plainLines, plainText } from '../../src/base/plain-text.js';

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

it('leaves of what a program printed the words and the lines', () => {
  const printed =
    '\u001b]0;title\u0007\u001b[1;32mok\u001b[m\ta\r\n50%\r100%\n\u001bMup\u0007';
  expect(plainLines(printed)).toBe('ok  a\n50%\n100%\nup\u{fffd}');
});
