/**
 * Keys, pastes and mouse events as the bytes that a pane's program asked for: legacy
 * unless it turned on application cursor keys, modifyOtherKeys or the kitty protocol.
 */
import type { Modes } from '../screen/row.js';
import type { Mouse } from './input.js';
import { CONTROL_KEYS, LETTER_KEYS, TILDE_KEYS } from './key-codes.js';
import { modifierParameter, type Key } from './key.js';

/** Flags of the kitty protocol (progressive enhancement). */
const DISAMBIGUATE = 1;
const ALL_AS_ESCAPES = 8;

const PASTE_END = '\x1b[201~';

export function encodeKey(key: Key, modes: Modes): Buffer {
  return Buffer.from(
    lookUp(LETTER_KEYS, key.code, (letter) => letterKey(letter, key, modes)) ??
      lookUp(TILDE_KEYS, key.code, (number) => tildeKey(number, key)) ??
      lookUp(CONTROL_KEYS, key.code, (code) => controlKey(code, key, modes)) ??
      characterKey(key, modes),
  );
}

/** A paste is one piece to its program, with what would end it early taken out. */
export function encodePaste(bytes: Buffer, modes: Modes): Buffer {
  if (!modes.bracketedPaste)
    return Buffer.from(bytes.toString('latin1').replaceAll(/\r?\n/g, '\r'), 'latin1');
  const inner = bytes.toString('latin1').replaceAll(PASTE_END, '');
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
  if (modes.mouseSgr)
    return Buffer.from(`\x1b[<${code};${x + 1};${y + 1}${released ? 'm' : 'M'}`);
  // X10's bytes end at column 223.
  if (x > 222 || y > 222) return Buffer.alloc(0);
  const button = released ? (code & ~3) | 3 : code;
  return Buffer.from([0x1b, 0x5b, 0x4d, 32 + button, 33 + x, 33 + y]);
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
  const modifiers = modifierParameter(key);
  if (modifiers > 1) return `\x1b[1;${modifiers}${letter}`;
  const isFunctionKey = letter >= 'P';
  return modes.applicationCursor || isFunctionKey ? `\x1bO${letter}` : `\x1b[${letter}`;
}

function tildeKey(number: number, key: Key): string {
  const modifiers = modifierParameter(key);
  return modifiers > 1 ? `\x1b[${number};${modifiers}~` : `\x1b[${number}~`;
}

function controlKey(code: number, key: Key, modes: Modes): string {
  const modifiers = modifierParameter(key);
  const kitty = modes.kittyKeyboard;
  const isEscape = code === CONTROL_KEYS.escape;
  if (
    (kitty & ALL_AS_ESCAPES) !== 0 ||
    ((kitty & DISAMBIGUATE) !== 0 && (isEscape || modifiers > 1))
  )
    return modifiers > 1 ? `\x1b[${code};${modifiers}u` : `\x1b[${code}u`;
  if (code === CONTROL_KEYS.tab && key.shift && !key.ctrl && !key.alt) return '\x1b[Z';
  if (modes.modifyOtherKeys > 0 && (key.shift || key.ctrl) && !isEscape)
    return `\x1b[27;${modifiers};${code}~`;
  const byte =
    code === CONTROL_KEYS.backspace && key.ctrl ? '\b' : String.fromCodePoint(code);
  return key.alt ? `\x1b${byte}` : byte;
}

function characterKey(key: Key, modes: Modes): string {
  const point = key.code.codePointAt(0) ?? 0;
  const modifiers = modifierParameter(key);
  const kitty = modes.kittyKeyboard;
  const modified = key.ctrl || key.alt;
  if ((kitty & ALL_AS_ESCAPES) !== 0 || ((kitty & DISAMBIGUATE) !== 0 && modified))
    return modifiers > 1 ? `\x1b[${point};${modifiers}u` : `\x1b[${point}u`;

  const control = key.ctrl ? controlCharacter(key.code) : undefined;
  if (
    key.ctrl &&
    modes.modifyOtherKeys > 0 &&
    (control === undefined || modes.modifyOtherKeys > 1)
  )
    return `\x1b[27;${modifiers};${point}~`;
  const text = control ?? key.text;
  return key.alt ? `\x1b${text}` : text;
}

/** What Ctrl makes of a character since the ASCII keyboards, undefined where nothing. */
function controlCharacter(code: string): string | undefined {
  if (code === ' ' || code === '2') return '\0';
  if (code === '/') return '\x1f';
  if (code === '?') return '\x7f';
  const point = code.toUpperCase().codePointAt(0) ?? 0;
  return point >= 64 && point < 96 ? String.fromCodePoint(point & 0x1f) : undefined;
}
