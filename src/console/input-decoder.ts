/**
 * Bytes of the outer terminal, cut anywhere, to keys, pastes and mouse events. Takes the
 * legacy encodings, xterm's modifyOtherKeys and the kitty keyboard protocol at once;
 * what it does not know it drops.
 *
 * It reads no clock: its owner calls `flush` when what it `waitsFor` did not come for a while.
 */
import { readAnswer } from './answers.js';
import type { Input } from './input.js';
import {
  characterOfCode,
  isKeypadCode,
  keyOfControl,
  keyOfLetter,
  keyOfTilde,
  keypadSign,
} from './key-codes.js';
import { sequenceLength, textLength } from './input-lengths.js';
import { character, modifiersFrom, moreModifiers, named, type Key } from './key.js';

const ESC = 0x1b;
const NOTHING = Buffer.alloc(0);
const PASTE_END = Buffer.from('\x1b[201~');

/** A sequence longer than this is garbage; keys and answers have a few dozen bytes. */
const MAX_SEQUENCE_BYTES = 4096;

/** So many characters at once are no typing, and are not looked at one by one. */
const MIN_TEXT = 32;

/** What is longer is given in parts, each a paste: one that never ends takes no more memory. */
const MAX_PASTE_BYTES = 16 * 1024 * 1024;

export class InputDecoder {
  #pending: Buffer = NOTHING;
  /** Parts of a paste whose end has not come; undefined outside of one. */
  #paste: Buffer[] | undefined;
  #pasteBytes = 0;

  /** The end of a paste, or what follows an escape, which may be alone; undefined for nothing. */
  get waitsFor(): 'paste' | 'sequence' | undefined {
    if (this.#paste) return 'paste';
    return this.#pending.length > 0 ? 'sequence' : undefined;
  }

  push(chunk: Buffer): readonly Input[] {
    const inputs: Input[] = [];
    let bytes =
      this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (bytes.length > 0) {
      const taken = this.#paste
        ? this.#takePaste(bytes, inputs)
        : this.#take(bytes, inputs);
      if (taken === 0) break;
      bytes = bytes.subarray(taken);
    }
    this.#pending = bytes.length === 0 ? NOTHING : Buffer.from(bytes);
    return inputs;
  }

  /** Nothing more came: a paste is what came of it, an escape the key, the rest what it looks like. */
  flush(): readonly Input[] {
    if (this.#paste) return this.#endPaste();
    const [first, ...rest] = this.#pending;
    this.#pending = NOTHING;
    if (first !== ESC) return [];
    const [only] = rest;
    // What might have begun a sequence and did not go on, as Alt+[.
    if (rest.length === 1 && only !== undefined && only < 0x7f)
      return altered(String.fromCharCode(only));
    return [{ type: 'key', key: named('escape') }, ...this.push(Buffer.from(rest))];
  }

  #take(bytes: Buffer, inputs: Input[]): number {
    const typed = textLength(bytes);
    if (typed >= MIN_TEXT) {
      inputs.push({ type: 'text', text: bytes.toString('latin1', 0, typed) });
      return typed;
    }
    const length = sequenceLength(bytes);
    if (length === 0 && bytes.length > MAX_SEQUENCE_BYTES) return bytes.length;
    if (length === 0) return 0;
    const sequence = bytes.toString('utf8', 0, length);
    if (sequence === '\x1b[200~') this.#paste = [];
    else {
      const input = decode(sequence);
      if (input) inputs.push(input);
    }
    return length;
  }

  #takePaste(bytes: Buffer, inputs: Input[]): number {
    const end = bytes.indexOf(PASTE_END);
    if (end >= 0) {
      inputs.push(this.#pasted([bytes.subarray(0, end)]));
      this.#paste = undefined;
      return end + PASTE_END.length;
    }
    // The end may be cut; its beginning stays behind.
    const sure = Math.max(0, bytes.length - PASTE_END.length + 1);
    this.#paste?.push(Buffer.from(bytes.subarray(0, sure)));
    this.#pasteBytes += sure;
    if (this.#pasteBytes > MAX_PASTE_BYTES) inputs.push(this.#pasted([]));
    return sure;
  }

  /** A paste of what was gathered and `more`. */
  #pasted(more: readonly Buffer[]): Input {
    const bytes = Buffer.concat([...(this.#paste ?? []), ...more]);
    this.#paste = [];
    this.#pasteBytes = 0;
    return { type: 'paste', bytes };
  }

  #endPaste(): readonly Input[] {
    const input = this.#pasted([this.#pending]);
    this.#paste = undefined;
    this.#pending = NOTHING;
    return [input];
  }
}

function decode(sequence: string): Input | undefined {
  if (!sequence.startsWith('\x1b')) return keyInput(plainKey(sequence));
  if (/^\x1b\[[?>=]/.test(sequence)) return answerInput(sequence);
  if (sequence.startsWith('\x1b[[')) return keyInput(linuxKey(sequence.slice(3)));
  if (sequence.startsWith('\x1b[')) return controlSequence(sequence.slice(2));
  if (sequence.startsWith('\x1bO') && sequence.length === 3)
    return keyInput(letterKey(sequence.slice(2), 1));
  if (/^\x1b[\]P_^]./s.test(sequence)) return answerInput(sequence);
  if (sequence.length === 1) return keyInput(plainKey(sequence));
  return altered(sequence.slice(1))[0];
}

function altered(character: string): readonly Input[] {
  const key = plainKey(character);
  return key ? [{ type: 'key', key: { ...key, alt: true } }] : [];
}

function controlSequence(body: string): Input | undefined {
  const final = body.slice(-1);
  const parameters = body.slice(0, -1);
  if (parameters.startsWith('<')) return mouse(parameters.slice(1), final);
  if (parameters === '' && (final === 'I' || final === 'O'))
    return { type: 'focus', gained: final === 'I' };
  return keyInput(controlKey(parameters, final));
}

function mouse(parameters: string, final: string): Input | undefined {
  const [code = 0, x = 1, y = 1] = parameters.split(';').map(Number);
  if (![code, x, y].every(Number.isInteger)) return undefined;
  return { type: 'mouse', code, x: x - 1, y: y - 1, released: final === 'm' };
}

function controlKey(parameters: string, final: string): Key | undefined {
  const fields = parameters.split(';').map((field) => field.split(':').map(Number));
  const [number = 1, shifted, base] = fields[0] ?? [];
  const [modifiers = 1, event = 1] = fields[1] ?? [];
  const key = keyOf(final, { number, modifiers, fields });
  if (!key) return undefined;
  const more = moreModifiers(modifiers);
  const told = {
    ...key,
    ...(event === 2 && { event: 'repeat' as const }),
    ...(event === 3 && { event: 'release' as const }),
    ...(more > 0 && { more }),
  };
  return final === 'u' && key.text !== '' ? withAlternates(told, shifted, base) : told;
}

type Fields = {
  readonly number: number;
  readonly modifiers: number;
  readonly fields: readonly (readonly number[])[];
};

function keyOf(final: string, { number, modifiers, fields }: Fields): Key | undefined {
  if (final === 'Z') return named('tab', modifiersFrom(2));
  if (final === 'u') return withText(codeKey(number, modifiers), fields[2]);
  if (final !== '~') return letterKey(final, modifiers);
  if (number === 27) return otherKey(fields[2]?.[0] ?? 0, modifiers);
  const name = keyOfTilde(number);
  return name === undefined ? undefined : named(name, modifiersFrom(modifiers));
}

/** What the terminal says is typed counts for more than what a key is labelled with. */
function withText(key: Key | undefined, points: readonly number[] = []): Key | undefined {
  const text = points.map((point) => characterOfCode(point) ?? '').join('');
  return key && text !== '' && key.text !== '' ? { ...key, text } : key;
}

function withAlternates(key: Key, shiftedCode = 0, baseCode = 0): Key {
  const shifted = characterOfCode(shiftedCode);
  const base = characterOfCode(baseCode);
  const capital = key.shift && key.text === key.code.toUpperCase();
  return {
    ...key,
    ...(shifted !== undefined && { shifted }),
    ...(shifted !== undefined && capital && { text: shifted }),
    ...(base !== undefined && { base }),
  };
}

function linuxKey(letter: string): Key | undefined {
  const number = 'ABCDE'.indexOf(letter) + 1;
  return number === 0 ? undefined : named(`f${number}`, modifiersFrom(1));
}

function letterKey(letter: string, modifiers: number): Key | undefined {
  const sign = modifiers === 1 ? keypadSign(letter) : undefined;
  if (sign !== undefined)
    return { ...(sign.length > 1 ? named(sign) : character(sign)), keypad: true };
  const name = keyOfLetter(letter);
  return name === undefined ? undefined : named(name, modifiersFrom(modifiers));
}

function codeKey(code: number, parameter: number): Key | undefined {
  const modifiers = modifiersFrom(parameter);
  const keypad = isKeypadCode(code) ? { keypad: true } : {};
  const name = keyOfControl(code);
  if (name !== undefined) return { ...named(name, modifiers), ...keypad };
  const typed = characterOfCode(code);
  if (typed === undefined) return undefined;
  const text = modifiers.shift ? typed.toUpperCase() : typed;
  return { ...modifiers, code: typed.toLowerCase(), text, ...keypad };
}

/** By modifyOtherKeys, which tells what a key is with Shift and not what it is without. */
function otherKey(code: number, parameter: number): Key | undefined {
  const key = codeKey(code, parameter);
  return key?.shift && key.text !== '' ? { ...key, shifted: key.text } : key;
}

function plainKey(text: string): Key | undefined {
  const code = text.codePointAt(0) ?? 0;
  const name = keyOfControl(code);
  if (name !== undefined) return named(name);
  if (code >= 32) return text === '\u{fffd}' ? undefined : character(text);
  const letter = code === 0 ? ' ' : String.fromCodePoint(code + (code < 27 ? 96 : 64));
  return { code: letter, text: letter, ctrl: true, alt: false, shift: false };
}

function answerInput(sequence: string): Input | undefined {
  const answer = readAnswer(sequence);
  return answer && { type: 'answer', answer };
}

function keyInput(key: Key | undefined): Input | undefined {
  return key && { type: 'key', key };
}
