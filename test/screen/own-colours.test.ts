import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { ScreenView } from '../../src/screen/screen-view.js';
import { replyTo } from './reply.js';

const RED = 0x3ff0000;
const GREEN = 0x300ff00;
const INVERSE = 0x4000000;
const BLANK = 0x400000;
const THEME = { foreground: 0x111111, background: 0xeeeeee };

function anEmulator(): Emulator {
  return new Emulator({
    size: { columns: 4, rows: 2 },
    scrollback: 10,
    colours: () => THEME,
  });
}

/** The first row's cells after a program wrote that. */
function cells(...written: readonly string[]): readonly (readonly number[])[] {
  const emulator = anEmulator();
  for (const bytes of written) emulator.write(Buffer.from(bytes));
  const { words } = emulator.row(0);
  return Array.from({ length: words.length / 3 }, (_, x) => [
    ...words.subarray(x * 3, x * 3 + 3),
  ]);
}

const A = BLANK | 0x61;

describe('a program that sets colours', () => {
  it.each([
    [
      'of the palette, also of what it wrote before',
      ['\x1b[31;44ma\x1b]4;1;rgb:ff/00/00;4;#00ff00\x07'],
      [[A, RED, GREEN]],
    ],
    ['of 256', ['\x1b]4;208;#00ff00\x07\x1b[38;5;208ma'], [[A, GREEN, 0]]],
    ['not of what has a colour of its own', ['\x1b]4;1;#00ff00\x07a'], [[A, 0, 0]]],
    ['the text', ['\x1b]10;#ff0000\x07a'], [[A, RED, 0]]],
    [
      'by their names',
      ['\x1b]10;Red\x07\x1b]4;1;light green;2;Lime\x07a\x1b[32mb'],
      [
        [A, RED, 0],
        [BLANK | 0x62, GREEN, 0],
      ],
    ],
    [
      'the ground, on which the row ends nowhere',
      ['a\x1b]11;#00ff00\x1b\\'],
      [
        [A, 0, GREEN],
        [BLANK, 0, GREEN],
        [BLANK, 0, GREEN],
        [BLANK, 0, GREEN],
      ],
    ],
    [
      'text and ground in one',
      ['abcd\x1b]10;#ff0000;#00ff00\x07'],
      [0x61, 0x62, 0x63, 0x64].map((letter) => [BLANK | letter, RED, GREEN]),
    ],
    [
      'and one back',
      ['\x1b]4;1;#00ff00\x07\x1b[31ma\x1b]104;1\x07'],
      [[A, 0x1000001, 0]],
    ],
    ['and all back', ['\x1b]4;1;#00ff00\x07\x1b[31ma\x1b]104\x07'], [[A, 0x1000001, 0]]],
    ['and the ground back', ['a\x1b]11;#00ff00\x07\x1b]111\x07'], [[A, 0, 0]]],
    [
      'and resets',
      ['\x1b]4;1;#00ff00\x07\x1b]10;#00ff00\x07\x1bc\x1b[31ma'],
      [[A, 0x1000001, 0]],
    ],
    ['to nonsense', ['\x1b]10;rgb:1\x07\x1b]11;#12345\x07a'], [[A, 0, 0]]],
    ['beyond the palette', ['\x1b]4;256;#00ff00\x07a'], [[A, 0, 0]]],
  ])('%s', (_what, written, shown) => {
    expect(cells(...written)).toEqual(shown);
  });

  it('is told those when it asks', () => {
    const emulator = anEmulator();
    expect(replyTo(emulator, '\x1b]4;7;#123456;7;?\x07')).toBe(
      '\x1b]4;7;rgb:1212/3434/5656\x07',
    );
    expect(replyTo(emulator, '\x1b]12;#123456;?\x07\x1b]12;?\x07')).toBe(
      '\x1b]12;rgb:1212/3434/5656\x07',
    );
    expect(replyTo(emulator, '\x1b]112\x07\x1b]12;?\x07')).toBe(
      '\x1b]12;rgb:1111/1111/1111\x07',
    );
    expect(replyTo(emulator, '\x1b[?996n\x1b]11;#000\x07\x1b[?996n')).toBe(
      '\x1b[?997;2n\x1b[?997;1n',
    );
  });

  it('changes rows that onlookers have, there and back', () => {
    const emulator = anEmulator();
    const view = new ScreenView(emulator);
    emulator.write(Buffer.from('\x1b[31ma\r\n\x1b[32mb'));
    view.take();
    emulator.write(Buffer.from('\x1b]4;1;#00ff00\x07'));
    expect(view.take()?.changes.map(({ y }) => y)).toEqual([0]);
    expect(view.take()).toBeUndefined();
    emulator.write(Buffer.from('\x1b]104\x07'));
    expect(view.take()?.changes.map(({ y }) => y)).toEqual([0]);
  });
});

describe('a screen in reverse (DECSCNM)', () => {
  it('has default colours change places, and others stay', () => {
    expect(cells('\x1b[?5ha\x1b[31mb\x1b[0;7mc')).toEqual([
      [A, INVERSE, 0],
      [BLANK | 0x62, 0x1000001, 0x3111111],
      [BLANK | 0x63, 0, 0],
      [BLANK, INVERSE, 0],
    ]);
  });

  it('ends with its mode, and can be asked for', () => {
    expect(cells('\x1b[?5ha\x1b[?5l')).toEqual([[A, 0, 0]]);
    expect(replyTo(anEmulator(), '\x1b[?5h\x1b[?5$p\x1b[?5l\x1b[?5$p')).toBe(
      '\x1b[?5;1$y\x1b[?5;2$y',
    );
  });

  it('turns the colours that the program gave it', () => {
    expect(cells('\x1b]10;#ff0000;#00ff00\x07\x1b[?5habcd')[0]).toEqual([A, GREEN, RED]);
  });
});
