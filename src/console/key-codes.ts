/**
 * How terminals name keys in bytes (xterm's control sequences, the kitty keyboard
 * protocol); read by the decoder of the outer terminal and the encoder for panes.
 */

/** The final byte of `CSI 1;<modifiers> X`, or of `SS3 X`. */
export const LETTER_KEYS = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  begin: 'E',
  end: 'F',
  home: 'H',
  f1: 'P',
  f2: 'Q',
  f3: 'R',
  f4: 'S',
} as const;

/** Those of them that the kitty protocol keeps: its F3 is a number, because R is an answer. */
export const KITTY_LETTER_KEYS = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  begin: 'E',
  end: 'F',
  home: 'H',
  f1: 'P',
  f2: 'Q',
  f4: 'S',
} as const;

/** The number of `CSI <number>;<modifiers> ~`. */
export const TILDE_KEYS = {
  insert: 2,
  delete: 3,
  pageup: 5,
  pagedown: 6,
  f5: 15,
  f6: 17,
  f7: 18,
  f8: 19,
  f9: 20,
  f10: 21,
  f11: 23,
  f12: 24,
  f13: 25,
  f14: 26,
  f15: 28,
  f16: 29,
  f17: 31,
  f18: 32,
  f19: 33,
  f20: 34,
} as const;

/** Keys that have a code of a control character in `CSI <code>;<modifiers> u`. */
export const CONTROL_KEYS = { tab: 9, enter: 13, escape: 27, backspace: 127 } as const;

/** Other numbers that mean the same keys: rxvt's and Linux' home, end and function keys. */
const OTHER_TILDE_KEYS: Readonly<Record<number, string>> = {
  1: 'home',
  4: 'end',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  57427: 'begin',
};

/** The kitty protocol's further function keys: F13 and on. */
const FIRST_FURTHER = 57376;
const LAST_FURTHER = 57398;

/** The keypad of the kitty protocol, which types what its keys are labelled with. */
const FIRST_KEYPAD_DIGIT = 57399;
const KEYPAD_SIGNS = '0123456789./*-+\0=,';

/** The keypad's other keys, which mean what the keys of that name mean. */
const KEYPAD_KEYS: Readonly<Record<number, string>> = {
  57414: 'enter',
  57417: 'left',
  57418: 'right',
  57419: 'up',
  57420: 'down',
  57421: 'pageup',
  57422: 'pagedown',
  57423: 'home',
  57424: 'end',
  57425: 'insert',
  57426: 'delete',
};

/** The keypad of a terminal that was asked for application mode: `SS3 <letter>`. */
const KEYPAD_LETTERS: Readonly<Record<string, string>> = {
  j: '*',
  k: '+',
  l: ',',
  m: '-',
  n: '.',
  o: '/',
  p: '0',
  q: '1',
  r: '2',
  s: '3',
  t: '4',
  u: '5',
  v: '6',
  w: '7',
  x: '8',
  y: '9',
  M: 'enter',
  X: '=',
};

const byLetter = new Map<string, string>(
  Object.entries(LETTER_KEYS).map(([name, letter]) => [letter, name]),
);
const byTilde = new Map<number, string>(
  Object.entries(TILDE_KEYS).map(([name, number]) => [number, name]),
);
const byControl = new Map<number, string>(
  Object.entries(CONTROL_KEYS).map(([name, code]) => [code, name]),
);

/** Whether a key without a character of its own is called so. */
export function isKeyName(name: string): boolean {
  return [LETTER_KEYS, TILDE_KEYS, CONTROL_KEYS].some((keys) =>
    Object.hasOwn(keys, name),
  );
}

export function keyOfLetter(letter: string): string | undefined {
  return byLetter.get(letter);
}

export function keyOfTilde(number: number): string | undefined {
  return byTilde.get(number) ?? OTHER_TILDE_KEYS[number];
}

export function keyOfControl(code: number): string | undefined {
  return byControl.get(code) ?? KEYPAD_KEYS[code] ?? privateName(code);
}

/** The sign or name of the keypad's key that says so in application mode. */
export function keypadSign(letter: string): string | undefined {
  return KEYPAD_LETTERS[letter];
}

/** How the keypad says a key's sign or name in application mode. */
export function keypadLetter(code: string): string | undefined {
  return Object.keys(KEYPAD_LETTERS).find((letter) => KEYPAD_LETTERS[letter] === code);
}

/** Whether the kitty protocol has this number for a key of the keypad. */
export function isKeypadCode(code: number): boolean {
  return characterOfKeypad(code) !== undefined || KEYPAD_KEYS[code] !== undefined;
}

/** Keys that have no name here: media keys, Shift by itself. Some programs know them. */
function privateName(code: number): string | undefined {
  if (code >= FIRST_FURTHER && code <= LAST_FURTHER)
    return `f${code - FIRST_FURTHER + FIRST_FURTHER_KEY}`;
  const isKeypadSign = characterOfKeypad(code) !== undefined;
  return code >= 57344 && code <= 63743 && !isKeypadSign ? `key-${code}` : undefined;
}

const FIRST_FURTHER_KEY = 13;

/** The kitty protocol's number of a key that only it tells apart, undefined for all others. */
export function kittyCode(code: string, isKeypad = false): number | undefined {
  if (isKeypad) {
    const named = Object.entries(KEYPAD_KEYS).find(([, name]) => name === code);
    if (named) return Number(named[0]);
    const sign = KEYPAD_SIGNS.indexOf(code);
    return sign < 0 ? undefined : FIRST_KEYPAD_DIGIT + sign;
  }
  const further = Number(/^f(\d+)$/.exec(code)?.[1] ?? 0) - FIRST_FURTHER_KEY;
  return further >= 0 ? FIRST_FURTHER + further : privateCode(code);
}

function characterOfKeypad(code: number): string | undefined {
  const sign = KEYPAD_SIGNS[code - FIRST_KEYPAD_DIGIT];
  return sign === '\0' ? undefined : sign;
}

/** The number of a key that has no name here. */
export function privateCode(name: string): number | undefined {
  const [, code] = /^key-(\d+)$/.exec(name) ?? [];
  return code === undefined ? undefined : Number(code);
}

/** The character of a kitty key code, undefined for keys that type nothing. */
export function characterOfCode(code: number): string | undefined {
  const keypad = characterOfKeypad(code);
  if (keypad !== undefined) return keypad;
  const isPrivate = code >= 0xe000 && code <= 0xf8ff;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < 32 || isPrivate || isSurrogate || code > 0x10ffff) return undefined;
  return String.fromCodePoint(code);
}
