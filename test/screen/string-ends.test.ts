/** An answer ends like its question, as xterm's does. */
import { expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { replyTo } from './reply.js';

const ENDS = [
  ['BEL', '\x07', '\x07'],
  ['ST', '\x1b\\', '\x1b\\'],
  ['ST of eight bits', '\u009c', '\x1b\\'],
] as const;

const QUESTIONS = [']4;1;?', ']5;0;?', ']11;?', ']10;?;?'] as const;

it.each(
  ENDS.flatMap(([name, end, told]) =>
    QUESTIONS.map((question) => [question, name, end, told] as const),
  ),
)('%s ended by %s', (question, _name, end, told) => {
  const bytes = Buffer.from(`\x1b${question}${end}`);
  const whole = replyTo(emulator(), bytes.toString());
  expect(whole.split('\x1b]').slice(1)).not.toEqual([]);
  expect(
    whole
      .split('\x1b]')
      .slice(1)
      .every((answer) => answer.endsWith(told)),
  ).toBe(true);
  for (let at = 1; at < bytes.length; at++) {
    const terminal = emulator();
    const parts = [bytes.subarray(0, at), bytes.subarray(at)];
    expect(parts.flatMap((part) => terminal.write(part))).toEqual(
      emulator().write(bytes),
    );
  }
});

/** One whose parser has read a BEL at every place before. */
function emulator(): Emulator {
  const terminal = new Emulator({ size: { columns: 10, rows: 1 }, scrollback: 0 });
  terminal.write(Buffer.from('\x07'.repeat(100)));
  return terminal;
}
