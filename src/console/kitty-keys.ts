/**
 * Keys as the kitty keyboard protocol says them, as far as a program's flags ask: the
 * spec's "progressive enhancement", and kitty's own encoder where that is silent.
 */
import {
  CONTROL_KEYS,
  KITTY_LETTER_KEYS,
  kittyCode,
  privateCode,
  TILDE_KEYS,
} from './key-codes.js';
import { isCommand, LOCKS, modifierParameter, type Key } from './key.js';

/** 1: disambiguate. 2: repeats and releases. 4: alternates. 8: all as escapes. 16: with text. */
const DISAMBIGUATE = 1;
const EVENTS = 2;
const ALTERNATES = 4;
const ALL_AS_ESCAPES = 8;
const TEXT = 16;

/**
 * What is asked of the outer terminal, so that a program with these flags gets all of it. The
 * alternates always: without them Ctrl+_ is Ctrl+Shift+-, and no letter of another alphabet
 * has a byte with Ctrl.
 */
export function outerFlags(flags: number): number {
  const all = (flags & ALL_AS_ESCAPES) === 0 ? 0 : ALL_AS_ESCAPES | TEXT;
  return DISAMBIGUATE | ALTERNATES | (flags & EVENTS) | all;
}

/** Whether also what types text is told as a sequence. */
export function textIsEscaped(flags: number): boolean {
  return (flags & ALL_AS_ESCAPES) !== 0;
}

/** Undefined where the program's flags leave a key as it always was; empty for no bytes. */
export function encodeKitty(key: Key, flags: number): string | undefined {
  const { event = 'press' } = key;
  if (event === 'release' && (flags & EVENTS) === 0) return '';
  const all = textIsEscaped(flags);
  if (isModifier(key) && !all) return '';
  if (!all && event !== 'release' && key.text !== '' && !isCommand(key)) return key.text;
  if (Object.hasOwn(SIMPLE_KEYS, key.code) && !all && key.keypad !== true) {
    if (event === 'release') return '';
    if (parameterOf(key, flags) === 1) return undefined;
  }
  const isEscaped = (flags & (DISAMBIGUATE | ALL_AS_ESCAPES)) !== 0 || isNews(key, flags);
  return isEscaped ? sequence(key, flags) : undefined;
}

/** They stay bytes of their own unless all keys are escapes. */
const SIMPLE_KEYS = { enter: true, tab: true, backspace: true } as const;

function sequence(key: Key, flags: number): string {
  const { code } = key;
  const own = kittyCode(code, key.keypad);
  if (own !== undefined) return finished(key, flags, { number: `${own}`, final: 'u' });
  const letter = valueOf(KITTY_LETTER_KEYS, code);
  if (letter !== undefined) return finished(key, flags, { number: '1', final: letter });
  const tilde = code === 'f3' ? 13 : valueOf(TILDE_KEYS, code);
  if (tilde !== undefined)
    return finished(key, flags, { number: `${tilde}`, final: '~' });
  const control = valueOf(CONTROL_KEYS, code);
  const number = control === undefined ? withAlternates(key, flags) : `${control}`;
  return finished(key, flags, { number, final: 'u' });
}

type Form = { readonly number: string; readonly final: string };

function finished(key: Key, flags: number, { number, final }: Form): string {
  const event = isNews(key, flags) ? `:${EVENT_NUMBERS[key.event ?? 'press']}` : '';
  const parameter = parameterOf(key, flags);
  const modifiers = parameter > 1 || event !== '' ? `${parameter}${event}` : '';
  const text = textOf(key, flags);
  if (text !== '') return `\x1b[${number};${modifiers};${text}${final}`;
  if (modifiers !== '') return `\x1b[${number};${modifiers}${final}`;
  return number === '1' && final !== 'u' && final !== '~'
    ? `\x1b[${final}`
    : `\x1b[${number}${final}`;
}

const EVENT_NUMBERS = { press: 1, repeat: 2, release: 3 } as const;

/** Whether the event is one of those that only flag 2 tells. */
function isNews({ event = 'press' }: Key, flags: number): boolean {
  return (flags & EVENTS) !== 0 && event !== 'press';
}

/** The key, what it is with Shift, and where it is on a standard keyboard. */
function withAlternates({ code, shifted, base, shift }: Key, flags: number): string {
  const point = codePoint(code);
  if ((flags & ALTERNATES) === 0) return `${point}`;
  const isOther = shift && shifted !== undefined && shifted !== code;
  const upper = isOther ? `${codePoint(shifted)}` : '';
  const standard = base === undefined ? '' : `:${codePoint(base)}`;
  return upper === '' && standard === '' ? `${point}` : `${point}:${upper}${standard}`;
}

function textOf(key: Key, flags: number): string {
  const wanted = (flags & TEXT) !== 0 && (flags & ALL_AS_ESCAPES) !== 0;
  if (!wanted || key.event === 'release' || isCommand(key)) return '';
  return Array.from(key.text, codePoint).join(':');
}

/** Locks count only where all keys are escapes: they change nothing that is typed. */
function parameterOf(key: Key, flags: number): number {
  const more = key.more ?? 0;
  const locks = (flags & ALL_AS_ESCAPES) === 0 ? LOCKS : 0;
  return modifierParameter(key) + (more & ~locks);
}

const FIRST_MODIFIER = 57441;
const LAST_MODIFIER = 57454;
const FIRST_LOCK = 57358;
const LAST_LOCK = 57360;

/** Shift and the like, by themselves. */
export function isModifier({ code }: Key): boolean {
  const number = privateCode(code) ?? 0;
  return (
    (number >= FIRST_MODIFIER && number <= LAST_MODIFIER) ||
    (number >= FIRST_LOCK && number <= LAST_LOCK)
  );
}

function codePoint(text: string): number {
  return text.codePointAt(0) ?? 0;
}

function valueOf<Value>(
  table: Readonly<Record<string, Value>>,
  code: string,
): Value | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
