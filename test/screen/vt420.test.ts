/** Margins, rectangles, settings and modes that xterm.js alone does not know. */
import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { screen } from './picture.js';
import { replyTo } from './reply.js';

const size = { columns: 8, rows: 4 };
const FILLED = 'abcdefgh\r\nijklmnop\r\nqrstuvwx\r\nyz012345\x1b[H';
const MARGINS = '\x1b[?69h\x1b[3;5s';

describe('margins of columns', () => {
  it.each([
    ['wrap text', `${MARGINS}\x1b[1;4H123`, 'abc12fgh|ij3lmnop'],
    ['wrap a wide character', `${MARGINS}\x1b[1;5H漢`, 'abcdefgh|ij漢mnop'],
    [
      'join a mark to the last column',
      `${MARGINS}\x1b[1;5He\u0301!`,
      'abcde\u0301fgh|ij!lmnop',
    ],
    ['scroll what is between them', `${MARGINS}\x1b[4;3H\n`, 'abklmfgh|ijstunop'],
    ['scroll back', `${MARGINS}\x1b[H\x1b[3G\x1bM`, 'ab   fgh|ijcdenop'],
    ['delete lines', `${MARGINS}\x1b[2;3H\x1b[M`, 'abcdefgh|ijstunop'],
    ['insert lines', `${MARGINS}\x1b[1;3H\x1b[L`, 'ab   fgh|ijcdenop'],
    ['delete characters', `${MARGINS}\x1b[1;3H\x1b[P`, 'abde fgh|ijklmnop'],
    ['insert characters', `${MARGINS}\x1b[1;3H\x1b[@`, 'ab cdfgh|ijklmnop'],
    [
      'insert what is printed in insert mode',
      `${MARGINS}\x1b[1;3H\x1b[4hX`,
      'abXcdfgh|ijklmnop',
    ],
    [
      'leave no half of a wide character',
      `漢字${MARGINS}\x1b[1;3H\x1b[P`,
      '漢 e fgh|ijklmnop',
    ],
    [
      'are left out of what stands outside',
      `${MARGINS}\x1b[1;8H\x1b[M\x1b[P\x1b[@`,
      'abcdefgh|ijklmnop',
    ],
    ['are gone after a soft reset', `${MARGINS}\x1b[!p\x1b[1;4H123`, 'abc123gh|ijklmnop'],
    ['are gone after a resize', MARGINS, 'abc123gh|ijklmnop'],
  ])('%s', (rule, bytes, picture) => {
    const emulator = filled();
    emulator.write(Buffer.from(bytes));
    if (rule.endsWith('resize')) {
      emulator.resize({ columns: 8, rows: 5 });
      emulator.write(Buffer.from('\x1b[1;4H123'));
    }
    expect(screen(emulator).split('|').slice(0, 2).join('|')).toBe(picture);
  });

  it('take CSI s from the saving of the cursor only while they may be set', () => {
    const emulator = filled();
    expect(replyTo(emulator, '\x1b[2;3H\x1b[s\x1b[H\x1b[u\x1b[6n')).toBe('\x1b[2;3R');
    expect(replyTo(emulator, '\x1b[?69h\x1b[2;3s\x1bP$qs\x1b\\')).toBe(
      '\x1bP1$r2;3s\x1b\\',
    );
  });
});

describe('rectangles', () => {
  it.each([
    ['are copied', '\x1b[1;1;2;2;1;2;4;1$v', 'abcdefgh|ijkabnop|qrsijvwx|yz012345'],
    [
      'are copied over themselves',
      '\x1b[1;1;3;7;1;2;2;1$v',
      'abcdefgh|iabcdefg|qijklmno|yqrstuvw',
    ],
    ['are filled', '\x1b[35;2;2;3;3$x', 'abcdefgh|i##lmnop|q##tuvwx|yz012345'],
    [
      'are filled with no control',
      '\x1b[7;2;2;3;3$x',
      'abcdefgh|ijklmnop|qrstuvwx|yz012345',
    ],
    [
      'are filled with no number',
      '\x1b[2147483647;2;2;3;3$x',
      'abcdefgh|ijklmnop|qrstuvwx|yz012345',
    ],
    ['are erased', '\x1b[2;7;9;9$z', 'abcdefgh|ijklmn  |qrstuv  |yz0123  '],
    [
      'are erased but for what is protected',
      '\x1b[1;2H\x1b[1"qXY\x1b[0"q\x1b[1;1;1;4${',
      ' XY efgh|ijklmnop|qrstuvwx|yz012345',
    ],
    [
      'count from the corner in origin mode',
      '\x1b[2;3r\x1b[?6h\x1b[35;1;1;1;1$x',
      'abcdefgh|#jklmnop|qrstuvwx|yz012345',
    ],
    ['that are none do nothing', '\x1b[3;3;2;2$z', 'abcdefgh|ijklmnop|qrstuvwx|yz012345'],
  ])('%s', (_rule, bytes, picture) => {
    const emulator = filled();
    emulator.write(Buffer.from(bytes));
    expect(screen(emulator)).toBe(picture);
  });

  it.each([
    ['in a rectangle', '\x1b[2*x', '11000000|11000000'],
    ['from corner to corner', '\x1b[0*x', '11111111|11000000'],
  ])('change attributes %s', (_rule, extent, bold) => {
    const emulator = filled();
    emulator.write(Buffer.from(`${extent}\x1b[1;1;2;2;1$r`));
    const rows = [0, 1].map((y) =>
      [...emulator.row(y).words].filter((_, index) => index % 3 === 1),
    );
    const bits = rows.map((row) => row.map((word) => ((word & 0x8000000) === 0 ? 0 : 1)));
    expect(bits.map((row) => row.join('')).join('|')).toBe(bold);
  });

  it.each([
    ['of a character', '\x1b[9;1;1;1;1;1*y', '9!~0061'],
    ['of a blank', '\x1b[2J\x1b[9;1;1;1;1;1*y', '9!~0020'],
    ['of several', '\x1b[9;1;1;1;2;2*y', '9!~0196'],
    ["as DEC's terminals have it", '\x1b[0#y\x1b[1mB\x1b[9;1;1;1;1;1*y', '9!~FF3E'],
    [
      "of an erased cell, as DEC's have it",
      '\x1b[0#y\x1b[2J\x1b[9;1;1;1;1;1*y',
      '9!~0000',
    ],
  ])('have a checksum %s', (_what, bytes, sum) => {
    expect(replyTo(filled(), bytes)).toBe(`\x1bP${sum}\x1b\\`);
  });
});

describe('settings', () => {
  const COLOURS = '0;38:2::1:2:3;48:2::4:5:6m';

  it.each([
    [
      'attributes',
      '\x1b[1;4:3;58:5:9;38:2::1:2:3;44m',
      'm',
      '0;1;4:3;38:2::1:2:3;44;58:5:9m',
    ],
    ['a colour without a space', '\x1b[38:2:1:2:3;48:2:4:5:6m', 'm', COLOURS],
    ['an underline in one', '\x1b[4;58:2:1:2:3m', 'm', '0;4;58:2::1:2:3m'],
    ['a colour with tolerances', '\x1b[38:2::1:2:3::0:1;48:2::4:5:6m', 'm', COLOURS],
    ['no attributes', '\x1b[1m\x1b[m', 'm', '0m'],
    ['margins of rows', '\x1b[2;3r', 'r', '2;3r'],
    ['the cursor', '\x1b[5 q', ' q', '5 q'],
    ['protection', '\x1b[1"q', '"q', '1"q'],
    ['the level', '', '"p', '64;1"p'],
    ['the number of rows', '', 't', '4t'],
    ['the extent of changes', '\x1b[2*x', '*x', '2*x'],
  ])('tell %s', (_what, bytes, setting, answer) => {
    const reply = replyTo(filled(), `${bytes}\x1bP$q${setting}\x1b\\`);
    expect(reply).toBe(`\x1bP1$r${answer}\x1b\\`);
  });

  it('tell nothing of what is not known', () => {
    expect(replyTo(filled(), '\x1bP$q+q\x1b\\')).toBe('\x1bP0$r\x1b\\');
  });
});

describe('modes', () => {
  it.each([
    ['?69', 2],
    ['?12', 2],
    ['?2026', 2],
    ['?2027', 3],
    ['?7', 1],
    ['?9999', 0],
    ['1', 4],
  ])('%s is told', (mode, state) => {
    expect(replyTo(filled(), `\x1b[${mode}$p`)).toBe(`\x1b[${mode};${state}$y`);
  });

  it.each([
    ['a mode of xterm.js', '\x1b[?1h\x1b[?1s\x1b[?1l\x1b[?1r', 1],
    ['a mode that xterm.js does not know', '\x1b[?69h\x1b[?69s\x1b[?69l\x1b[?69r', 69],
  ])('%s is saved and restored', (_what, bytes, mode) => {
    expect(replyTo(filled(), `${bytes}\x1b[?${mode}$p`)).toBe(`\x1b[?${mode};1$y`);
  });
});

it('deletes the last column when the cursor waits behind it', () => {
  const emulator = new Emulator({ size: { columns: 4, rows: 1 }, scrollback: 0 });
  emulator.write(Buffer.from("abcd\x1b['~"));
  expect(screen(emulator)).toBe('abc ');
});

describe('the cursor', () => {
  it.each([
    [
      'is told from the corner in origin mode',
      '\x1b[2;3r\x1b[?6h\x1b[2;2H\x1b[6n',
      '\x1b[2;2R',
    ],
    [
      'moves right in its row in origin mode',
      '\x1b[2;4r\x1b[?6h\x1b[C\x1b[6n',
      '\x1b[1;2R',
    ],
    ['is in the last column after it was written', '12345678\x1b[6n', '\x1b[1;8R'],
    ['goes back over a line that wrapped', '\x1b[?45h123456789\b\b\x1b[6n', '\x1b[1;8R'],
    ['does not go back over one that did not', '\x1b[?45h\r\n\b\x1b[6n', '\x1b[2;1R'],
    ['goes back over any line', '\x1b[?1045h\x1b[2H\b\x1b[6n', '\x1b[1;8R'],
    [
      'tabs back to the corner in origin mode',
      '\x1b[?69h\x1b[3;8s\x1b[?6h\x1b[1;5H\x1b[9Z\x1b[6n',
      '\x1b[1;1R',
    ],
    ['has a page', '\x1b[?6n', '\x1b[?1;1;1R'],
  ])('%s', (_rule, bytes, reply) => {
    expect(replyTo(filled(), bytes)).toBe(reply);
  });
});

describe('status', () => {
  it.each([
    ['the terminal', '\x1b[c', '\x1b[?64;6;21;22;28;52c'],
    ['the terminal, as a VT52 was asked', '\x1bZ', '\x1b[?64;6;21;22;28;52c'],
    ['its version', '\x1b[>c', '\x1b[>41;390;0c'],
    ['its printer', '\x1b[?15n', '\x1b[?13n'],
    [
      'its locator, and of what kind',
      '\x1b[?53n\x1b[?55n\x1b[?56n',
      '\x1b[?53n\x1b[?53n\x1b[?57;0n',
    ],
    ['its macros', '\x1b[?62n\x1b[?63;7n', '\x1b[0*{\x1bP7!~0000\x1b\\'],
  ])('of %s is told', (_what, bytes, reply) => {
    expect(replyTo(filled(), bytes)).toBe(reply);
  });
});

function filled(): Emulator {
  const emulator = new Emulator({ size, scrollback: 10 });
  emulator.write(Buffer.from(FILLED));
  return emulator;
}
