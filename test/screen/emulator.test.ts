import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { WORDS_PER_CELL } from '../../src/screen/row.js';
import { screen } from './picture.js';

const size = { columns: 10, rows: 3 };

describe('the screen', () => {
  it.each([
    ['prints and wraps', 'hello\r\nwide world', 'hello     |wide world|          '],
    ['scrolls', 'a\r\nb\r\nc\r\nd', 'b         |c         |d         '],
    [
      'moves and erases',
      'abc\x1b[1;2HX\x1b[K\x1b[3;10H!',
      'aX        |          |         !',
    ],
    [
      'keeps a scroll region',
      '\x1b[1;2r\x1b[2;1Ha\r\nb\x1b[3;1Hz',
      'a         |b         |z         ',
    ],
    [
      'gives wide characters two columns',
      '漢字\x1b[1;9H漢字',
      '漢字    漢|字        |          ',
    ],
    [
      'restores the cursor to its row of the screen, whatever scrolled since',
      'a\r\nb\x1b7\r\nc\r\nd\x1b8x',
      'b         |cx        |d         ',
    ],
    ['joins a family', '👨‍👩‍👧!', '👨‍👩‍👧!       |          |          '],
    ['gives emoji two columns', '🚀🚀🚀🚀🚀x', '🚀🚀🚀🚀🚀|x         |          '],
    ['joins accents', 'e\u0301a', 'e\u0301a        |          |          '],
    [
      'has an alternate screen',
      'main\x1b[?1049h\x1b[Halt\x1b[?1049l',
      'main      |          |          ',
    ],
    [
      'repeats over rows, no more than a screen',
      'x\x1b[2147483647b',
      'xxxxxxxxxx|xxxxxxxxxx|x         ',
    ],
    [
      'survives huge counts',
      'a\x1b[2147483647S\x1b[2147483647T\x1b[2147483647L\x1b[2147483647Mb',
      'b         |          |          ',
    ],
  ])('%s', (_rule, bytes, picture) => {
    const emulator = anEmulator();
    emulator.write(Buffer.from(bytes));
    expect(screen(emulator)).toBe(picture);
  });

  it('moves a character that becomes wide from the last column, also on the only row', () => {
    const emulator = new Emulator({ size: { columns: 3, rows: 1 }, scrollback: 0 });
    emulator.write(Buffer.from('ab🇩🇪'));
    expect(screen(emulator)).toBe('🇩🇪 ');
  });

  it('bounds clusters, which cost memory and can hide in one cell', () => {
    const emulator = anEmulator();
    emulator.write(Buffer.from(`e${'\u0301'.repeat(1000)}`));
    const lengths = emulator.row(0).extras.map(({ text = '' }) => text.length);
    expect(Math.max(...lengths)).toBe(25);
  });

  it('says what its lines are, with what scrolled away or without', () => {
    const emulator = anEmulator();
    emulator.write(Buffer.from('1\r\n2\r\n3\r\n4 \r\n'));
    expect(emulator.text({ scrollback: false })).toEqual(['3', '4']);
    expect(emulator.text({ scrollback: true })).toEqual(['1', '2', '3', '4']);
  });

  it('reads colours, styles, clusters and links of a row', () => {
    const emulator = anEmulator();
    const link = '\x1b]8;;https://x.example\x1b\\l\x1b]8;;\x1b\\';
    emulator.write(
      Buffer.from(`\x1b[1;31ma\x1b[0;4:3;58;2;1;2;3mb\x1b[0;4mc\x1b[0m${link}`),
    );
    const { words, extras } = emulator.row(0);
    expect(hex(words)).toEqual([
      '400061 9000001 0',
      '400062 10000000 10000000',
      '400063 10000000 10000000',
      '40006c 0 10000000',
    ]);
    expect(extras).toEqual([
      { column: 1, underline: 3, underlineColour: 0x3010203 },
      { column: 3, link: 'https://x.example' },
    ]);
  });

  it('reflows when its size changes, within what a terminal can be', () => {
    const emulator = anEmulator();
    emulator.write(Buffer.from('abcdefghij\r\n'));
    emulator.resize({ columns: 5, rows: 3 });
    expect(screen(emulator)).toBe('abcde|fghij|     ');
    emulator.resize({ columns: 0, rows: Number.NaN });
    expect(emulator.size).toEqual({ columns: 2, rows: 1 });
    emulator.resize({ columns: 1e9, rows: 1e9 });
    expect(emulator.size).toEqual({ columns: 1000, rows: 500 });
  });
});

describe('questions', () => {
  it.each([
    ['status', '\x1b[5n', '\x1b[0n'],
    ['cursor position', 'ab\x1b[6n', '\x1b[1;3R'],
    ['a mode', '\x1b[?2026$p', '\x1b[?2026;2$y'],
    ['name', '\x1b[>q', '\x1bP>|wtmux\x1b\\'],
    ['size', '\x1b[18t', '\x1b[8;3;10t'],
    ['kitty keyboard', '\x1b[>5u\x1b[?u', '\x1b[?5u'],
    ['modifyOtherKeys', '\x1b[>4;2m\x1b[?4m', '\x1b[>4;2m'],
    ['the title, which could be typed back at a shell', '\x1b]2;rm -rf\x07\x1b[21t', ''],
    ['the background', '\x1b]11;?\x1b\\', '\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\'],
    [
      'text and cursor in one',
      '\x1b]10;?;x;?\x07',
      '\x1b]10;rgb:d4d4/d4d4/d4d4\x07\x1b]12;rgb:d4d4/d4d4/d4d4\x07',
    ],
    [
      'colours of the palette',
      '\x1b]4;1;?;208;?;2;red;300;?\x1b\\',
      '\x1b]4;1;rgb:cdcd/0000/0000\x1b\\\x1b]4;208;rgb:ffff/8787/0000\x1b\\',
    ],
    ['dark or light', '\x1b[?996n', '\x1b[?997;1n'],
    ['pixels', '\x1b[14t\x1b[16t', '\x1b[4;48;80t\x1b[6;16;8t'],
    ['its unit', '\x1b[=c', '\x1bP!|00000000\x1b\\'],
    [
      'capabilities',
      '\x1bP+q544e;5858\x1b\\',
      '\x1bP1+r544e=787465726D2D323536636F6C6F72\x1b\\\x1bP0+r5858\x1b\\',
    ],
    [
      'underline styles and true colour',
      '\x1bP+q536D756C78;5463\x1b\\',
      '\x1bP1+r536D756C78=1B5B343A25703125646D\x1b\\\x1bP1+r5463\x1b\\',
    ],
    [
      'a capability that is none, which could be typed back at a shell',
      '\x1bP+q544e\nrm -rf\n;544erm\x1b\\',
      '\x1bP0+r\x1b\\\x1bP0+r\x1b\\',
    ],
    ['a setting', '\x1bP$qr\x1b\\', '\x1bP1$r1;3r\x1b\\'],
    ['a setting of a megabyte', `\x1bP$q${'r'.repeat(1e6)}\x1b\\`, ''],
    ["the clipboard, which is the person's", '\x1b]52;c;?\x07', ''],
  ])('about %s', (_what, bytes, reply) => {
    const replies = anEmulator()
      .write(Buffer.from(bytes))
      .flatMap((event) => (event.type === 'reply' ? event.text : []));
    expect(replies.join('')).toBe(reply);
  });
});

describe('events', () => {
  it.each([
    ['a title', '\x1b]2;hello\x07', [{ type: 'title', title: 'hello' }]],
    ['a title once', '\x1b]0;a\x07\x1b]2;a\x1b\\', [{ type: 'title', title: 'a' }]],
    [
      'a title made harmless',
      '\x1b]2;a\u202eb\x07',
      [{ type: 'title', title: 'a\ufffdb' }],
    ],
    ['no title of a megabyte', `\x1b]2;${'x'.repeat(1e6)}\x07`, []],
    [
      'a title saved and restored',
      '\x1b]2;a\x07\x1b[22;0t\x1b]2;b\x07\x1b[23;0t',
      [
        { type: 'title', title: 'a' },
        { type: 'title', title: 'b' },
        { type: 'title', title: 'a' },
      ],
    ],
    ['the bell', '\x07', [{ type: 'bell' }]],
    ['a note in one dialect', '\x1b]9;done\x07', [note('', 'done')]],
    ['in another', '\x1b]777;notify;wtmux;a;b\x1b\\', [note('wtmux', 'a;b')]],
    [
      'and in a third, in parts',
      '\x1b]99;i=1:d=0;Title\x07\x1b]99;i=1:p=body:e=1;Ym9keQ==\x07',
      [note('Title', 'body')],
    ],
    ['a note made harmless', '\x1b]9;a\u202eb\x07', [note('', 'a\ufffdb')]],
    ['no other command of ConEmu', '\x1b]9;1;500\x07', []],
    ['progress', '\x1b]9;4;1;42\x07', [progress('normal', 42)]],
    ['progress beyond all bounds', '\x1b]9;4;2;999\x07', [progress('error', 100)]],
    ['the end of progress', '\x1b]9;4;0\x07', [progress('none', 0)]],
    [
      'text for the clipboard',
      '\x1b]52;c;aMO2\x07',
      [{ type: 'clipboard', text: 'h\u00f6', selection: 'clipboard' }],
    ],
    [
      'text for the primary selection alone',
      '\x1b]52;p;aGk\x07',
      [{ type: 'clipboard', text: 'hi', selection: 'primary' }],
    ],
    [
      'text for both',
      '\x1b]52;cp;aGk=\x07',
      [
        { type: 'clipboard', text: 'hi', selection: 'primary' },
        { type: 'clipboard', text: 'hi', selection: 'clipboard' },
      ],
    ],
    [
      'nothing of what is broken, which would empty it',
      '\x1b]52;c;a\x07\x1b]52;c;\x07',
      [],
    ],
    ['no more than a megabyte', `\x1b]52;c;${'A'.repeat(1.5e6)}\x07`, []],
  ])('%s', (_what, bytes, events) => {
    expect(anEmulator().write(Buffer.from(bytes))).toEqual(events);
  });
});

describe('modes', () => {
  const none = anEmulator().modes;

  it.each([
    ['\x1b[?1h', { applicationCursor: true }],
    ['\x1b=', { applicationKeypad: true }],
    ['\x1b[?2004h', { bracketedPaste: true }],
    ['\x1b[?1004h', { focusEvents: true }],
    ['\x1b[?1002h\x1b[?1006h', { mouse: 'drag', mouseEncoding: 'sgr' }],
    ['\x1b[?1003h\x1b[?1016h', { mouse: 'any', mouseEncoding: 'pixels' }],
    ['\x1b[?1016h\x1b[?1006h', { mouseEncoding: 'sgr' }],
    ['\x1b[?1016h\x1b[?1016l', {}],
    ['\x1b[?1003h', { mouse: 'any' }],
    ['\x1b[?1049h', { alternateScreen: true }],
    ['\x1b[>1u\x1b[>7u', { kittyKeyboard: 7 }],
    ['\x1b[>1u\x1b[>7u\x1b[<u', { kittyKeyboard: 1 }],
    ['\x1b[>4;2m', { modifyOtherKeys: 2 }],
    ['\x1b[>4;2m\x1b[>4m', {}],
    ['\x1b[>4;2m\x1b[>m', {}],
    ['\x1b[>4;9m', { modifyOtherKeys: 2 }],
    ['\x1b[?1h\x1b[?2004h\x1b[>4;1m\x1bc', {}],
  ])('%j', (bytes, modes) => {
    const emulator = anEmulator();
    emulator.write(Buffer.from(bytes));
    expect(emulator.modes).toEqual({ ...none, ...modes });
  });

  it.each([
    ['', { column: 0, row: 0, visible: true, shape: 'default', blinking: false }],
    ['ab\r\n', { column: 0, row: 1 }],
    ['0123456789', { column: 9, row: 0 }],
    ['\x1b[?25l', { visible: false }],
    ['\x1b[5 q', { shape: 'bar', blinking: true }],
    ['\x1b[5 q\x1b[0 q', { shape: 'default', blinking: false }],
    ['\x1b[4 q', { shape: 'underline', blinking: false }],
    ['\x1b[4 q\x1b[?12h', { shape: 'underline', blinking: true }],
    ['\x1b[3 q\x1b[?12l', { shape: 'underline', blinking: false }],
    ['\x1b]12;#ff8000\x07', { colour: 0xff8000 }],
    ['\x1b]12;#ff8000\x07\x1b]112\x07', { colour: undefined }],
  ])('the cursor after %j', (bytes, cursor) => {
    const emulator = anEmulator();
    emulator.write(Buffer.from(bytes));
    expect(emulator.cursor).toMatchObject(cursor);
  });
});

function note(title: string, body: string) {
  return { type: 'notification', title, body };
}

function progress(state: string, percent: number) {
  return { type: 'progress', progress: { state, percent } };
}

function anEmulator(): Emulator {
  return new Emulator({ size, scrollback: 100 });
}

/** The words of a row's cells. */
function hex(words: Uint32Array): readonly string[] {
  return Array.from({ length: words.length / WORDS_PER_CELL }, (_, column) =>
    [...words.subarray(column * WORDS_PER_CELL, (column + 1) * WORDS_PER_CELL)]
      .map((word) => word.toString(16))
      .join(' '),
  );
}
