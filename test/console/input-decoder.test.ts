import { describe, expect, it } from 'vitest';
import { unreachable } from '../../src/base/assert.js';
import { InputDecoder } from '../../src/console/input-decoder.js';
import type { Input } from '../../src/console/input.js';
import { chordOf } from '../../src/console/chord.js';
import { random, seeds } from '../helpers/random.js';

describe('the decoder of the outer terminal', () => {
  it.each([
    ['letters', 'aB', 'a B'],
    ['the prefix, legacy and kitty', '\0\x1b[32;5u', 'ctrl+space ctrl+space'],
    ['control letters', '\x03\x1a\x1c', 'ctrl+c ctrl+z ctrl+\\'],
    ['alt', '\x1b1\x1b[49;3u\x1bé', 'alt+1 alt+1 alt+é'],
    [
      'a capital with alt in all three ways',
      '\x1bA\x1b[97:65;4u\x1b[27;4;65~',
      'alt+shift+a alt+shift+a alt+shift+a',
    ],
    [
      'a sign with alt in all three ways',
      '\x1b!\x1b[49:33;4u\x1b[27;4;33~',
      'alt+! alt+! alt+!',
    ],
    [
      'super, which makes it another key',
      '\x1b[97;9u\x1b[97;13u',
      'super+a super+ctrl+a',
    ],
    ['locks, which do not', '\x1b[97;197u\x1b[1;129A', 'ctrl+a up'],
    ['cursor keys in both modes', '\x1b[A\x1bOB\x1b[1;5C', 'up down ctrl+right'],
    [
      'shifted enter and tab',
      '\x1b[13;2u\x1b[Z\x1b[27;2;13~',
      'shift+enter shift+tab shift+enter',
    ],
    ['capitals by kitty', '\x1b[97;2u', 'A'],
    [
      'function and editing keys',
      '\x1bOP\x1b[15~\x1b[3;5~\x1b[5~',
      'f1 f5 ctrl+delete pageup',
    ],
    ['the function keys of Linux', '\x1b[[A\x1b[[Ea\x1b[[Za', 'f1 f5 a a'],
    ['characters beyond ASCII', 'é日🚀', 'é 日 🚀'],
    ['repeats and releases', '\x1b[97;1:2u\x1b[97;1:3u\x1b[1;1:3A', 'a a^ up^'],
    [
      'what is typed as the terminal says it',
      '\x1b[50:64;2;64u\x1b[50:64;2u\x1b[97;65u\x1b[97;65;65u\x1b[1094:1062:119;1u',
      '@ @ a A ц',
    ],
    ['the keypad', '\x1bOu\x1bOM\x1b[57419u\x1b[57404u', '5 enter up 5'],
    [
      'what nobody asked for not at all',
      '\x1b[?1;2R\x1b]4;1;rgb:0/0/0\x07\x1bP1$r\x1b\\x',
      'x',
    ],
    ['invalid UTF-8 not at all', 'a\xff', 'a'],
    ['focus', '\x1b[I\x1b[O', 'focus:true focus:false'],
    [
      'the mouse',
      '\x1b[<0;3;4M\x1b[<64;1;1M\x1b[<0;3;4m',
      'mouse:0@2,3 mouse:64@0,0 mouse:0@2,3^',
    ],
    [
      'a paste, uninterpreted',
      '\x1b[200~a\r\x1b[Ab\x03\x1b[201~c',
      'paste:a\r\x1b[Ab\x03 c',
    ],
  ])('reads %s', (_what, bytes, said) => {
    const buffer = Buffer.from(bytes, bytes.includes('\xff') ? 'latin1' : 'utf8');
    expect(words(new InputDecoder().push(buffer))).toBe(said);
  });

  it('takes an escape that stays alone for the key', () => {
    const decoder = new InputDecoder();
    expect(decoder.push(Buffer.from('\x1b'))).toEqual([]);
    expect(decoder.waitsFor).toBe('sequence');
    expect(words(decoder.flush())).toBe('escape');
    expect(decoder.waitsFor).toBeUndefined();
  });

  it.each(['[', 'O', 'P', ']'])(
    'takes Alt+%s that did not go on for the key',
    (letter) => {
      const decoder = new InputDecoder();
      expect(decoder.push(Buffer.from(`\x1b${letter}`))).toEqual([]);
      expect(words(decoder.flush())).toBe(
        /[A-Z]/.test(letter) ? `alt+shift+${letter.toLowerCase()}` : `alt+${letter}`,
      );
      expect(decoder.waitsFor).toBeUndefined();
    },
  );

  it('gives up a paste whose end is lost, and reads on', () => {
    const decoder = new InputDecoder();
    expect(decoder.push(Buffer.from('\x1b[200~a\rb\x1b[20'))).toEqual([]);
    expect(decoder.waitsFor).toBe('paste');
    expect(words(decoder.flush())).toBe('paste:a\rb\x1b[20');
    expect(decoder.waitsFor).toBeUndefined();
    expect(words(decoder.push(Buffer.from('x')))).toBe('x');
  });

  it('takes no notice of an end that comes after all', () => {
    expect(new InputDecoder().push(Buffer.from('\x1b[201~'))).toEqual([]);
  });

  it('gives a paste that never ends in parts', () => {
    const decoder = new InputDecoder();
    const parts: Input[] = [...decoder.push(Buffer.from('\x1b[200~'))];
    const piece = Buffer.alloc(1024 * 1024, 'x');
    for (let megabytes = 0; megabytes < 40; megabytes++)
      parts.push(...decoder.push(piece));
    expect(parts).toHaveLength(2);
    parts.push(...decoder.push(Buffer.from('end\x1b[201~')));
    const bytes = parts.map((part) => (part.type === 'paste' ? part.bytes : Buffer.of()));
    expect(Buffer.concat(bytes)).toHaveLength(40 * piece.length + 'end'.length);
    expect(decoder.waitsFor).toBeUndefined();
  });

  it('takes so much text at once that nobody types it for one', () => {
    const line = 'All work and no play, 1980 times over.';
    const inputs = new InputDecoder().push(Buffer.from(`${line}\r${line}é`));
    expect(inputs.map(({ type }) => type)).toEqual(['text', 'key', 'text', 'key']);
    expect(inputs[2]).toEqual({ type: 'text', text: line });
  });

  it('passes a megabyte whole', () => {
    const decoder = new InputDecoder();
    const text = 'x\x1b[20'.repeat(200_000);
    const bytes = Buffer.from(`\x1b[200~${text}\x1b[201~`);
    const inputs: Input[] = [];
    for (let at = 0; at < bytes.length; at += 65_536)
      inputs.push(...decoder.push(bytes.subarray(at, at + 65_536)));
    expect(
      inputs.map((input) => input.type === 'paste' && input.bytes.toString() === text),
    ).toEqual([true]);
  });
});

const fresh = seeds(20);

it.each(fresh)('reads the same however the bytes are cut (seed %i)', (seed) => {
  const rng = random(seed);
  const pieces = [
    'a',
    'é',
    '日',
    '🚀',
    '\x1b[A',
    '\x1b[1;5C',
    '\x1bOP',
    '\x1b[<0;3;4M',
    '\x1b1',
    '\0',
    '\x1b[200~p\x1b[q\x1b[201~',
    'a text that is longer than a hand types it',
  ] as const;
  const bytes = Buffer.from(rng.times(1, 40, () => rng.pick(pieces)).join('') + 'z');
  const decoder = new InputDecoder();
  const cut: Input[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = rng.between(1, 4);
    cut.push(...decoder.push(bytes.subarray(at, at + size)));
    at += size;
  }
  expect(words(cut)).toBe(words(new InputDecoder().push(bytes)));
});

function words(inputs: readonly Input[]): string {
  return inputs.map(word).join(' ');
}

function word(input: Input): string {
  switch (input.type) {
    case 'key':
      return chordOf(input.key) + (input.key.event === 'release' ? '^' : '');
    case 'text':
      return Array.from(input.text, (one) => (one === ' ' ? 'space' : one)).join(' ');
    case 'paste':
      return `paste:${input.bytes.toString()}`;
    case 'focus':
      return `focus:${input.gained}`;
    case 'mouse':
      return `mouse:${input.code}@${input.x},${input.y}${input.released ? '^' : ''}`;
    case 'answer':
      return `answer:${input.answer.type}`;
    default:
      return unreachable(input);
  }
}
