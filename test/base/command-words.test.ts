import { expect, it } from 'vitest';
import { commandWords } from '../../src/base/command-words.js';

it.each([
  ['blanks part words', ' a  b\tc ', ['a', 'b', 'c']],
  ['single quotes keep all', 'a \'b $c "d"\'', ['a', 'b $c "d"']],
  ['double quotes keep blanks', 'a "b \\"c\\" d"', ['a', 'b "c" d']],
  ['a backslash keeps the next character', 'a\\ b', ['a b']],
  ['parts of a word stand together', 'a"b c"\'d\'', ['ab cd']],
  ['an empty word', "a ''", ['a', '']],
  ['nothing is expanded', '$HOME `x` $(y) *', ['$HOME', '`x`', '$(y)', '*']],
  ['a quote that does not end is itself', "it's", ["it's"]],
])('%s', (_rule, line, words) => {
  expect(commandWords(line)).toEqual(words);
});
