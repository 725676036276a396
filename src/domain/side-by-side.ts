/** The two sides of a conflict as lines of text, beside each other. */
import { plainText } from '../base/plain-text.js';
import type { Clash, ForeseenConflict, Hunk } from './foresight.js';

/** Wider than a page is hard to compare; narrower than this says nothing. */
const WIDTH = { most: 160, least: 20 } as const;

const BETWEEN = ' │ ';

/** Whose side stands where, and then what each of them has; `columns` is the room for both. */
export function sidesOf(
  { ours, theirs }: Pick<Clash, 'ours' | 'theirs'>,
  { hunks }: Pick<ForeseenConflict, 'hunks'>,
  columns: number,
): { readonly names: string; readonly lines: readonly string[] } {
  const room = Math.min(columns, WIDTH.most) - BETWEEN.length;
  const width = Math.max(WIDTH.least, Math.floor(room / 2));
  const [names = ''] = beside([ours.name], [theirs.name], width);
  return { names, lines: hunkLines(hunks ?? [], width) };
}

function hunkLines(hunks: readonly Hunk[], width: number): readonly string[] {
  const rule = `${'─'.repeat(width)}─┼─${'─'.repeat(width)}`;
  if (hunks.length === 0) return ['(nothing to show: not text)'];
  return hunks.flatMap(({ ours, theirs }) => [rule, ...beside(ours, theirs, width)]);
}

function beside(
  left: readonly string[],
  right: readonly string[],
  width: number,
): readonly string[] {
  const count = Math.max(left.length, right.length);
  return Array.from({ length: count }, (_, index) => {
    const cells = [left[index] ?? '', right[index] ?? ''];
    const [one = '', other = ''] = cells.map((text) => plainText(text, width));
    return `${one.padEnd(width)}${BETWEEN}${other}`.trimEnd();
  });
}
