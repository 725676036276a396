import { expect, it } from 'vitest';
import { BarRow } from '../../src/console/bar-row.js';
import { rowText } from '../../src/screen/row-text.js';
import { FG_INVERSE, WORDS_PER_CELL } from '../../src/screen/row.js';

it('fills its width, and is made again only when what it shows changes', () => {
  using bar = new BarRow();
  const first = bar.show('0:01 of 0:10', 20);
  expect(rowText(first)).toBe('0:01 of 0:10        ');
  expect(first.words.length / WORDS_PER_CELL).toBe(20);
  expect((first.words[20 * WORDS_PER_CELL - 2] ?? 0) & FG_INVERSE).toBe(FG_INVERSE);
  expect(bar.show('0:01 of 0:10', 20)).toBe(first);
  expect(rowText(bar.show('0:02', 6))).toBe('0:02  ');
  expect(rowText(bar.show('漢字', 6))).toBe('漢字  ');
  expect(rowText(bar.show('0:02', 8))).toBe('0:02    ');
});
