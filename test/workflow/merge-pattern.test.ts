import { expect, it } from 'vitest';
import { matchesPath } from '../../src/workflow/merge-pattern.js';

it.each([
  [
    'a name alone means it at any depth',
    'a.txt',
    ['a.txt', 'x/a.txt'],
    ['xa.txt', 'a.txt.bak'],
  ],
  [
    'a star stays in its folder',
    'src/*.ts',
    ['src/a.ts'],
    ['src/x/a.ts', 'lib/src/a.ts'],
  ],
  ['two stars cross folders', 'src/**/a.ts', ['src/a.ts', 'src/x/y/a.ts'], ['a.ts']],
  ['two stars alone mean everything', '**', ['a', 'x/y'], []],
  ['a folder means all that is in it', 'docs/api', ['docs/api/x/y.md'], ['docs/apis/x']],
  [
    'a slash at its end changes nothing',
    'docs/',
    ['docs/a', 'docs/x/a'],
    ['x/docs/a', 'adocs/a'],
  ],
  ['a slash at its beginning ties it to the top', '/a.txt', ['a.txt'], ['x/a.txt']],
  ['a question mark is one character', 'a?.txt', ['ab.txt'], ['a.txt', 'a/.txt']],
  ['all else is itself', 'a+(b)[c].txt', ['a+(b)[c].txt'], ['aab.txt']],
  ['names may hold anything', '*', ['a\nb', '-x', '.hidden'], []],
])('%s: %s', (_rule, pattern, matching, others) => {
  const matched = [...matching, ...others].filter((path) => matchesPath(pattern, path));
  expect(matched).toEqual(matching);
});
