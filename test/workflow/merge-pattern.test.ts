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
  [
    'several stars are tried further on',
    '**/a/**/b*c*.ts',
    ['a/a/x/bcbc.ts', 'y/a/bc.ts'],
    ['a/bx.ts', 'b/bc.ts'],
  ],
  ['a star may stand for nothing', '*a*.ts', ['a.ts', 'ba.ts'], ['b.ts', '.ts']],
  [
    'a path ends in two stars that is below',
    'src/**',
    ['src/a', 'src/x/a'],
    ['src', 'srcs/a'],
  ],
  ['a letter beyond the basic plane is one', '?', ['🚀'], ['ab']],
  ['names may hold anything', '*', ['a\nb', '-x', '.hidden'], []],
])('%s: %s', (_rule, pattern, matching, others) => {
  const matched = [...matching, ...others].filter((path) => matchesPath(pattern, path));
  expect(matched).toEqual(matching);
});

it.each([
  ['stars in a name', '*a'.repeat(200), 'a'.repeat(5000) + 'b'],
  ['stars over folders', '**/a/'.repeat(200) + 'b', 'a/'.repeat(2000) + 'c'],
])('tries many %s no longer than their product', (_what, pattern, path) => {
  const begun = process.cpuUsage().user;
  expect(matchesPath(pattern, path)).toBe(false);
  expect(process.cpuUsage().user - begun).toBeLessThan(5_000_000);
});
