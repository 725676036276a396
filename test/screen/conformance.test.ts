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

function emulator(): Emulator {
  return new Emulator({ size, scrollback: 10 });
}
