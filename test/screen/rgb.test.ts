import { expect, it } from 'vitest';
import { parseColour, specOf } from '../../src/screen/rgb.js';

it.each([
  ['rgb:f/0/8', 0xff0088],
  ['rgb:ffff/0000/8080', 0xff0080],
  ['#123', 0x102030],
  ['#123456', 0x123456],
  ['#111222333', 0x112233],
  ['#111122223333', 0x112233],
  ['rgbi:1/0.5/0', 0xff8000],
  ['rgbi:2/0/0', undefined],
  ['red', 0xff0000],
  ['Light Sea Green', 0x20b2aa],
  ['AntiqueWhite3', 0xcdc0b0],
  ['DarkSlateGrey', 0x2f4f4f],
  ['gray50', 0x7f7f7f],
  ['grey10', 0x1a1a1a],
  ['gray100', 0xffffff],
  ['rebeccapurple', 0x663399],
  ['no colour', undefined],
  ['red5', undefined],
  ['', undefined],
])('reads %s as a colour', (spec, rgb) => {
  expect(parseColour(spec)).toBe(rgb);
});

it('writes a colour so that it reads it again', () => {
  expect(specOf(0x12ff00)).toBe('rgb:1212/ffff/0000');
  expect(parseColour(specOf(0x12ff00))).toBe(0x12ff00);
});
