import { expect, it } from 'vitest';
import { keys, type Key } from '../../src/demo/keys.js';

const text = (text: string): Key => ({ type: 'text', text });

it.each([
  ['letters', 'a❯', [text('a'), text('❯')], ''],
  ['Enter, Backspace, Ctrl+C', '\r\u007f\u0003', [enter(), back(), stop()], ''],
  ['arrows in both modes', '\u001b[A\u001bOB', [{ type: 'up' }, { type: 'down' }], ''],
  ['an arrow that comes in two pieces', 'x\u001b[', [text('x')], '\u001b['],
  [
    'a paste without its brackets',
    '\u001b[200~hi\u001b[201~',
    [text('h'), text('i')],
    '',
  ],
  ['no key for what it does not know', '\u001b[15;2~\u0001', [], ''],
] satisfies [string, string, Key[], string][])(
  'finds %s',
  (_what, input, found, rest) => {
    expect(keys(input)).toEqual([found, rest]);
  },
);

function enter(): Key {
  return { type: 'enter' };
}

function back(): Key {
  return { type: 'backspace' };
}

function stop(): Key {
  return { type: 'interrupt' };
}
