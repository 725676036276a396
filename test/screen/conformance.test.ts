/** What public conformance suites ask of a terminal, as a real xterm answers or does it. */
import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { screen } from './picture.js';
import { replyTo } from './reply.js';

const size = { columns: 10, rows: 3 };

describe('a pane is a window', () => {
  it.each([
    ['that is open', '11', '1'],
    ['at the corner of its display', '13', '3;0;0'],
    ['as large as its display in pixels', '15', '5;48;80'],
    ['as large as its display in cells', '19', '9;3;10'],
  ])('%s', (_what, question, answer) => {
    expect(replyTo(emulator(), `\x1b[${question}t`)).toBe(`\x1b[${answer}t`);
  });

  it.each(['2t', '3;5;5t', '4;100;100t', '8;5;20t', '9;1t', '10;1t', '30t', '5*|'])(
    'that is not moved or resized by CSI %s',
    (request) => {
      expect(replyTo(emulator(), `\x1b[${request}\x1b[18t`)).toBe('\x1b[8;3;10t');
    },
  );
});

describe('a saved cursor', () => {
  it.each([
    ['DECRC', '\x1b7', '\x1b8'],
    ['SCORC', '\x1b[s', '\x1b[u'],
    ['mode 1048', '\x1b[?1048h', '\x1b[?1048l'],
    ['mode 1049', '\x1b[?1049h', '\x1b[?1049l'],
  ])('comes back without autowrap (%s)', (_name, save, restore) => {
    const reply = replyTo(emulator(), `${save}\x1b[?7l${restore}\x1b[?7$p`);
    expect(reply).toBe('\x1b[?7;2$y');
  });

  it.each([
    ['DECRC', '\x1b7\x1b[H\x1b8'],
    ['SCORC', '\x1b[s\x1b[H\x1b[u'],
    ['mode 1048', '\x1b[?1048h\x1b[H\x1b[?1048l'],
    ['mode 1049', '\x1b[?1049h\x1b[H\x1b[?1049l'],
  ])('waits again behind the last column (%s)', (_name, bytes) => {
    const terminal = emulator();
    terminal.write(Buffer.from(`abcdefghij${bytes}k`));
    expect(screen(terminal)).toBe('abcdefghij|k         |          ');
  });

  it('does not wrap there without autowrap', () => {
    const terminal = emulator();
    terminal.write(Buffer.from('abcdefghij\x1b7\x1b[H\x1b[?7l\x1b8k'));
    expect(screen(terminal).split('|')[0]).toBe('abcdefghik');
  });

  it.each([
    ['wider', 10, 20, 20],
    ['narrower', 10, 5, 10],
    ['narrower by one', 10, 9, 9],
  ])('waits there at another width (%s)', (_how, from, to, length) => {
    const text = 'abcdefghijklmnopqrst'.slice(0, length);
    const terminal = new Emulator({ size: { columns: from, rows: 4 }, scrollback: 10 });
    terminal.write(Buffer.from(`${text}\x1b7\r\ny`));
    terminal.resize({ columns: to, rows: 4 });
    terminal.write(Buffer.from('\x1b8#'));
    expect(screen(terminal).replaceAll('|', '')).toContain(`${text}#`);
  });
});

describe('a lower level (DECSCL)', () => {
  it.each([
    ['2 knows no questions about modes', '\x1b[62;1"p\x1b[4$p\x1b[?7$p', ''],
    ['3 knows them', '\x1b[63;1"p\x1b[4$p', '\x1b[4;2$y'],
    ['3 knows no margins of columns', '\x1b[63;1"p\x1b[?69h\x1b[?69$p', '\x1b[?69;2$y'],
    [
      '3 knows them no better when named twice',
      '\x1b[63;1"p\x1b[?69;69h\x1b[?69$p',
      '\x1b[?69;2$y',
    ],
    ['3 knows no rectangles', '\x1b[63;1"p\x1b[1;1;1;1;1;1*y', ''],
    ['3 is told', '\x1b[63;1"p\x1bP$q"p\x1b\\', '\x1bP1$r63;1"p\x1b\\'],
    ['is at most that of a VT420', '\x1b[65;1"p\x1bP$q"p\x1b\\', '\x1bP1$r64;1"p\x1b\\'],
    ['ends with RIS', '\x1b[61"p\x1bc\x1b[4$p', '\x1b[4;2$y'],
  ])('%s', (_rule, bytes, reply) => {
    expect(replyTo(emulator(), bytes)).toBe(reply);
  });
});

describe('the size, told unasked (2048)', () => {
  const TOLD = '\x1b[48;3;10;48;80t';

  it.each([
    ['at once', '\x1b[?2048h', TOLD],
    ['again, who asks again', '\x1b[?2048h\x1b[?2048h', TOLD + TOLD],
    ['to nobody who takes it back', '\x1b[?2048l', ''],
    ['by a mode that is told', '\x1b[?2048$p', '\x1b[?2048;2$y'],
  ])('is told %s', (_when, bytes, told) => {
    expect(replyTo(emulator(), bytes)).toBe(told);
  });

  it.each([
    ['\x1b[?2048h', '\x1b[48;4;20;64;160t'],
    ['\x1b[?2048h\x1b[?2048l', undefined],
    ['\x1b[?2048h\x1bc', undefined],
    ['', undefined],
  ])('is another one after %j', (bytes, told) => {
    const terminal = emulator();
    terminal.write(Buffer.from(bytes));
    terminal.resize({ columns: 20, rows: 4 });
    expect(terminal.sizeReport).toBe(told);
  });
});

describe('rows above the cursor, held (terminfo meml and memu)', () => {
  const ASK = '\x1bP$qr\x1b\\';

  it.each([
    ['stay', 'a\r\nb\r\n\x1bl', '3;4'],
    ['are let go', 'a\r\nb\r\n\x1bl\x1bm', '1;4'],
    ['stay above the margin', '\x1b[1;3r\x1b[2H\x1bl', '2;3'],
  ])('%s', (_rule, bytes, rows) => {
    const terminal = new Emulator({ size: { columns: 10, rows: 4 }, scrollback: 0 });
    expect(replyTo(terminal, bytes + ASK)).toBe(`\x1bP1$r${rows}r\x1b\\`);
  });
});

describe('the page of the cursor (DECXCPR)', () => {
  it.each([
    ['is told by a VT420', '64', '\x1b[?1;1;1R'],
    ['is not known before', '63', '\x1b[?1;1R'],
  ])('%s', (_rule, level, answer) => {
    expect(replyTo(emulator(), `\x1b[${level};1"p\x1b[?6n`)).toBe(answer);
  });
});

describe('a cursor that blinks (12)', () => {
  const ASK = '\x1b[?12$p';

  it.each([
    ['is told', `\x1b[?12h${ASK}\x1b[?12l${ASK}`, [1, 2]],
    ['is one by its shape, too', `\x1b[5 q${ASK}\x1b[6 q${ASK}`, [1, 2]],
    ['is saved and restored', `\x1b[?12h\x1b[?12s\x1b[?12l\x1b[?12r${ASK}`, [1]],
    ['ends with RIS', `\x1b[?12h\x1bc${ASK}`, [2]],
  ])('%s', (_rule, bytes, states) => {
    const answers = states.map((state) => `\x1b[?12;${state}$y`);
    expect(replyTo(emulator(), bytes)).toBe(answers.join(''));
  });
});

describe('moves back (HPB, VPB)', () => {
  it.each([
    ['by columns', '\x1b[2;5H\x1b[3j', '\x1b[2;2R'],
    ['by rows', '\x1b[3;5H\x1b[k', '\x1b[2;5R'],
    ['not beyond the edge', '\x1b[2;5H\x1b[9j\x1b[9k', '\x1b[1;1R'],
    ['across margins', '\x1b[2;3r\x1b[?69h\x1b[3;8s\x1b[3;5H\x1b[4j\x1b[2k', '\x1b[1;1R'],
  ])('%s', (_how, bytes, answer) => {
    expect(replyTo(emulator(), `${bytes}\x1b[6n`)).toBe(answer);
  });
});

describe('DECCOLM', () => {
  const FILLED = 'abc\x1b[2;3r\x1b[3;3H';

  it.each(['h', 'l'])('makes a new screen of the same width (%s)', (final) => {
    const terminal = emulator();
    const reply = replyTo(
      terminal,
      `\x1b[?40h${FILLED}\x1b[?3${final}\x1b[6n\x1bP$qr\x1b\\`,
    );
    expect(reply).toBe('\x1b[1;1R\x1bP1$r1;3r\x1b\\');
    expect(screen(terminal).trim()).not.toContain('abc');
    expect(terminal.size).toEqual(size);
  });

  it('is not heard unless mode 40 allows it', () => {
    const terminal = emulator();
    expect(replyTo(terminal, `${FILLED}\x1b[?3h\x1b[6n`)).toBe('\x1b[3;3R');
    expect(screen(terminal)).toContain('abc');
  });

  it('is told to be never set', () => {
    expect(replyTo(emulator(), '\x1b[?40;3h\x1b[?3$p')).toBe('\x1b[?3;4$y');
  });
});

describe('modes that do nothing in a pane are told as they were set', () => {
  it.each([
    ['KAM, which a soft reset ends', '2', [2, 1, 2, 2]],
    ['SRM, which a soft reset leaves', '12', [1, 1, 2, 2]],
  ])('%s', (_name, mode, states) => {
    const ask = `\x1b[${mode}$p`;
    const reply = replyTo(
      emulator(),
      `${ask}\x1b[${mode}h${ask}\x1b[${mode}l${ask}\x1b[!p${ask}`,
    );
    const answers = states.map((state) => `\x1b[${mode};${state}$y`);
    expect(reply).toBe(answers.join(''));
  });
});

describe('a tab behind the last column', () => {
  it.each([
    ['wraps in mode 41', '\x1b[?41h', '\x1b[2;9R'],
    ['stays there without', '', '\x1b[1;10R'],
    ['stays there without autowrap', '\x1b[?41h\x1b[?7l', '\x1b[1;10R'],
  ])('%s', (_rule, modes, position) => {
    expect(replyTo(emulator(), `${modes}abcdefghij\t\x1b[6n`)).toBe(position);
  });
});

it.each(['\t', '\x1b[I', '\x1b[3I'])(
  'the next character wraps also after a tab (%j)',
  (tab) => {
    const terminal = emulator();
    terminal.write(Buffer.from(`abcdefghij${tab}k`));
    expect(screen(terminal).trimEnd()).toMatch(/^abcdefghij\|k/);
  },
);

describe('colours of special text', () => {
  it.each([
    ['by OSC 5', '\x1b]5;0;#f00;4;#00f\x07\x1b]5;0;?;4;?\x07', '5;0;rgb:f0f0/0000/0000'],
    [
      'beyond the palette',
      '\x1b]5;1;#f00\x07\x1b]4;257;?\x07',
      '4;257;rgb:f0f0/0000/0000',
    ],
    [
      'given back',
      '\x1b]5;1;#f00\x07\x1b]105;1\x07\x1b]5;1;?\x07',
      '5;1;rgb:d4d4/d4d4/d4d4',
    ],
    [
      'given back with all',
      '\x1b]5;1;#f00\x07\x1b]104\x07\x1b]5;1;?\x07',
      '5;1;rgb:d4d4',
    ],
    ['that nobody has', '\x1b]5;5;#f00\x07\x1b]5;5;?\x07', ''],
  ])('are kept and told: %s', (_which, bytes, answer) => {
    expect(replyTo(emulator(), bytes)).toContain(answer);
  });

  it('change nothing that is shown', () => {
    const terminal = emulator();
    terminal.write(Buffer.from('\x1b[1mab'));
    const before = terminal.row(0);
    terminal.write(Buffer.from('\x1b]5;0;#f00\x07'));
    expect(terminal.row(0)).toEqual(before);
  });
});

describe('the alternate screen', () => {
  const LEFT = 'main\x1b[?47h\x1b[Halternate\x1b[?47l\x1b[2;1H';

  it.each([
    ['keeps what was left by mode 47', `${LEFT}\x1b[?47h`, 'alternate'],
    ['keeps it for mode 1047', `${LEFT}\x1b[?1047h`, 'alternate'],
    ['is blank for mode 1049', `${LEFT}\x1b[?1049h`, ''],
    ['is blank after mode 1047 ended', `${LEFT}\x1b[?47h\x1b[?1047l\x1b[?47h`, ''],
    ['is blank after RIS', `${LEFT}\x1bc\x1b[?47h`, ''],
    ['leaves the main screen alone', `${LEFT}\x1b[?47h\x1b[?47l`, 'main'],
  ])('%s', (_rule, bytes, text) => {
    const terminal = emulator();
    terminal.write(Buffer.from(bytes));
    expect(terminal.text({ scrollback: false }).join('')).toBe(text);
  });

  it('is blank when it has another size', () => {
    const terminal = emulator();
    terminal.write(Buffer.from(LEFT));
    terminal.resize({ columns: 12, rows: 3 });
    terminal.write(Buffer.from('\x1b[?47h'));
    expect(terminal.text({ scrollback: false })).toEqual([]);
  });
});

describe('a mode that is restored (XTRESTORE)', () => {
  const ON_ALTERNATE = 'main\x1b[?1049h\x1b[H\x1b[2Jother\x1b[2;3H';

  it.each([47, 1047, 1049])('shows the screen as it is (%i)', (mode) => {
    const terminal = emulator();
    const bytes = `${ON_ALTERNATE}\x1b[?${mode}s\x1b[?47l\x1b[3;4H\x1b[?${mode}r`;
    expect(replyTo(terminal, `${bytes}\x1b[6n`)).toBe('\x1b[3;4R');
    expect(terminal.text({ scrollback: false })).toEqual(['other']);
    expect(terminal.modes.alternateScreen).toBe(true);
  });

  it.each([47, 1047, 1049])('clears nothing when it goes back (%i)', (mode) => {
    const terminal = emulator();
    terminal.write(Buffer.from(`\x1b[?${mode}s${ON_ALTERNATE}\x1b[?${mode}r`));
    expect(terminal.text({ scrollback: false })).toEqual(['main']);
    terminal.write(Buffer.from('\x1b[?47h'));
    expect(terminal.text({ scrollback: false })).toEqual(['other']);
  });

  it('is the cursor (1048)', () => {
    const place = '\x1b[2;4H\x1b[?1048s\x1b[H\x1b[?1048r\x1b[6n';
    expect(replyTo(emulator(), place)).toBe('\x1b[2;4R');
    expect(replyTo(emulator(), '\x1b[2;4H\x1b7\x1b[H\x1b[?1048r\x1b[6n')).toBe(
      '\x1b[2;4R',
    );
  });

  it('begins a whole frame, which its owner is told of (2026)', () => {
    const begun: string[] = [];
    const terminal = new Emulator({
      size,
      scrollback: 10,
      onFrameStart: () => begun.push(screen(terminal).slice(0, 3)),
    });
    terminal.write(Buffer.from('\x1b[?2026h\x1b[?2026s\x1b[?2026labc\x1b[?2026rxyz'));
    expect(begun).toEqual(['   ', 'abc']);
    expect(terminal.synchronized).toBe(true);
  });

  it('sends the cursor home with the origin (6)', () => {
    const restored = '\x1b[?6h\x1b[?6s\x1b[?6l\x1b[2;3r\x1b[3;4H\x1b[?6rX';
    const terminal = emulator();
    terminal.write(Buffer.from(restored));
    expect(screen(terminal).split('|')[1]).toBe('X         ');
  });
});

describe('protected text', () => {
  const ISO = 'ab\x1bVcd\x1bWe\x1b[H';
  const DEC = 'ab\x1b[1"qcd\x1b[0"qe\x1b[H';

  it.each([
    ["ECH keeps ISO's", `${ISO}\x1b[3X`, '  cde'],
    ["EL keeps ISO's", `${ISO}\x1b[K`, '  cd '],
    ["ED keeps ISO's", `${ISO}\x1b[J`, '  cd '],
    ["ED keeps nothing of DEC's", `${DEC}\x1b[J`, '     '],
    ["DECSED keeps ISO's", `${ISO}\x1b[?J`, '  cd '],
    ["DECSED keeps DEC's", `${DEC}\x1b[?J`, '  cd '],
    ["DECSERA keeps nothing of ISO's", `${ISO}\x1b[1;1;1;5\${`, '     '],
    ['DECSCA ends what ISO protected', `${ISO}\x1b[0"q\x1b[J`, '     '],
    ['a soft reset ends it', `${ISO}\x1b[!p\x1b[J`, '     '],
  ])('%s', (_rule, bytes, shown) => {
    const terminal = emulator();
    terminal.write(Buffer.from(bytes));
    expect(screen(terminal).slice(0, 5)).toBe(shown);
  });

  it('leaves the lines above the screen to be erased, and their numbers', () => {
    const terminal = emulator();
    terminal.write(Buffer.from(`${'\r\n'.repeat(30)}${ISO}`));
    const { screen: top } = terminal.lines;
    const shown = screen(terminal);
    terminal.write(Buffer.from('\x1b[3J'));
    expect(terminal.lines).toMatchObject({ first: top, screen: top });
    expect(screen(terminal)).toBe(shown);
  });
});

describe('REP between margins of columns', () => {
  const MARGINS = '\x1b[?69h\x1b[2;4s\x1b[1;2H';

  it.each([
    ['goes on in the next line', 'a\x1b[3b', ' aaa      | a        '],
    ['repeats what waits at the margin', 'xya\x1b[b', ' xya      | a        '],
    ['repeats a wide character', '漢\x1b[b', ' 漢       | 漢       '],
    ['repeats nothing after a sequence', 'a\x1b[1;2H\x1b[b', ' a        |          '],
  ])('%s', (_rule, bytes, shown) => {
    const terminal = emulator();
    terminal.write(Buffer.from(`${MARGINS}${bytes}`));
    expect(screen(terminal).split('|').slice(0, 2).join('|')).toBe(shown);
  });
});

function emulator(): Emulator {
  return new Emulator({ size, scrollback: 10 });
}
