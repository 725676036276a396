/** How a keymap names keys: `a`, `A`, `ctrl+space`, `alt+1`, `shift+tab`, `alt+!`, `super+k`. */
import { isCommand, isLetter, isSign, signOf, standardKey, type Key } from './key.js';

/** Modifiers that kitty tells beside the usual three, and their bits in `Key.more`. */
const MORE = { super: 8, hyper: 16, meta: 32 } as const;

/**
 * The key's names, the best first. It has more than one where people write it in more than one
 * way: `alt+!` is `alt+shift+1`, and `ctrl+с` of a Cyrillic keyboard is `ctrl+c`.
 */
export function chordsOf(key: Key): readonly string[] {
  const { text } = key;
  if (text !== '' && !isCommand(key)) return [text === ' ' ? 'space' : text];
  const signed = isSign(key) ? [{ ...key, code: signOf(key), shift: false }] : [];
  const standard = standardKey(key);
  return [...signed, key, ...(standard === key ? [] : [standard])].map(nameOf);
}

/** The first of its names. */
export function chordOf(key: Key): string {
  return chordsOf(key)[0] ?? '';
}

function nameOf({ code, ctrl, alt, shift, more = 0 }: Key): string {
  const held = [
    ...Object.entries(MORE).map(([name, bit]) => ((more & bit) === 0 ? '' : name)),
    ctrl ? 'ctrl' : '',
    alt ? 'alt' : '',
    shift ? 'shift' : '',
    code === ' ' ? 'space' : code,
  ];
  return held.filter((name) => name !== '').join('+');
}

/** A chord's modifiers and its key: `ctrl+shift+a` is `a` with two held. */
export function partsOf(chord: string): {
  readonly held: readonly string[];
  readonly key: string;
} {
  const [, modifiers = '', key = ''] =
    /^((?:(?:super|hyper|meta|ctrl|alt|shift)\+)*)(.+)$/s.exec(chord) ?? [];
  return { held: modifiers.split('+').filter((name) => name !== ''), key };
}

/**
 * The one way in which a keymap has a chord that people write in several: modifiers in their
 * order, `alt+A` as `alt+shift+a`, and `ctrl+A`, as many write it, as `ctrl+a`.
 */
export function normalChord(written: string): string {
  const parts = written.split(/(?<=.)\+/);
  const chord = parts.map((part) => (part.length > 1 ? part.toLowerCase() : part));
  const { held, key } = partsOf(chord.join('+'));
  return held.length === 0 ? key : nameOf(keyOf(held, key));
}

/** The key of a chord, as if it had been pressed. */
export function keyOfChord(chord: string): Key {
  const { held, key } = partsOf(chord);
  return keyOf(held, key);
}

function keyOf(held: readonly string[], name: string): Key {
  const [ctrl, alt] = [held.includes('ctrl'), held.includes('alt')];
  const given = name === 'space' ? ' ' : name;
  const isCharacter = Array.from(given).length === 1;
  const code = isCharacter ? given.toLowerCase() : given;
  const isCapital = isCharacter && code !== given && !ctrl;
  const shift = held.includes('shift') || isCapital;
  const text = shift && isLetter(code) ? code.toUpperCase() : code;
  const more = Object.entries(MORE)
    .filter(([modifier]) => held.includes(modifier))
    .reduce((bits, [, bit]) => bits | bit, 0);
  return {
    ctrl,
    alt,
    shift,
    code,
    text: isCharacter ? text : '',
    ...(more > 0 && { more }),
  };
}
