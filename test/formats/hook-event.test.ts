import { expect, it } from 'vitest';
import { readHookEvent } from '../../src/formats/hook-event.js';

it.each([
  ['texts as they are', '{"a":"x"}', { a: 'x' }],
  [
    'what is no text as JSON',
    '{"a":[1],"b":null,"c":2}',
    { a: '[1]', b: 'null', c: '2' },
  ],
  [
    'the fields of an object by two names',
    '{"a":{"b":"x"}}',
    { a: '{"b":"x"}', 'a.b': 'x' },
  ],
  ['a list', '[1]', undefined],
  ['no JSON', 'hello', undefined],
])('reads %s', (_what, text, event) => {
  expect(readHookEvent({ text, cut: false })).toEqual(event);
});

it.each([
  ['in a text', '{"a":"x","b":{"c":"say \\"hi, {you', { a: 'x' }],
  ['behind a field', '{"a":"x","b":{"c":1},', { a: 'x', b: '{"c":1}', 'b.c': '1' }],
  ['in a name', '{"a":"x","b', { a: 'x' }],
  ['before anything', '{', {}],
])('of an event that was cut off %s, reads what came whole', (_where, text, event) => {
  expect(readHookEvent({ text, cut: true })).toEqual(event);
});

it('is quick with a long event that was cut off among quotes', () => {
  const text = `{"a":"x","b":"${String.raw`\"`.repeat(500_000)}`;
  // A reader that begins anew at each quote needs longer than any test may take.
  expect(readHookEvent({ text, cut: true })).toEqual({ a: 'x' });
});
