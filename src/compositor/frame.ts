/**
 * A frame: every cell of the outer terminal, in the words of `screen/row.ts`.
 *
 * Cells in a frame are in one form, so that equal looks are equal words: a blank is a
 * space, and the right half of a wide character repeats its colours.
 */
import type { Size } from '../domain/session.js';
import {
  BG_HAS_EXTENDED,
  CODE_POINT,
  IS_CLUSTER,
  WIDTH_SHIFT,
  WORDS_PER_CELL,
  type Extra,
} from '../screen/row.js';

const SPACE = 0x20;

/** Word 0 of a blank cell; its other words are 0, the terminal's own colours. */
export const BLANK = SPACE | (1 << WIDTH_SHIFT);

/** Word 0 of the right half of a wide character. */
export const RIGHT_HALF = 0;

export type Frame = Size & {
  /** `WORDS_PER_CELL` words a cell, row after row. */
  readonly words: Uint32Array;
  /** What does not fit in words, by the cell's index. */
  readonly extras: Map<number, Extra>;
};

export function blankFrame({ columns, rows }: Size): Frame {
  const words = new Uint32Array(columns * rows * WORDS_PER_CELL);
  const frame = { columns, rows, words, extras: new Map<number, Extra>() };
  for (let y = 0; y < rows; y++) clearLine(frame, y);
  return frame;
}

/** Makes every cell of line `y` blank. */
export function clearLine({ columns, words, extras }: Frame, y: number): void {
  const start = y * columns * WORDS_PER_CELL;
  const end = start + columns * WORDS_PER_CELL;
  words.fill(0, start, end);
  for (let at = start; at < end; at += WORDS_PER_CELL) words[at] = BLANK;
  dropExtras(extras, y * columns, columns);
}

/** Makes line `y` of `to` look as that of `from`, a frame of the same size. */
export function copyLine(from: Frame, to: Frame, y: number): void {
  const { columns } = from;
  const start = y * columns * WORDS_PER_CELL;
  to.words.set(from.words.subarray(start, start + columns * WORDS_PER_CELL), start);
  dropExtras(to.extras, y * columns, columns);
  if (from.extras.size === 0) return;
  for (let index = y * columns; index < (y + 1) * columns; index++) {
    const extra = from.extras.get(index);
    if (extra) to.extras.set(index, extra);
  }
}

function dropExtras(extras: Map<number, Extra>, from: number, count: number): void {
  if (extras.size === 0) return;
  for (let index = from; index < from + count; index++) extras.delete(index);
}

/** Cells that the character in this word 0 covers: 0 for a right half, 1 or 2. */
export function widthOf(word: number): number {
  return (word >>> WIDTH_SHIFT) & 3;
}

/** Whether a cell keeps a part of what it shows in an `Extra`. */
export function hasExtra(word0: number, word2: number): boolean {
  return (word0 & IS_CLUSTER) !== 0 || (word2 & BG_HAS_EXTENDED) !== 0;
}

/** Whether the cell with this index looks the same in both frames. */
export function sameCell(one: Frame, other: Frame, index: number): boolean {
  const at = index * WORDS_PER_CELL;
  const word0 = one.words[at] ?? 0;
  const word2 = one.words[at + 2] ?? 0;
  return (
    word0 === other.words[at] &&
    one.words[at + 1] === other.words[at + 1] &&
    word2 === other.words[at + 2] &&
    (!hasExtra(word0, word2) || sameExtra(one.extras.get(index), other.extras.get(index)))
  );
}

function sameExtra(one: Extra | undefined, other: Extra | undefined): boolean {
  return (
    one === other ||
    (one?.text === other?.text &&
      one?.underline === other?.underline &&
      one?.underlineColour === other?.underlineColour &&
      one?.link === other?.link)
  );
}

/** Whether nothing but an empty cell was ever written here. */
export function isEmpty(word0: number): boolean {
  return (word0 & (CODE_POINT | IS_CLUSTER)) === 0;
}
