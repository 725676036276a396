import { expect, it } from 'vitest';
import { chosen } from '../../src/agents/choices.js';
import { choicesIn } from '../../src/formats/choices.js';

const option = (label: string) => ({ label });
const choices = choicesIn(
  JSON.stringify([
    { question: 'Colour?', options: ['Red', 'Green', 'Grey'].map(option) },
    { question: 'Size?', multiSelect: true, options: ['Small', 'Large'].map(option) },
  ]),
);

it.each([
  ['numbers', ['2', '1, 2'], { 'Colour?': 'Green', 'Size?': 'Small, Large' }],
  ['labels', ['red', 'large'], { 'Colour?': 'Red', 'Size?': 'Large' }],
  ['the beginning of labels', ['gree', 's'], { 'Colour?': 'Green', 'Size?': 'Small' }],
  ['other words', ['dark blue', 'huge'], { 'Colour?': 'dark blue', 'Size?': 'huge' }],
])('knows an answer by %s', (_by, said, answers) => {
  expect(chosen(choices, said)).toEqual({ ok: true, value: answers });
});

it.each([
  ['one answer for two questions', ['1'], 'it asks 2 questions, not 1'],
  ['a number that is no option', ['4', '1'], '"Colour?" has no option 4'],
  ['what could mean two', ['gr', '1'], '"gr" could mean several options'],
  ['nothing', ['1', ' '], '"Size?" has no answer'],
])('refuses %s', (_what, said, why) => {
  expect(chosen(choices, said)).toEqual({ ok: false, failure: { why } });
});

it.each(['', '{', '{}', '[]', '[{ "question": 1 }]'])(
  'finds no question in %j',
  (text) => {
    expect(choicesIn(text)).toEqual([]);
  },
);
