/**
 * What the tables of the grapheme addon do not know: they end with Unicode 13, in which the emoji
 * since then are as narrow as all that is unknown. Each character that came later (up to Unicode
 * 17) is taken for one of its kind that the tables have.
 */

/** Ranges of code points, in hexadecimal digits. */
const MARKS = `
  897-89f 8ca-8d2 c3c ece 180f 1ac1-1add 1ae0-1aeb 1dfa 10d69-10d6d
  10efa-10eff 10f82-10f85 11070 11073-11074 110c2 11241 113bb-113c0 113ce
  113d0 113d2 113e1-113e2 11b60 11b62-11b64 11b66 11f00-11f01 11f36-11f3a
  11f40 11f42 11f5a 13440 13447-13455 1611e-16129 1612d-1612f 16fe4
  1cf00-1cf2d 1cf30-1cf46 1e08f 1e2ae 1e4ec-1e4ef 1e5ee-1e5ef 1e6e3 1e6e6
  1e6ee-1e6ef 1e6f5`;

const WIDE = `
  2ffc-2fff 31e4-31e5 31ef 16ff2-16ff6 18cff 18d09-18d1e 18d80-18df2
  1aff0-1aff3 1aff5-1affb 1affd-1affe 1b11f-1b122 1b132 1b155`;

/** The last of them also for emoji to come: nothing else has been put there. */
const EMOJI = `
  1f6d8 1f6dc-1f6df 1f7f0 1f979 1f9cc 1fa70-1faff`;

/** Marks of halfwidth katakana, which have a column like those that they follow. */
const NARROW = 'ff9e-ff9f';

/**
 * Hints for the layout of text, of directions and of places to break, which show nothing and have
 * no column.
 */
const HINTS = `
  61c 180e 200b 200e-200f 2028-202e 2060-2064 2066-206f fff9-fffb 1bca0-1bca3
  1d173-1d17a`;

/** By what the others are taken for. */
const KINDS: readonly (readonly [known: string, ranges: string])[] = [
  ['', HINTS],
  ['\u0300', MARKS],
  ['一', WIDE],
  ['😀', EMOJI],
  ['ｱ', NARROW],
];

/** By the place of their kind, from 1; in an array, because every emoji is looked up here. */
const kinds = new Uint8Array(0x20000);
for (const [at, [, ranges]] of KINDS.entries())
  for (const codePoint of codePoints(ranges)) kinds[codePoint] = at + 1;

const HINT = 1;
const known = [0, ...KINDS.map(([character]) => character.codePointAt(0) ?? 0)];

/** A character of the same kind that the tables know; mostly itself. */
export function knownAs(codePoint: number): number {
  return known[kinds[codePoint] ?? 0] || codePoint;
}

export function isHint(codePoint: number): boolean {
  return kinds[codePoint] === HINT;
}

function codePoints(ranges: string): readonly number[] {
  return ranges
    .trim()
    .split(/\s+/)
    .flatMap((range) => {
      const [first = 0, last = first] = range
        .split('-')
        .map((digits) => parseInt(digits, 16));
      return Array.from({ length: last - first + 1 }, (_, at) => first + at);
    });
}
