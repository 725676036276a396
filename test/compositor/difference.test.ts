import { describe, expect, it } from 'vitest';
import {
  ALL_CAPABILITIES,
  capabilitiesOf,
  type Capabilities,
} from '../../src/compositor/capabilities.js';
import { aroundCells, HIDDEN, type OuterCursor } from '../../src/compositor/cursor.js';
import { Canvas, type Layer } from '../../src/compositor/canvas.js';
import {
  BG_HAS_EXTENDED,
  COLOUR_256,
  COLOUR_RGB,
  FG_BOLD,
  FG_UNDERLINE,
  IS_CLUSTER,
  type Extra,
  type Row,
} from '../../src/screen/row.js';

const size = { columns: 10, rows: 2 };
const NARROW = 1 << 22;
const basic = capabilitiesOf({ TERM: 'linux' });

describe('difference', () => {
  it.each([
    ['nothing for nothing', cells(), ALL_CAPABILITIES, ''],
    ['one move for a run', cells('a', 'b'), ALL_CAPABILITIES, '␛[1;1Hab'],
    [
      'a step over what stays',
      cells('a', ' ', ' ', 'b'),
      ALL_CAPABILITIES,
      '␛[1;1Ha␛[2Cb',
    ],
    [
      'a new address after what may be wide elsewhere',
      cells('é', 'b'),
      ALL_CAPABILITIES,
      '␛[1;1Hé␛[2Gb',
    ],
    [
      'attributes and colours, and the way back',
      [[NARROW | 97, FG_BOLD | COLOUR_256 | 9, 0]],
      ALL_CAPABILITIES,
      '␛[1;1H␛[1;38;5;9ma␛[0m',
    ],
    [
      'true colour',
      [[NARROW | 97, COLOUR_RGB | 0xff8000, 0]],
      ALL_CAPABILITIES,
      '␛[1;1H␛[38;2;255;128;0ma␛[39m',
    ],
    [
      'the nearest colour of a poor terminal',
      [[NARROW | 97, COLOUR_RGB | 0xff0000, 0]],
      basic,
      '␛[1;1H␛[91ma␛[39m',
    ],
    [
      'a control character never',
      [
        [NARROW | 0x1b, 0, 0],
        [NARROW | 0x9b, 0, 0],
      ],
      ALL_CAPABILITIES,
      '␛[1;1H\u{fffd}␛[2G\u{fffd}',
    ],
    [
      'a number that is no character never',
      [[NARROW | 0x1fffff, 0, 0]],
      ALL_CAPABILITIES,
      '␛[1;1H\u{fffd}',
    ],
  ] satisfies [string, readonly number[][], Capabilities, string][])(
    'writes %s',
    (_rule, words, can, bytes) => {
      expect(written(words, [], can)).toBe(bytes);
    },
  );

  it.each([
    ['an accent', '\u0301', '␛[1;2H \u0301'],
    ['a joiner and a selector', '\u200d\ufe0f', '␛[1;2H \u200d\ufe0f'],
    ['a vowel of Hangul', '\u1161', '␛[1;2H \u1161'],
    ['an accent that has its letter', 'e\u0301', '␛[1;2He\u0301'],
  ])('lets nothing join the cell before its own: %s', (_what, text, bytes) => {
    const border = { rows: [row(cells('│'))], rect: { x: 0, y: 0, width: 1, height: 1 } };
    const pane = {
      rows: [row([[NARROW | IS_CLUSTER, 0, 0]], [{ column: 0, text }])],
      rect: { x: 1, y: 0, width: 9, height: 1 },
    };
    const canvas = new Canvas(size);
    canvas.show([border], ALL_CAPABILITIES);
    expect(visible(canvas.show([border, pane], ALL_CAPABILITIES))).toBe(bytes);
  });

  it('lets nothing that is a character by itself join the cell before', () => {
    expect(written(cells('a', '\u0301'), [])).toBe('␛[1;1Ha \u0301');
  });

  it.each([
    [
      'a cluster that hides a sequence',
      { column: 0, text: 'a\x1b[2J' },
      '␛[1;1Ha\u{fffd}[2J',
    ],
    [
      'a link that breaks out of its sequence',
      { column: 0, text: 'a', link: 'x\x1b\\\x1b[2J' },
      '␛[1;1Ha',
    ],
    [
      'a link that shows itself in another direction',
      { column: 0, text: 'a', link: 'https://x/\u202emoc' },
      '␛[1;1Ha',
    ],
  ] satisfies [string, Extra, string][])('disarms %s', (_what, extra, bytes) => {
    expect(written([[NARROW | IS_CLUSTER, 0, BG_HAS_EXTENDED]], [extra])).toBe(bytes);
  });

  it('has the parts of a link that are drawn one by one be one link', () => {
    const linked = (words: readonly (readonly number[])[]) =>
      written(words, [{ column: 0, link: 'https://x.y' }]);
    const [one, other] = ['a', 'b'].map((letter) =>
      linked([[NARROW | letter.charCodeAt(0), 0, BG_HAS_EXTENDED]]),
    );
    expect(one).toMatch(/^␛\[1;1H␛]8;id=\w+;https:\/\/x\.y␛\\a␛]8;;␛\\$/);
    expect(other).toBe(one?.replace('a␛', 'b␛'));
    expect(
      written([[NARROW | 97, 0, BG_HAS_EXTENDED]], [{ column: 0, link: 'https://x.z' }]),
    ).not.toContain(/id=\w+/.exec(one ?? '')?.[0]);
  });

  it('keeps underline styles where they are known, and a plain line elsewhere', () => {
    const words = [[NARROW | 97, FG_UNDERLINE, BG_HAS_EXTENDED]];
    const extras = [{ column: 0, underline: 3, underlineColour: COLOUR_256 | 9 }];
    expect(written(words, extras)).toBe('␛[1;1H␛[4:3;58:5:9ma␛[0m');
    expect(written(words, extras, basic)).toBe('␛[1;1H␛[4ma␛[0m');
  });

  it('erases the rest of a line instead of writing blanks', () => {
    const canvas = new Canvas(size);
    canvas.show([layer(cells(...'abcdefghij'.split('')))], ALL_CAPABILITIES);
    expect(visible(canvas.show([layer(cells('a'))], ALL_CAPABILITIES))).toBe('␛[1;2H␛[K');
  });
});

describe('the cursor', () => {
  it.each([
    ['default', false, 0],
    ['block', true, 1],
    ['block', false, 2],
    ['underline', true, 3],
    ['bar', false, 6],
  ] as const)('takes the shape %s, blinking %s', (shape, blinking, parameter) => {
    const to: OuterCursor = { type: 'shown', x: 0, y: 0, shape, blinking };
    expect(aroundCells(HIDDEN, to, '')).toContain(`\x1b[${parameter} q`);
  });

  const shown: OuterCursor = { type: 'shown', x: 2, y: 1, shape: 'bar', blinking: false };
  it.each([
    ['shows it with its shape', HIDDEN, shown, '', '␛[6 q␛[2;3H␛[?25h'],
    ['says nothing when nothing changed', shown, shown, '', ''],
    ['only moves it', shown, { ...shown, x: 5 }, '', '␛[2;6H'],
    ['hides it while cells are drawn', shown, shown, 'abc', '␛[?25labc␛[2;3H␛[?25h'],
    ['hides it', shown, HIDDEN, '', '␛[?25l'],
  ] satisfies [string, OuterCursor, OuterCursor, string, string][])(
    '%s',
    (_rule, from, to, drawn, bytes) => {
      expect(visible(aroundCells(from, to, drawn))).toBe(bytes);
    },
  );
});

it('paints no half of a wide character at an edge', () => {
  const wide = layer([
    [(2 << 22) | 0x65e5, 0, 0],
    [0, 0, 0],
    [NARROW | 97, 0, 0],
  ]);
  const over = { rows: [row(cells('x'))], rect: { x: 1, y: 0, width: 1, height: 1 } };
  const bytes = new Canvas(size).show([wide, over], ALL_CAPABILITIES);
  expect(visible(bytes)).toBe('␛[1;2Hxa');
});

function cells(...texts: readonly string[]): readonly number[][] {
  return texts.map((text) => [NARROW | (text.codePointAt(0) ?? 0), 0, 0]);
}

function row(words: readonly (readonly number[])[], extras: readonly Extra[] = []): Row {
  return { words: Uint32Array.from(words.flat()), extras };
}

function layer(
  words: readonly (readonly number[])[],
  extras: readonly Extra[] = [],
): Layer {
  const rect = { x: 0, y: 0, width: 10, height: 2 };
  return { rows: [row(words, extras)], rect };
}

function written(
  words: readonly (readonly number[])[],
  extras: readonly Extra[],
  can = ALL_CAPABILITIES,
) {
  return visible(new Canvas(size).show([layer(words, extras)], can));
}

function visible(bytes: string): string {
  return bytes.replaceAll('\x1b', '␛');
}
