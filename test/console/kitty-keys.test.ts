/**
 * Keys for programs that asked for more than bytes: the examples of the kitty keyboard
 * protocol's specification, and xterm's modifyOtherKeys (ctlseqs, "Alt and Meta Keys").
 */
import { describe, expect, it } from 'vitest';
import { InputDecoder } from '../../src/console/input-decoder.js';
import { encodeKey } from '../../src/console/key-encoder.js';
import { outerFlags } from '../../src/console/kitty-keys.js';
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

/** What a terminal that tells all says of each key, and what programs with flags get. */
describe('the kitty protocol', () => {
  it.each([
    ['a', '97;;97u', { 0: 'a', 1: 'a', 3: 'a', 8: '␛[97u', 24: '␛[97;;97u' }],
    [
      'A',
      '97:65;2;65u',
      { 0: 'A', 1: 'A', 8: '␛[97;2u', 12: '␛[97:65;2u', 28: '␛[97:65;2;65u' },
    ],
    [
      'a repeated',
      '97;1:2;97u',
      { 0: 'a', 1: 'a', 3: 'a', 10: '␛[97;1:2u', 26: '␛[97;1:2;97u' },
    ],
    [
      'a released',
      '97;1:3u',
      { 0: '', 1: '', 8: '', 3: '␛[97;1:3u', 10: '␛[97;1:3u', 26: '␛[97;1:3u' },
    ],
    [
      'Ctrl+a',
      '97;5u',
      { 0: '\x01', 1: '␛[97;5u', 2: '\x01', 8: '␛[97;5u', 24: '␛[97;5u' },
    ],
    ['Ctrl+i, which is no Tab', '105;5u', { 0: '\t', 1: '␛[105;5u' }],
    ['Ctrl+Shift+a', '97:65;6u', { 0: '\x01', 1: '␛[97;6u', 5: '␛[97:65;6u' }],
    ['Alt+b', '98;3u', { 0: '␛b', 1: '␛[98;3u', 4: '␛b' }],
    [
      'Ctrl+ц on a key that is w elsewhere',
      '1094::119;5u',
      { 1: '␛[1094;5u', 5: '␛[1094::119;5u' },
    ],
    ['Ctrl+с, which is Ctrl+c elsewhere', '1089::99;5u', { 0: '\x03' }],
    ['Alt+с', '1089::99;3u', { 0: '␛c' }],
    ['Ctrl+_', '45:95;6u', { 0: '\x1f', 1: '␛[45;6u' }],
    ['Ctrl+^', '54:94;6u', { 0: '\x1e' }],
    ['Ctrl+6, as a VT220 has it', '54;5u', { 0: '\x1e', 1: '␛[54;5u' }],
    ['Ctrl+?', '47:63;6u', { 0: '\x7f' }],
    ['Alt+<', '44:60;4u', { 0: '␛<' }],
    ['Super+a, which no byte says', '97;9u', { 0: '', 1: '␛[97;9u' }],
    ['a with caps lock', '97;65;65u', { 0: 'A', 1: 'A', 24: '␛[97;65;65u' }],
    ['Ctrl+a with num lock', '97;133u', { 1: '␛[97;5u', 8: '␛[97;133u' }],
    ['Enter', '13u', { 0: '\r', 1: '\r', 3: '\r', 8: '␛[13u' }],
    ['Enter released', '13;1:3u', { 1: '', 3: '', 10: '␛[13;1:3u' }],
    ['Shift+Enter', '13;2u', { 0: '\r', 1: '␛[13;2u', 2: '\r', 8: '␛[13;2u' }],
    ['Ctrl+Enter', '13;5u', { 0: '\r', 1: '␛[13;5u' }],
    ['Shift+Tab', '9;2u', { 0: '␛[Z', 1: '␛[9;2u' }],
    ['Backspace', '127u', { 0: '\x7f', 1: '\x7f', 8: '␛[127u' }],
    ['Alt+Backspace', '127;3u', { 0: '␛\x7f', 1: '␛[127;3u' }],
    ['Escape', '27u', { 0: '␛', 1: '␛[27u', 2: '␛', 8: '␛[27u' }],
    ['Up', '1A', { 0: '␛[A', 1: '␛[A', 8: '␛[A' }],
    ['Ctrl+Up released', '1;5:3A', { 0: '', 1: '', 3: '␛[1;5:3A' }],
    ['F1', 'P', { 0: '␛OP', 1: '␛[P', 8: '␛[P' }],
    ['F3, whose R would be an answer', '13~', { 0: '␛OR', 1: '␛[13~' }],
    ['Shift+F3', '13;2~', { 0: '␛[1;2R', 1: '␛[13;2~' }],
    ['Delete', '3~', { 0: '␛[3~', 1: '␛[3~' }],
    ['F13', '57376u', { 0: '␛[25~', 1: '␛[57376u' }],
    ['Super+Left', '1;9D', { 0: '␛[1;9D', 1: '␛[1;9D' }],
    ['Shift itself', '57441;2u', { 0: '', 1: '', 3: '', 8: '␛[57441;2u' }],
    ['keypad 5', '57404;129;53u', { 0: '5', 1: '5', 8: '␛[57404;129u' }],
    ['keypad Enter', '57414u', { 0: '\r', 1: '␛[57414u', 2: '\r', 8: '␛[57414u' }],
    ['keypad Left', '57417u', { 0: '␛[D', 1: '␛[57417u' }],
    ['keypad 5 without num lock', '57427~', { 0: '␛[E', 1: '␛[E' }],
  ] satisfies [string, string, Readonly<Record<number, string>>][])(
    '%s',
    (_key, told, sent) => {
      const got = Object.keys(sent).map((flags) => [
        flags,
        encoded(`\x1b[${told}`, { ...legacy, kittyKeyboard: Number(flags) }),
      ]);
      expect(Object.fromEntries(got)).toEqual(sent);
    },
  );

  it.each([
    [0, 5],
    [1, 5],
    [3, 7],
    [5, 5],
    [7, 7],
    [8, 29],
    [31, 31],
  ])('for a program with flags %i the terminal is asked for %i', (flags, outer) => {
    expect(outerFlags(flags)).toBe(outer);
  });

  it('knows no application cursor keys beside it', () => {
    const modes = { ...legacy, applicationCursor: true };
    expect(encoded('\x1b[A', { ...modes, kittyKeyboard: 1 })).toBe('␛[A');
    expect(encoded('\x1b[A', modes)).toBe('␛OA');
  });
});

it.each([
  ['Enter', '13u', '\r', '\r'],
  ['Shift+Enter', '13;2u', '␛[27;2;13~', '␛[27;2;13~'],
  ['Ctrl+Enter', '13;5u', '␛[27;5;13~', '␛[27;5;13~'],
  ['Alt+Enter', '13;3u', '␛\r', '␛[27;3;13~'],
  ['Ctrl+Tab', '9;5u', '␛[27;5;9~', '␛[27;5;9~'],
  ['Shift+Tab', '9;2u', '␛[Z', '␛[Z'],
  ['Ctrl+Backspace', '127;5u', '\b', '␛[27;5;127~'],
  ['Shift+Escape', '27;2u', '␛', '␛[27;2;27~'],
  ['A', '97:65;2;65u', 'A', 'A'],
  ['Ctrl+c', '99;5u', '\x03', '␛[27;5;99~'],
  ['Ctrl+Shift+c', '99:67;6u', '␛[27;6;67~', '␛[27;6;67~'],
  ['Ctrl+1', '49;5u', '␛[27;5;49~', '␛[27;5;49~'],
  ['Ctrl+_', '95;5u', '\x1f', '␛[27;5;95~'],
  ['Alt+b', '98;3u', '␛b', '␛[27;3;98~'],
  ['Ctrl+Up', '1;5A', '␛[1;5A', '␛[1;5A'],
])(
  'modifyOtherKeys says %s at its first level and its second',
  (_key, told, first, second) => {
    const got = [1, 2].map((modifyOtherKeys) =>
      encoded(`\x1b[${told}`, { ...legacy, modifyOtherKeys }),
    );
    expect(got).toEqual([first, second]);
  },
);

it('says the keypad’s own keys to programs that ask for them', () => {
  const modes = { ...legacy, applicationKeypad: true };
  expect(encoded('\x1bOu\x1bOk\x1bOM5\r', modes)).toBe('␛Ou␛Ok␛OM5\r');
  expect(encoded('\x1b[57414u\x1b[57404u\x1b[57415u', modes)).toBe('␛OM␛Ou␛OX');
  expect(encoded('\x1bOu\x1bOk\x1bOM5', legacy)).toBe('5+\r5');
});

it.each(['57384;5u', '57384;3u', '57428;5u'])(
  'says nothing of a key that has no sequence, held with another (%s)',
  (told) => expect(encoded(`\x1b[${told}`, legacy)).toBe(''),
);

function encoded(told: string, modes: Modes): string {
  return new InputDecoder()
    .push(Buffer.from(told))
    .map((input) => (input.type === 'key' ? encodeKey(input.key, modes).toString() : '?'))
    .join('')
    .replaceAll('\x1b', '␛');
}
