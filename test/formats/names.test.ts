import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { branchFault } from '../../src/formats/branch-name.js';
import { durationMs, DURATION } from '../../src/formats/duration.js';
import { nearest } from '../../src/base/nearest.js';
import { slug } from '../../src/formats/slug.js';

describe('branchFault', () => {
  it.each([
    'main',
    'workstream/config-management',
    'a@b',
    'ünïcode/✓',
    'a.b',
    '-x',
    'HEAD',
    'a b',
    'a..b',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[0]',
    'a\\b',
    '/a',
    'a/',
    'a//b',
    '.a',
    'a/.b',
    'a.',
    'a.lock',
    'a.lock/b',
    'a@{1}',
    'a\u007f',
    'a\tb',
  ])('judges %j as git does', (name) => {
    const git = spawnSync('git', ['check-ref-format', '--branch', name]);
    expect(branchFault(name) === undefined).toBe(git.status === 0);
  });
});

it.each([
  ['90s', 90_000],
  ['10m', 600_000],
  ['1h30m', 5_400_000],
  ['2d', 172_800_000],
])('%s is a duration', (text, ms) => {
  expect([DURATION.test(text), durationMs(text)]).toEqual([true, ms]);
});

it.each(['', '10', 'm', '1m1h', '-1m', '1.5h', '2 d'])('%j is no duration', (text) => {
  expect(DURATION.test(text)).toBe(false);
});

it.each([
  ['Fix the login bug!', 'fix-the-login-bug'],
  ['Überprüfung: ÄÖ', 'uberprufung-ao'],
  ['../../etc', 'etc'],
  ['✨', ''],
])('the slug of %j is %j', (text, expected) => {
  expect(slug(text)).toBe(expected);
});

it.each([
  ['prioritty', 'priority'],
  ['TD9', 'TD1'],
  ['webhooks', undefined],
])('the nearest to %j is %j', (word, expected) => {
  expect(nearest(word, ['priority', 'TD1', 'gates'])).toBe(expected);
});
