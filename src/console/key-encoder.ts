/**
 * Keys, pastes and mouse events as the bytes that a pane's program asked for: legacy
 * unless it turned on application cursor keys, modifyOtherKeys or the kitty protocol, or
 * asked for the keys of a VT52 or for controls of eight bits (S8C1T).
 */
import type { Modes } from '../screen/row.js';
import { CELL_PIXELS } from '../screen/screen-size.js';
import type { Mouse } from './input.js';
import {
  CONTROL_KEYS,
  keypadLetter,
  LETTER_KEYS,
  privateCode,
  TILDE_KEYS,
} from './key-codes.js';
import {
  allModifiers,
  isSuper,
  modifierParameter,
  signOf,
  standardKey,
  type Key,
} from './key.js';
import { encodeKitty } from './kitty-keys.js';

const PASTE_END = '\x1b[201~';

export function encodeKey(key: Key, modes: Modes): Buffer {
  const kitty =
    modes.kittyKeyboard > 0 ? encodeKitty(key, modes.kittyKeyboard) : undefined;
  return sent(kitty ?? legacyKey(standardKey(key), modes), modes);
}

/** `CSI` and `SS3` are one byte in eight bits; `ESC` and a letter alone are Alt with it. */
function sent(text: string, { eightBit }: Modes): Buffer {
  const bytes = Buffer.from(text);
  if (!eightBit || !/^\x1b[[O]./s.test(text)) return bytes;
  return Buffer.concat([Buffer.of(0x40 + text.charCodeAt(1)), bytes.subarray(2)]);
}

function legacyKey(key: Key, modes: Modes): string {
  if (key.event === 'release' || privateCode(key.code) !== undefined) return '';
  return (
    keypadKey(key, modes) ??
    lookUp(LETTER_KEYS, key.code, (letter) => letterKey(letter, key, modes)) ??
    lookUp(TILDE_KEYS, key.code, (number) => tildeKey(number, key)) ??
    typedKey(key, modes)
  );
}

/** No byte says Super and the like: without it the key would be another one. */
function typedKey(key: Key, modes: Modes): string {
  if (isSuper(key)) return '';
  return (
    lookUp(CONTROL_KEYS, key.code, (code) => controlKey(code, key, modes)) ??
    characterKey(key, modes)
  );
}

/** A paste is one piece to its program: what would end it early loses its escape. */
export function encodePaste(bytes: Buffer, modes: Modes): Buffer {
  if (!modes.bracketedPaste)
    return Buffer.from(bytes.toString('latin1').replaceAll(/\r?\n/g, '\r'), 'latin1');
  const inner = bytes.toString('latin1').replaceAll(PASTE_END, PASTE_END.slice(1));
  return Buffer.concat([
    Buffer.from('\x1b[200~'),
    Buffer.from(inner, 'latin1'),
    Buffer.from(PASTE_END),
  ]);
}

/** The event at a cell of the program's screen; empty when it did not ask for it. */
export function encodeMouse(mouse: Mouse, modes: Modes): Buffer {
  if (!wantsMouse(mouse, modes)) return Buffer.alloc(0);
  const { code, x, y, released } = mouse;
  const end = released ? 'm' : 'M';
  if (modes.mouseEncoding === 'sgr')
    return sent(`\x1b[<${code};${x + 1};${y + 1}${end}`, modes);
  if (modes.mouseEncoding === 'pixels')
    return sent(
      `\x1b[<${code};${middle(x, 'width')};${middle(y, 'height')}${end}`,
      modes,
    );
  // X10's bytes end at column 223.
  if (x > 222 || y > 222) return Buffer.alloc(0);
  const button = released ? (code & ~3) | 3 : code;
  return Buffer.from([0x1b, 0x5b, 0x4d, 32 + button, 33 + x, 33 + y]);
}

/** The pixel in the middle of a cell, counted from 1. */
function middle(cell: number, side: keyof typeof CELL_PIXELS): number {
  return (cell + 0.5) * CELL_PIXELS[side] + 1;
}

function wantsMouse({ code, released }: Mouse, modes: Modes): boolean {
  const moves = (code & 32) !== 0;
  const pressed = (code & 3) !== 3;
  const wanted = {
    none: false,
    x10: !moves && !released,
    vt200: !moves,
    drag: !moves || pressed,
    any: true,
  } as const satisfies Record<Modes['mouse'], boolean>;
  return wanted[modes.mouse];
}

function lookUp<Value>(
  table: Readonly<Record<string, Value>>,
  code: string,
  encode: (value: Value) => string,
): string | undefined {
  return Object.hasOwn(table, code) && table[code] !== undefined
    ? encode(table[code])
    : undefined;
}

function letterKey(letter: string, key: Key, modes: Modes): string {
  if (modes.vt52 && VT52_LETTERS.test(letter)) return `\x1b${letter}`;
  const modifiers = allModifiers(key);
  if (modifiers > 1) return `\x1b[1;${modifiers}${letter}`;
  const isFunctionKey = letter >= 'P';
  return modes.applicationCursor || isFunctionKey ? `\x1bO${letter}` : `\x1b[${letter}`;
}

/** Arrows and PF1 to PF4. */
const VT52_LETTERS = /[A-DP-S]/;

function tildeKey(number: number, key: Key): string {
  const modifiers = allModifiers(key);
  return modifiers > 1 ? `\x1b[${number};${modifiers}~` : `\x1b[${number}~`;
}

/** Keys whose bytes say less than was pressed; xterm's modifyOtherKeys says the rest. */
function controlKey(code: number, key: Key, modes: Modes): string {
  const level = modes.modifyOtherKeys;
  const modifiers = modifierParameter(key);
  const isShiftTab = key.code === 'tab' && modifiers === modifierParameter(SHIFT);
  if (isShiftTab) return '\x1b[Z';
  const isTold =
    level > 1 ? modifiers > 1 : level > 0 && TOLD_AT_ONCE.has(key.code) && isHeld(key);
  if (isTold) return `\x1b[27;${modifiers};${code}~`;
  const byte =
    code === CONTROL_KEYS.backspace && key.ctrl !== modes.backspaceKey
      ? '\b'
      : String.fromCodePoint(code);
  return key.alt ? `\x1b${byte}` : byte;
}

const SHIFT = { ctrl: false, alt: false, shift: true } as const;

/** At its first level xterm leaves Escape and Backspace as programs have always known them. */
const TOLD_AT_ONCE: ReadonlySet<string> = new Set(['enter', 'tab']);

function isHeld({ ctrl, shift }: Key): boolean {
  return ctrl || shift;
}

/** The keypad's key in application mode; undefined for every other key. */
function keypadKey(key: Key, modes: Modes): string | undefined {
  if (!modes.applicationKeypad || key.keypad !== true) return undefined;
  const letter = modifierParameter(key) > 1 ? undefined : keypadLetter(key.code);
  if (letter === undefined) return undefined;
  return modes.vt52 ? `\x1b?${letter}` : `\x1bO${letter}`;
}

function characterKey(key: Key, modes: Modes): string {
  // A key with a name and no sequence: F21, a media key.
  if (key.text === '' && key.code.length > 1) return '';
  const level = modes.modifyOtherKeys;
  const control = key.ctrl ? controlCharacter(signOf(key)) : undefined;
  const isLost =
    key.ctrl && (control === undefined || (key.shift && /^[a-z]$/.test(key.code)));
  if ((level > 0 && isLost) || (level > 1 && (key.ctrl || key.alt))) {
    const point = (key.shift ? key.text : key.code).codePointAt(0) ?? 0;
    return `\x1b[27;${modifierParameter(key)};${point}~`;
  }
  const text = control ?? key.text;
  return key.alt ? `\x1b${text}` : text;
}

/**
 * What Ctrl makes of a character since the ASCII keyboards, undefined where nothing. Of digits
 * it makes what a VT220 made of them, which had no keys for some of the others.
 */
function controlCharacter(sign: string): string | undefined {
  const index = OF_SIGNS.indexOf(sign);
  if (index >= 0) return BY_SIGNS[index];
  const point = sign.toUpperCase().codePointAt(0) ?? 0;
  return point >= 64 && point < 96 ? String.fromCodePoint(point & 0x1f) : undefined;
}

const OF_SIGNS = ' 2345678/?~';
const BY_SIGNS = '\0\0\x1b\x1c\x1d\x1e\x1f\x7f\x1f\x7f\x1e';
