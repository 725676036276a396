import { expect, it } from 'vitest';
import { fold } from '../../src/base/fold.js';

it.each([
  ['short', 'one two', 10, ['one two']],
  ['breaks at blanks', 'one two three', 8, ['one two', 'three']],
  ['cuts words that are too long', 'abcdefghijkl', 5, ['abcde', 'fghij', 'kl']],
  ['counts cells, not characters', '漢字漢字漢字', 8, ['漢字漢字', '漢字']],
  ['of what is wider than a line', '漢字', 1, ['漢', '字']],
  ['of nothing', '', 5, ['']],
])('%s', (_what, line, width, lines) => {
  expect(fold(line, width)).toEqual(lines);
});
