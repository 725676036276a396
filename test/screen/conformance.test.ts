/** What public conformance suites ask of a terminal, as a real xterm answers or does it. */
import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
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

describe('colours of special text', () => {
  const told = (bytes: string) => replyTo(emulator(), bytes).replaceAll('\x1b\\', '|');

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
    expect(told(bytes)).toContain(answer);
  });

  it('change nothing that is shown', () => {
    const terminal = emulator();
    terminal.write(Buffer.from('\x1b[1mab'));
    const before = terminal.row(0);
    terminal.write(Buffer.from('\x1b]5;0;#f00\x07'));
    expect(terminal.row(0)).toEqual(before);
  });
});

function emulator(): Emulator {
  return new Emulator({ size, scrollback: 10 });
}
