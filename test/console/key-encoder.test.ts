import { describe, expect, it } from 'vitest';
import { InputDecoder } from '../../src/console/input-decoder.js';
import { encodeKey, encodeMouse, encodePaste } from '../../src/console/key-encoder.js';
import type { Modes } from '../../src/screen/row.js';

const legacy: Modes = {
  applicationCursor: false,
  applicationKeypad: false,
  bracketedPaste: false,
  focusEvents: false,
  mouse: 'none',
  mouseEncoding: 'bytes',
  alternateScreen: false,
  kittyKeyboard: 0,
  modifyOtherKeys: 0,
  backspaceKey: false,
  alternateScroll: true,
  vt52: false,
  eightBit: false,
};
const kitty = { ...legacy, kittyKeyboard: 1 };

describe('a key for a pane', () => {
  it.each([
    [
      'stays what it was',
      legacy,
      'a\r\t\x7f\x1b[A\x1bOP\x03\0\x1bb\x1b[3~é',
      'a\r\t\x7f\x1b[A\x1bOP\x03\0\x1bb\x1b[3~é',
    ],
    [
      'follows application cursor keys',
      { ...legacy, applicationCursor: true },
      '\x1b[A\x1b[1;5A',
      '\x1bOA\x1b[1;5A',
    ],
    [
      'loses only what legacy cannot say',
      legacy,
      '\x1b[13;2u\x1b[97;5u\x1b[32;5u',
      '\r\x01\0',
    ],
    [
      'keeps everything by kitty',
      kitty,
      '\x1b[13;2u\x1b[97;5u\x1bb\r\x01',
      '\x1b[13;2u\x1b[97;5u\x1b[98;3u\r\x1b[97;5u',
    ],
    [
      'says shift+enter by modifyOtherKeys',
      { ...legacy, modifyOtherKeys: 2 },
      '\x1b[13;2u\x03',
      '\x1b[27;2;13~\x1b[27;5;99~',
    ],
    [
      'has the other byte of backspace in DECBKM',
      { ...legacy, backspaceKey: true },
      '\x7f\x1b\x7f\x1b[127;5u',
      '\b\x1b\b\x7f',
    ],
    [
      'is one of a VT52',
      { ...legacy, vt52: true, applicationCursor: true },
      '\x1b[A\x1b[1;5D\x1bOP\x1b[15~a',
      '\x1bA\x1bD\x1bP\x1b[15~a',
    ],
    [
      "is one of a VT52's keypad",
      { ...legacy, vt52: true, applicationKeypad: true },
      '\x1bOp\x1bOj',
      '\x1b?p\x1b?j',
    ],
  ] satisfies [string, Modes, string, string][])('%s', (_rule, modes, typed, sent) => {
    const bytes = new InputDecoder()
      .push(Buffer.from(typed))
      .map((input) =>
        input.type === 'key' ? encodeKey(input.key, modes).toString() : '',
      );
    expect(JSON.stringify(bytes.join(''))).toBe(JSON.stringify(sent));
  });
});

it('is told in eight bits to a program that asked for them', () => {
  const modes: Modes = { ...legacy, eightBit: true, applicationCursor: true };
  const sent = new InputDecoder()
    .push(Buffer.from('\x1b[A\x1b[3~\x1baé'))
    .map((input) =>
      input.type === 'key' ? encodeKey(input.key, modes) : Buffer.alloc(0),
    );
  expect(Buffer.concat(sent)).toEqual(
    Buffer.concat([Buffer.from('\x8fA\x9b3~\x1ba', 'latin1'), Buffer.from('é')]),
  );
});

describe('a paste', () => {
  it.each([
    ['a\nb\x1b[201~c', 'a\nb[201~c'],
    ['a\x1b[20\x1b[201~1~b', 'a\x1b[20[201~1~b'],
  ])('is bracketed for programs that ask, and ends nowhere else', (pasted, sent) => {
    const bytes = encodePaste(Buffer.from(pasted), { ...legacy, bracketedPaste: true });
    expect(bytes.toString()).toBe(`\x1b[200~${sent}\x1b[201~`);
  });

  it('is as if typed for others', () => {
    expect(encodePaste(Buffer.from('é\nb\r\nc'), legacy).toString()).toBe('é\rb\rc');
  });
});

describe('a mouse event', () => {
  const press = { type: 'mouse', code: 0, x: 2, y: 3, released: false } as const;
  it.each([
    ['is not for programs that did not ask', legacy, press, ''],
    [
      'is SGR when asked',
      { ...legacy, mouse: 'vt200', mouseEncoding: 'sgr' },
      press,
      '\x1b[<0;3;4M',
    ],
    [
      'is in the middle of a cell where pixels are asked for',
      { ...legacy, mouse: 'vt200', mouseEncoding: 'pixels' },
      press,
      '\x1b[<0;21;57M',
    ],
    ['is X10 otherwise', { ...legacy, mouse: 'vt200' }, press, '\x1b[M #$'],
    [
      'is no motion unless asked',
      { ...legacy, mouse: 'vt200', mouseEncoding: 'sgr' },
      { ...press, code: 32 },
      '',
    ],
  ] satisfies [
    string,
    Modes,
    typeof press | ({ code: 32 } & Omit<typeof press, 'code'>),
    string,
  ][])('%s', (_rule, modes, mouse, sent) => {
    expect(encodeMouse(mouse, modes).toString()).toBe(sent);
  });
});
