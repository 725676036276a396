import { expect, it } from 'vitest';
import { bare, blocksOf, plain } from '../../../src/formats/import/markdown.js';

it.each([
  ['│  ├─ WS-2: Table context', 'WS-2: Table context'],
  ['+--- **Phase 1** ---+', 'Phase 1'],
  ['Wave 3: WS1 + TD3 ✅', 'Wave 3: WS1 + TD3'],
])('of a drawing %s the words are left', (line, words) => {
  expect(bare(line)).toBe(words);
});

it.each([
  ['## Gates ##  ', { type: 'heading', level: 2, text: 'Gates' }],
  ['# C# and F#', { type: 'heading', level: 1, text: 'C# and F#' }],
  ['**Priority** : high', { type: 'field', name: 'Priority', value: 'high' }],
  ['**Agent: ** x', { type: 'field', name: 'Agent', value: 'x' }],
])('%j is a block without its signs', (line, block) => {
  expect(blocksOf(line)).toEqual([{ line: 1, ...block }]);
});

it.each([
  ['**TD2** is `src/**`', 'TD2 is src/**'],
  ['src/cart/**, docs/**', 'src/cart/**, docs/**'],
  ['**/*.ts: **TD1** wins', '**/*.ts: TD1 wins'],
  ['**Fix `a` now**', 'Fix a now'],
  ['**`x.ts`**', 'x.ts'],
  ['__init__.py and src/__init__.py', '__init__.py and src/__init__.py'],
  ['__so__ it is', 'so it is'],
  ['🔴 **Critical**', 'Critical'],
])('of %s are left the words and the paths', (text, words) => {
  expect(plain(text)).toBe(words);
});
