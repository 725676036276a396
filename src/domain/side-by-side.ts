/** The two sides of a conflict as lines of text, beside each other. */
import { plainText } from '../base/plain-text.js';
import type { Clash, ForeseenConflict, Hunk } from './foresight.js';

/** Wider than a page is hard to compare; narrower than this says nothing. */
const WIDTH = { most: 160, least: 20 } as const;

const BETWEEN = ' │ ';

/**
 * Whose side stands where, and then what each of them has, its lines numbered as in its own
 * file; `columns` is the room for both.
 */
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
  const last = Math.max(...hunks.map(lastNumber));
  const gutter = String(last).length;
  const shown = (lines: readonly string[], at: number | null) =>
    lines.map((line, index) => {
      const number = at === null ? '' : String(at + index);
      return `${number.padStart(gutter)} ${line}`;
    });
  return hunks.flatMap(({ ours, theirs, oursAt, theirsAt }) => [
    rule,
    ...beside(shown(ours, oursAt), shown(theirs, theirsAt), width),
  ]);
}

function lastNumber({ ours, theirs, oursAt, theirsAt }: Hunk): number {
  return Math.max((oursAt ?? 0) + ours.length, (theirsAt ?? 0) + theirs.length) - 1;
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
