import { expect, it } from 'vitest';
import { BoundedPattern, patternOf } from '../../src/config/bounded-pattern.js';

const HOSTILE = `${'a'.repeat(60)}c`;

it('fits nothing where it takes too long, and is used no more after some times', () => {
  const told: string[] = [];
  const pattern = patternOf('^(a+)+$', 'mu', (which) => told.push(which));
  expect(pattern.test('aaa')).toBe(true);
  expect(pattern.test(HOSTILE)).toBe(false);
  expect(pattern.test('aaa')).toBe(true);
  expect(told).toEqual([]);
  while (told.length === 0) expect(pattern.test(HOSTILE)).toBe(false);
  expect(pattern.test('aaa')).toBe(false);
  expect(told).toEqual(['^(a+)+$']);
});

it('gives what a regular expression gives', () => {
  const pattern = patternOf('^(?:(?<word>\\w+) ?)+$', 'mu', () => undefined);
  const [match] = [pattern.exec('x:\none two')];
  expect(match?.index).toBe(3);
  expect(match?.groups).toEqual({ word: 'two' });
});

it.each([
  ['^(a|a)*$', true],
  ['(\\w+\\s?)+x', true],
  ['(ab){20}', true],
  ['a*a*a*a*x', true],
  ['error[\\s\\S]*retry[\\s\\S]*give up', true],
  ['^.*foo.*bar', true],
  ['"[^"]*": "[^"]*"', true],
  ['\\S+ of \\S+', true],
  ['\\.*x\\.*', false],
  ['^working.*interrupt', false],
  [`${'(a|a)'.repeat(20)}b`, true],
  ['^\\s*❯?\\s*(\\d+\\. )?Yes, I trust this folder$', false],
  ['(API error · Retrying|limit reached)', false],
  ['[)+*]', false],
  ['\\)+', false],
])('watches over %s: %s', (source, watched) => {
  const pattern = patternOf(source, 'mu', () => undefined);
  expect(pattern instanceof BoundedPattern).toBe(watched);
});
